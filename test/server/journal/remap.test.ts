import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJournal } from '../../../server/journal/index.ts';
import { metricsOf } from '../../../shared/metrics/index.ts';
import { change, open, segmentsOf } from './journal-folder.ts';
import { newFolder } from './new-folder.ts';
import { replayed, sampleRecord } from './records.ts';
import { tinyInventory } from './tiny-inventory.ts';

const metrics = metricsOf('rack');
const width = metrics.length;
const before = tinyInventory('v1', ['rack/a', 'rack/b', 'rack/c']);

/** One sample of the first metric for each of the racks a, b, c, with counters' bases likewise. */
function oneEach() {
  const record = sampleRecord(1, 3);
  record.batch.series.set([0, width, 2 * width]);
  const { series, at, value } = record.batch;
  return { ...record, bases: { series, at, raw: value }, identity: { epoch: 'e', batch: '1' } };
}

async function folderOfV1(): Promise<string> {
  const directory = await newFolder();
  const journal = await open(directory, { inventory: before });
  await journal.append(oneEach());
  await journal.append({ type: 'start', at: 5, epoch: 6 });
  await journal.close();
  return directory;
}

test('after a change of the inventory samples keep their resource and metric, and what no longer exists is counted', async () => {
  const directory = await folderOfV1();
  const after = tinyInventory('v2', ['rack/0', 'rack/c', 'rack/a']);
  const journal = await open(directory, { inventory: after });
  const { records, report } = await replayed(journal);
  const { batch, bases, ...rest } = oneEach();
  expect(records).toEqual([
    {
      sequence: 1,
      record: {
        ...rest,
        batch: {
          series: Uint32Array.of(2 * width, width),
          at: Float64Array.of(batch.at[0]!, batch.at[2]!),
          value: Float64Array.of(batch.value[0]!, batch.value[2]!),
          quality: Uint8Array.of(1, 1),
        },
        bases: {
          series: Uint32Array.of(2 * width, width),
          at: Float64Array.of(bases.at[0]!, bases.at[2]!),
          raw: Float64Array.of(bases.raw[0]!, bases.raw[2]!),
        },
      },
    },
    { sequence: 2, record: { type: 'start', at: 5, epoch: 6 } },
  ]);
  expect(report).toEqual({
    records: 2,
    cleanStop: true,
    degraded: ['1 samples of inventory version v1 were dropped: their resource or metric no longer exists'],
  });
});

test('what a tick carries follows its resources too, and keeps its time', async () => {
  const directory = await newFolder();
  const first = await open(directory, { inventory: before });
  await first.append({ type: 'tick', at: 60_000, batch: oneEach().batch });
  await first.close();
  const { batch } = oneEach();
  const tick = (rows: readonly number[], series: readonly number[]) => ({
    type: 'tick',
    at: 60_000,
    batch: {
      series: Uint32Array.from(series),
      at: Float64Array.from(rows, (row) => batch.at[row]!),
      value: Float64Array.from(rows, (row) => batch.value[row]!),
      quality: Uint8Array.from(rows, (row) => batch.quality[row]!),
    },
  });
  const moved = await replayed(await open(directory, { inventory: tinyInventory('v2', ['rack/c', 'rack/a']) }));
  expect(moved.records).toEqual([{ sequence: 1, record: tick([0, 2], [width, 0]) }]);
  expect(moved.report.degraded[0]).toMatch(/^1 samples of inventory version v1/);
  const gone = await replayed(await open(directory, { inventory: tinyInventory('v3', ['rack/x']) }));
  expect(gone.records).toEqual([{ sequence: 1, record: tick([], []) }]);
});

test('a metric that went is dropped, one that moved is followed', async () => {
  const directory = await folderOfV1();
  const moved = [metrics[1]!, metrics[0]!];
  const journal = await open(directory, { inventory: tinyInventory('v2', ['rack/a', 'rack/b', 'rack/c'], moved) });
  const { records, report } = await replayed(journal);
  expect(records[0]?.record).toMatchObject({ batch: { series: Uint32Array.of(1, 3, 5) } });
  expect(report.degraded).toEqual([]);
  const without = tinyInventory('v3', ['rack/a', 'rack/b', 'rack/c'], [metrics[1]!]);
  expect((await replayed(await open(directory, { inventory: without }))).report.degraded[0]).toMatch(/^3 samples/);
});

test('a new version begins a new segment, each version keeps its dictionary, and release forgets the unneeded one', async () => {
  const directory = await folderOfV1();
  const after = tinyInventory('v2', ['rack/c']);
  const journal = await open(directory, { inventory: after, keepBytes: 0 });
  await journal.append(sampleRecord(3, 1));
  expect(await segmentsOf(directory)).toEqual(['0000000000000001.seg', '0000000000000003.seg']);
  const names: string[] = [];
  for await (const { resource, metric } of readJournal(directory)) names.push(`${resource} ${metric}`);
  expect(names).toEqual(['rack/a', 'rack/b', 'rack/c', 'rack/c'].map((rack) => `${rack} ${metrics[0]!.id}`));
  expect(await readFile(join(directory, 'dictionary-v1.json'), 'utf8')).toContain('rack/a');
  await journal.release(3);
  await expect(readFile(join(directory, 'dictionary-v1.json'))).rejects.toThrow('ENOENT');
  expect(await readFile(join(directory, 'dictionary-v2.json'), 'utf8')).toContain('rack/c');
});

test('an empty newest segment of another version is begun again', async () => {
  const directory = await newFolder();
  let fail = true;
  const sync = async () => {
    if (fail) throw new Error('EIO');
  };
  const first = await open(directory, { inventory: before, sync });
  await expect(first.append(sampleRecord(1))).rejects.toThrow('EIO');
  fail = false;
  const second = await open(directory, { inventory: tinyInventory('v2'), sync });
  expect(await second.append(sampleRecord(2))).toBe(1);
  expect(second.stats().segments).toBe(1);
  expect((await replayed(second)).marks).toEqual([2]);
});

for (const [what, harm] of [
  ['missing', (path: string) => rm(path)],
  ['damaged', (path: string) => change(path, (bytes) => Buffer.from(bytes.toString().replace('rack/a', 'rack/b')))],
] as const) {
  test(`a ${what} dictionary costs its samples, not the start, and is told`, async () => {
    const directory = await folderOfV1();
    await harm(join(directory, 'dictionary-v1.json'));
    const { records, report } = await replayed(await open(directory, { inventory: tinyInventory('v2') }));
    expect(records.map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(report.degraded.join('\n')).toContain('3 samples of inventory version v1 were dropped');
    expect(report.degraded.join('\n')).toContain(`dictionary-v1.json: ${what === 'missing' ? 'absent' : 'damaged'}`);
  });

  test(`a ${what} dictionary of today's version is written again`, async () => {
    const directory = await folderOfV1();
    const good = await readFile(join(directory, 'dictionary-v1.json'));
    await harm(join(directory, 'dictionary-v1.json'));
    const { report } = await replayed(await open(directory, { inventory: before }));
    expect(report.degraded).toEqual([]);
    expect(await readFile(join(directory, 'dictionary-v1.json'))).toEqual(good);
  });
}
