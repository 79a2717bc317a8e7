import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { SnapshotRefused } from '../../../server/ports.ts';
import type { AlarmView } from '../../../shared/wire/alarm-schemas.ts';
import { snapshotDocumentSchema, snapshotSummarySchema } from '../../../shared/wire/snapshot-schemas.ts';
import type { SnapshotDocument, SnapshotRequest } from '../../../shared/wire/snapshots.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { EXAMPLE_ALARM } from '../export/sealed.ts';
import { NOW, openSnapshotBed, qingdaoZone, simulate } from './bed.ts';
import { latestValues } from './latest-values.ts';

const LIMIT = { timeout: 60_000 };

function readFile(path: string): SnapshotDocument {
  return JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as SnapshotDocument;
}

async function refusal(taking: Promise<unknown>): Promise<string> {
  const error = await taking.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SnapshotRefused) return `${error.code} ${error.field ?? ''}`.trim();
  throw new Error(`not refused: ${String(error)}`);
}

describe('taking', LIMIT, () => {
  test('a snapshot of the present holds every value that live state has, with age, quality and simulation', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    bed.now = NOW + 3_000;
    const summary = await bed.take({ title: 'shift' });
    const { content } = snapshotDocumentSchema.parse(readFile(bed.snapshots.file(summary.id)));
    expect(latestValues(content)).toEqual(liveValues(bed));
    expect(content).toMatchObject({ at: NOW + 3_000, past: false, sequence: { from: 1, to: 42 }, tier: 'live' });
    expect(content.counts.simulated).toBeGreaterThan(0);
    expect(content.counts.resources).toBe(countResources(bed));
    expect(snapshotSummarySchema.parse(summary)).toEqual(summary);
    expect(summary.missing).toEqual([
      { part: 'coverage', reason: 'not-there' },
      { part: 'plan', reason: 'not-there' },
    ]);
  });

  test('issue 8: before the first sample it is taken, and says that there is no data yet', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'), { heard: false });
    bed.live.runTick(NOW);
    const noData = { part: 'values', reason: 'none-yet' };
    const summary = await bed.take();
    expect(summary).toMatchObject({ coveragePct: 0, missing: expect.arrayContaining([noData]) });
    const document = snapshotDocumentSchema.parse(readFile(bed.snapshots.file(summary.id)));
    expect(document.content.missing).toEqual(summary.missing);
    await simulate(bed.inventory, bed.live, NOW);
    expect((await bed.take()).missing).not.toContainEqual(noData);
    bed.live.runTick(NOW + 3_600_000);
    bed.now = NOW + 3_600_000;
    // All is silent: that is another thing.
    expect(await bed.take()).toMatchObject({ missing: expect.not.arrayContaining([noData]) });
  });

  test('the whole of Qingdao is taken, 20,000 racks', { timeout: 60_000 }, async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'), { inventory: await qingdaoZone() });
    const summary = await bed.take();
    expect(summary.counts.resources).toBeGreaterThan(20_000);
    expect(summary.coveragePct).toBeGreaterThan(50);
    expect((await bed.snapshots.verify(summary.id)).ok).toBe(true);
  });

  test('ids are 128 random bits', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const [a, b] = [await bed.take(), await bed.take()];
    expect(a.id).toMatch(/^[0-9a-f]{32}$/);
    expect(b.id).not.toBe(a.id);
  });

  test('nothing but the scope is in it: a hall', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const hall = bed.inventory.ofKind('hall')[0]!.id;
    const { id } = await bed.take({ scope: { hall, kinds: ['hall', 'rack'] } });
    const { content } = readFile(bed.snapshots.file(id));
    expect(content.kinds.map(({ kind }) => kind)).toEqual(['hall', 'rack']);
    const racks = content.kinds.flatMap(({ kind, id: ids }) => (kind === 'rack' ? ids : []));
    expect(racks.length).toBeGreaterThan(0);
    for (const rack of racks) expect(rack.split('/')[2]).toBe(hall.split('/')[2]);
  });

  test('issue 8: alarms are those of the list’s filter: severity, text, and whether they stand', async () => {
    const alarms = { list: () => ({ alarms: ALARMS, total: ALARMS.length }) };
    const bed = await openSnapshotBed(testFolder('snapshot'), { alarms });
    const ids = async (filter: NonNullable<SnapshotRequest['scope']['alarms']>) => {
      const { id } = await bed.take({ scope: { alarms: filter } });
      return readFile(bed.snapshots.file(id)).content.alarms?.map((alarm) => alarm.id);
    };
    expect(await ids({ show: 'all' })).toEqual(['hot', 'warm', 'over']);
    expect(await ids({ show: 'open' })).toEqual(['hot', 'warm']);
    expect(await ids({ show: 'open', severities: ['critical'] })).toEqual(['hot']);
    expect(await ids({ show: 'all', text: 'OVER' })).toEqual(['over']);
    expect(await ids({ show: 'cleared' })).toEqual(['over']);
    expect(await ids({ show: 'all', kind: 'rack' })).toEqual([]);
  });

  test.each([
    [{ scope: { hall: 'hall/no/such' } }, 'unknown-resource scope.hall'],
    [{ scope: { carrier: 'zone/example' } }, 'unknown-resource scope.carrier'],
    [{ scope: { labels: [{ name: '__proto__', value: 'x' }] } }, 'empty-scope scope'],
    [{ at: NOW - 1 }, 'no-history at'],
    [{ at: NOW + 60_000 }, 'future at'],
    [{ from: NOW - 5_000 }, 'bad-period to'],
    [{ to: NOW - 5_000 }, 'bad-period from'],
    [{ at: NOW - 1, to: NOW - 1 }, 'bad-period at'],
    [{ from: NOW - 1_000, to: NOW - 2_000 }, 'bad-period from'],
  ] as const)('%j is refused as %s', async (wish, expected) => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    expect(await refusal(bed.take(wish as object))).toBe(expected);
    expect(bed.snapshots.list()).toEqual([]);
  });
});

