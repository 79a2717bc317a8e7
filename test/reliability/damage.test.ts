import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadZone } from '../../server/inventory/index.ts';
import { openJournal, readJournal } from '../../server/journal/index.ts';
import type { LatestValue } from '../../shared/wire/http.ts';
import { createRandom } from '../kit/random.ts';
import { deliver, METRIC, nativeDelivery } from '../kit/sender.ts';
import { readiness, supervise } from '../kit/supervised-server.ts';
import { testFolder } from '../kit/test-folder.ts';
import { RACKS, testRack, testZone } from '../kit/test-zone.ts';

const BATCHES = 40;
const CUTS = 200;
const START = Date.now() - 3_600_000;

/** The newest value that batch `batch` gave a rack. */
const celsiusOf = (batch: number): number => 20 + batch / 10;

/** A data folder of a server that was stopped, started again, sent more and killed: every class of file is there. */
async function makeData(zone: string): Promise<string> {
  const dataFolder = testFolder('whole');
  const server = await supervise({ dataFolder, zone });
  const send = async (from: number, to: number) => {
    for (let batch = from; batch < to; batch++) {
      const rows = Array.from({ length: RACKS }, (_, rack) => {
        return { resource: testRack(1, rack), metric: METRIC, at: START + batch * 1000, value: celsiusOf(batch) };
      });
      const { status } = await deliver(server.url, server.token, nativeDelivery(rows, 'damage', batch));
      expect(status).toBe(204);
    }
  };
  await send(0, BATCHES / 2);
  expect(await server.process.stop()).toBe(0);
  await server.start();
  await send(BATCHES / 2, BATCHES);
  await server.process.kill();
  return dataFolder;
}

function copyOf(dataFolder: string): string {
  const copy = testFolder('damaged');
  cpSync(dataFolder, copy, { recursive: true });
  return copy;
}

function newest(folder: string, ending: string): string {
  const file = readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .at(-1);
  if (file === undefined) throw new Error(`no ${ending} in ${folder}`);
  return join(folder, file);
}

function flip(path: string, offset: number): void {
  const bytes = readFileSync(path);
  bytes[offset]! ^= 4;
  writeFileSync(path, bytes);
}

/** What is done to a data folder, and what the server then says; null where nothing that counts is damaged. */
const DAMAGES: readonly (readonly [string, (folder: string) => void, RegExp | null])[] = [
  [
    'the newest segment cut within its last record',
    (folder) => {
      const segment = newest(join(folder, 'journal'), '.seg');
      truncateSync(segment, statSync(segment).size - 100);
    },
    /^journal\/\d+\.seg: unfinished at byte \d+, the rest .* set aside as journal\/damaged\/.*; record.* missing/,
  ],
  [
    'a bit of the newest segment',
    (folder) => {
      const segment = newest(join(folder, 'journal'), '.seg');
      flip(segment, Math.floor(statSync(segment).size / 2));
    },
    /^journal\/\d+\.seg: damaged at byte \d+, the rest .* set aside as journal\/damaged\/.*; records \d+–\d+ are missing/,
  ],
  [
    'a bit of a segment’s header',
    (folder) => flip(newest(join(folder, 'journal'), '.seg'), 20),
    /header damaged, set aside/,
  ],
  [
    'a bit of the newest checkpoint',
    (folder) => flip(newest(join(folder, 'checkpoints'), '.checkpoint'), 300),
    /^checkpoints\/\d+\.checkpoint: damaged, set aside/,
  ],
  ['a bit of the dictionary', (folder) => flip(newest(join(folder, 'journal'), '.json'), 200), null],
  [
    'bytes for a marker of a clean stop',
    (folder) => writeFileSync(join(folder, 'journal', 'clean'), 'xx'),
    /^journal\/clean: damaged/,
  ],
  ['bytes for the lock', (folder) => writeFileSync(join(folder, 'lock.db'), 'no database at all'), null],
  ['bytes for the owner', (folder) => writeFileSync(join(folder, 'owner.json'), '{"pid":'), null],
  [
    'a file of somebody else',
    (folder) => writeFileSync(join(folder, 'journal', 'notes.txt'), 'hello'),
    /^journal\/notes\.txt: not a file of the journal, left alone/,
  ],
];

test('a flipped bit, a torn tail or a foreign file of any class stops no start, and what is missing is told', {
  timeout: 240_000,
}, async () => {
  const zone = testZone();
  const whole = await makeData(zone);
  for (const [what, damage, degraded] of DAMAGES) {
    const dataFolder = copyOf(whole);
    damage(dataFolder);
    const server = await supervise({ dataFolder, zone });
    const standing = await readiness(server.url);
    const told = standing.degraded.filter((line) => degraded?.test(line));
    expect(told, `${what}: ${standing.degraded.join(' | ')}`).toHaveLength(degraded === null ? 0 : 1);
    expect(standing.degraded, what).toHaveLength(told.length);
    const query = new URLSearchParams({ resource: testRack(1, 0), metric: METRIC });
    const { values } = (await (await fetch(`${server.url}/api/v1/latest?${query}`)).json()) as {
      values: LatestValue[];
    };
    // At least what the first checkpoint had; only damage to the log itself costs what came after.
    expect(values[0]?.value, what).toBeGreaterThanOrEqual(celsiusOf(BATCHES / 2 - 1));
    if (degraded === null) expect(values[0]?.value, what).toBe(celsiusOf(BATCHES - 1));
    const row = { resource: testRack(1, 0), metric: METRIC, at: START + BATCHES * 1000, value: 30 };
    const { status } = await deliver(server.url, server.token, nativeDelivery([row], 'after', 0));
    expect(status, what).toBe(204);
    expect(await server.process.stop(), what).toBe(0);
  }
});

test('the newest segment cut at 200 offsets: what is whole is there, what is torn is set aside, nothing is in between', async () => {
  const zone = testZone();
  const whole = join(await makeData(zone), 'journal');
  const inventory = await loadZone({ folder: zone });
  const segment = newest(whole, '.seg');
  const size = statSync(segment).size;
  const random = createRandom(200);
  const offsets = Array.from({ length: CUTS }, () => random.below(size));
  const folder = testFolder('cut');
  for (const offset of offsets) {
    cpSync(whole, folder, { recursive: true, force: true });
    truncateSync(segment.replace(whole, folder), offset);
    const journal = await openJournal({ directory: folder, inventory, clock: Date.now });
    const report = await journal.replay(0, () => undefined);
    // The clean records before the cut, and a word about the rest unless the cut was between two records.
    const rest = report.degraded.filter((line) => line.includes('set aside as'));
    expect(rest.length, `cut at ${offset}: ${report.degraded.join(' | ')}`).toBeLessThanOrEqual(1);
    if (report.records < journal.sequence) expect(report.degraded.join()).toContain('missing');
    await journal.close();
    let batch = 0;
    for await (const { at, value } of readJournal(folder)) {
      batch = Math.round((at - START) / 1000);
      expect(value).toBe(celsiusOf(batch));
    }
    expect(batch).toBeLessThan(BATCHES);
  }
});
