import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { createSimulator } from '../../../server/ingest/simulator/index.ts';
import { createLive } from '../../../server/live/index.ts';
import { createStateAt } from '../../../server/stream/past-state.ts';
import type { SampleBatch } from '../../../shared/model/sample.ts';
import { decodeFrame, type Frame, unpackAge } from '../../../shared/wire/frame.ts';
import type { PastSeries } from '../../../shared/wire/history.ts';
import { snapshotDocumentSchema } from '../../../shared/wire/snapshot-schemas.ts';
import type { SnapshotContent, SnapshotDocument } from '../../../shared/wire/snapshots.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { type HistoryServer, startHistoryServer } from '../http/history-server.ts';
import { exampleZone, NOW, openSnapshotBed, type SnapshotBed } from './bed.ts';

const LONG = { timeout: 120_000 };
const SECOND = 1_000;
/** Twenty minutes before the present are kept, a reading of everything in every 30 s but for a silence. */
const BEGIN = NOW - 1_200 * SECOND;
const STEP_MS = 30 * SECOND;
const SILENCE = { from: NOW - 700 * SECOND, to: NOW - 400 * SECOND };
/** As many buckets as a period has. */
const POINTS = 168;

/** The example zone's simulated past in DuckDB, snapshots of it, and the routes that are asked for the same. */
async function open(): Promise<{ bed: SnapshotBed; api: HistoryServer }> {
  const inventory = await exampleZone();
  const clock = () => NOW;
  const onFailure = (error: Error) => {
    throw error;
  };
  const history = await openDuckdbHistory({ folder: testFolder('past-snapshots'), inventory, clock, onFailure });
  onTestFinished(() => history.close());
  const past = createSimulator({ inventory, clock, seed: 1 }).past();
  const silent = new Set(inventory.ofKind('rack').map(({ id }) => inventory.series(id, 'rack.inlet-top')));
  let sequence = 0;
  for (let at = BEGIN; at < NOW; at += STEP_MS) {
    const whole = await past.at(at);
    const batch = at >= SILENCE.from && at < SILENCE.to ? without(whole, silent) : whole;
    await history.apply(++sequence, { type: 'samples', source: 'simulator', simulated: true, receivedAt: at, batch });
  }
  await history.flushed();
  const live = createLive({ inventory, clock });
  const emptyLive = () => createLive({ inventory, clock, tickMs: SECOND });
  const stateAt = createStateAt({ history, inventory, live, emptyLive });
  const bed = await openSnapshotBed(testFolder('snapshot'), { inventory, past: { history, stateAt } });
  const api = await startHistoryServer({ inventory, change: () => history });
  api.now = NOW;
  return { bed, api };
}

function without({ series, at, value, quality }: SampleBatch, silent: ReadonlySet<number>): SampleBatch {
  const kept = Array.from(series.keys()).filter((i) => !silent.has(series[i]!));
  return {
    series: Uint32Array.from(kept, (i) => series[i]!),
    at: Float64Array.from(kept, (i) => at[i]!),
    value: Float64Array.from(kept, (i) => value[i]!),
    quality: Uint8Array.from(kept, (i) => quality[i]!),
  };
}

async function take(bed: SnapshotBed, wish: object): Promise<SnapshotContent> {
  const { id } = await bed.take(wish);
  const text = gunzipSync(readFileSync(bed.snapshots.file(id))).toString('utf8');
  snapshotDocumentSchema.parse(JSON.parse(text));
  return (JSON.parse(text) as SnapshotDocument).content;
}

async function frameOf({ url }: HistoryServer, at: number, topic: string): Promise<Frame> {
  const response = await fetch(`${url}/api/v1/state?at=${at}&topic=${encodeURIComponent(topic)}`);
  expect(response.status, topic).toBe(200);
  return decodeFrame(new Uint8Array(await response.arrayBuffer()));
}

test.each([
  ['while racks are silent', NOW - 450 * SECOND],
  ['when all is heard', NOW - 95 * SECOND],
  ['at the first moment that is kept', BEGIN],
])('issue 8: a snapshot of a past moment has the numbers of /api/v1/state, %s', LONG, async (_, at) => {
  const { bed, api } = await open();
  const content = await take(bed, { at });
  expect(content).toMatchObject({ at, past: true, sequence: null, tier: 'raw' });
  let numbers = 0;
  for (const { kind, id: ids, metrics } of content.kinds) {
    for (const [row, id] of ids.entries()) {
      const frame = await frameOf(api, at, `resource/${id}`);
      expect(frame.now).toBe(at);
      for (const { metric, value, ageMs, flags } of metrics) {
        const place = frame.series.indexOf(bed.inventory.series(id, metric));
        expect(flags[row], `${kind} ${id} ${metric}`).toBe(frame.flags[place]);
        const number = value[row] ?? null;
        // A frame has 32-bit numbers, and 0 where there is none.
        expect(Math.fround(number ?? 0)).toBe(frame.value[place]);
        const age = ageMs[row] ?? Number.POSITIVE_INFINITY;
        expect(Number.isFinite(age), `${id} ${metric}`).toBe(Number.isFinite(unpackAge(frame.age[place]!)));
        if (Number.isFinite(age)) expect(Math.abs(age - unpackAge(frame.age[place]!))).toBeLessThanOrEqual(50);
        if (number !== null) numbers++;
      }
    }
  }
  expect(numbers).toBeGreaterThan(100);
  expect(content.counts.stale > 0).toBe(at > SILENCE.from && at < SILENCE.to);
});

test('issue 8: a period has the aggregates of /api/v1/series, and at its end the state', LONG, async () => {
  const { bed, api } = await open();
  const [from, to] = [BEGIN, NOW - 100 * SECOND];
  const content = await take(bed, { from, to });
  expect(content).toMatchObject({ at: to, from, past: true });
  const period = content.period ?? [];
  expect(period.length).toBeGreaterThan(10);
  for (const { resource, metric, ...buckets } of period) {
    const query = `resource=${encodeURIComponent(resource)}&metric=${metric}&from=${from}&to=${to}&points=${POINTS}`;
    const { status, body } = await api.get(`/api/v1/series?${query}`);
    expect(status).toBe(200);
    const [series] = body.series as PastSeries[];
    const { at, min, max, mean, coverage, quality } = series!;
    expect(buckets, `${resource} ${metric}`).toEqual({ at, min, max, mean, coverage, quality });
  }
  const { kinds } = await take(bed, { at: to });
  expect(content.kinds).toEqual(kinds);
});

test('issue 8: a period of named resources has the aggregates of each of them, racks as well', LONG, async () => {
  const { bed } = await open();
  const rack = bed.inventory.ofKind('rack')[0]!.id;
  const { period } = await take(bed, { from: BEGIN, to: NOW - 100 * SECOND, scope: { resources: [rack] } });
  expect(new Set((period ?? []).map(({ resource }) => resource))).toEqual(new Set([rack]));
  expect((period ?? []).map(({ metric }) => metric)).toContain('rack.inlet-top');
});

test(
  'issue 8: a moment before the first sample is refused by name with the first moment that there is',
  LONG,
  async () => {
    const { bed } = await open();
    await expect(bed.take({ at: BEGIN - SECOND })).rejects.toMatchObject({ code: 'before-history', field: 'at' });
    await expect(bed.take({ from: BEGIN - 60 * SECOND, to: NOW - SECOND })).rejects.toMatchObject({
      code: 'before-history',
      field: 'from',
    });
  },
);