describe('keeping', LIMIT, () => {
  test('what was acknowledged is there after a start, word for word', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const summary = await bed.take();
    const before = readFileSync(bed.snapshots.file(summary.id));
    const again = await bed.reopen();
    expect(again.list()).toEqual([summary]);
    expect(readFileSync(again.file(summary.id))).toEqual(before);
  });

  test('live goes on, the snapshot stays as it was', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const { id, sha256 } = await bed.take();
    bed.live.runTick(NOW + 3_600_000);
    await bed.take();
    expect((await bed.snapshots.verify(id)).computed).toBe(sha256);
  });

  test('a file without its line in the log was never acknowledged and goes at a start; a cut last line too', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const { id } = await bed.take();
    const stray = `${'0'.repeat(32)}.json.gz`;
    writeFileSync(join(bed.folder, stray), 'x');
    writeFileSync(join(bed.folder, 'log.jsonl'), '{"n":2,"at":', { flag: 'a' });
    const again = await bed.reopen();
    expect(readdirSync(bed.folder).sort()).toEqual([`${id}.json.gz`, 'log.jsonl'].sort());
    expect(again.events().whole).toBe(true);
    await bed.take();
    expect((await bed.reopen()).list()).toHaveLength(2);
  });

  test('deleting takes the file, keeps who, when and why, and is known after a start', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const { id, sha256 } = await bed.take();
    await bed.snapshots.remove(id, 'wrong scope', { name: 'Wang', verified: false, from: '127.0.0.1' });
    const again = await bed.reopen();
    expect(again.list()).toEqual([]);
    expect(readdirSync(bed.folder)).toEqual(['log.jsonl']);
    expect(again.events().events.map(({ event, by, reason, sha256: hash }) => [event, by?.name, reason, hash])).toEqual(
      [
        ['taken', 'Li', null, sha256],
        ['deleted', 'Wang', 'wrong scope', sha256],
      ],
    );
    expect(await refusal(again.verify(id))).toBe('no-such-snapshot id');
  });

  test('what has expired goes at the next start, and that is recorded', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    await bed.take({ keepDays: 1 });
    const kept = await bed.take({ keepDays: 3 });
    bed.now = NOW + 2 * 86_400_000;
    const again = await bed.reopen();
    await expect.poll(() => again.list().map(({ id }) => id)).toEqual([kept.id]);
    expect(again.events().events.at(-1)).toMatchObject({ event: 'expired', by: null });
  });
});

describe('verifying', LIMIT, () => {
  test('one changed value is found', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const { id } = await bed.take();
    const file = bed.snapshots.file(id);
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    writeFileSync(file, gzipSync(text.replace(/"ageMs":\[0/, '"ageMs":[1')));
    expect(await bed.snapshots.verify(id)).toMatchObject({ ok: false, problem: 'hash-differs' });
  });

  test('another whole snapshot under this name is found, and one that was sealed anew', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const [a, b] = [await bed.take(), await bed.take({ title: 'other' })];
    writeFileSync(bed.snapshots.file(a.id), readFileSync(bed.snapshots.file(b.id)));
    expect(await bed.snapshots.verify(a.id)).toMatchObject({ ok: false, problem: 'other-id' });
    writeFileSync(bed.snapshots.file(a.id), 'not gzip');
    expect(await bed.snapshots.verify(a.id)).toMatchObject({ ok: false, problem: 'unreadable' });
  });

  test('a changed line of the log breaks its chain and is said', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const { id } = await bed.take();
    await bed.take();
    const path = join(bed.folder, 'log.jsonl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"name":"Li"', '"name":"Wu"'));
    const again = await bed.reopen();
    expect(again.events().whole).toBe(false);
    expect(again.degraded()).toHaveLength(1);
    expect(await again.verify(id)).toMatchObject({ ok: false, chain: false });
  });

  test('D5: odd ids are no snapshots', async () => {
    const bed = await openSnapshotBed(testFolder('snapshot'));
    const { id: taken } = await bed.take();
    const odd = ['..%2f..%2fetc%2fpasswd', '../../etc/passwd', 'a\0', 'latest', ':id', '', 'A'.repeat(32)];
    for (const id of [...odd, '0'.repeat(32)]) {
      expect(bed.snapshots.find(id)).toBeUndefined();
      expect(await refusal(bed.snapshots.verify(id))).toBe('no-such-snapshot id');
      expect(() => bed.snapshots.file(id)).toThrow(SnapshotRefused);
      expect(await refusal(bed.snapshots.compare(id, id))).toBe('no-such-snapshot a');
      expect(await refusal(bed.snapshots.compare(taken, id))).toBe('no-such-snapshot b');
    }
  });
});

const ALARMS: readonly AlarmView[] = [
  { ...EXAMPLE_ALARM, id: 'hot', severity: 'critical' },
  { ...EXAMPLE_ALARM, id: 'warm', severity: 'minor' },
  { ...EXAMPLE_ALARM, id: 'over', clearance: { at: NOW, reason: 'condition', by: null } },
];

type Bed = Awaited<ReturnType<typeof openSnapshotBed>>;

function countResources({ inventory }: Bed): number {
  return [...inventory.dictionary.kinds.values()].reduce((sum, { count }) => sum + count, 0);
}

/** Every value as the columns of live state have it. */
function liveValues({ inventory, live, now }: Bed): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (let series = 0; series < inventory.dictionary.seriesCount; series++) {
    const at = live.at[series]!;
    values.set(`${inventory.resourceOf(series).id} ${inventory.metricOf(series).id}`, {
      value: at > 0 ? live.value[series] : null,
      ageMs: at > 0 ? now - at : null,
      flags: live.flags[series],
    });
  }
  return values;
}
