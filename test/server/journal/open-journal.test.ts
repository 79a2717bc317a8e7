import { readdir } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { journalContract } from './contract.ts';
import { filledFolder, open, segmentsOf } from './journal-folder.ts';
import { newFolder } from './new-folder.ts';
import { anyRecord, replayed, sampleRecord } from './records.ts';

journalContract('the segment journal', (directory, options) => open(directory, { segmentBytes: 10_000, ...options }));

test('any records come back from disk as they were, over many segments', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRecord, { maxLength: 12 }), async (records) => {
      const directory = await newFolder();
      const journal = await open(directory, { segmentBytes: 500 });
      await Promise.all(records.map((record) => journal.append(record)));
      await journal.close();
      const again = await open(directory);
      expect((await replayed(again)).records.map(({ record }) => record)).toEqual(records);
      await again.close();
    }),
    { numRuns: 40 },
  );
});

test('a new folder counts as a clean stop, a closed journal too, and a marker serves once', async () => {
  const directory = await newFolder();
  const first = await open(directory);
  expect((await replayed(first)).report.cleanStop).toBe(true);
  await first.append(sampleRecord(1));
  await first.close();
  const second = await open(directory);
  expect((await replayed(second)).report.cleanStop).toBe(true);
  const third = await open(directory);
  expect((await replayed(third)).report).toMatchObject({ cleanStop: false, degraded: [] });
  await second.close();
  await third.close();
});

test('a segment is closed when the next frame does not fit, and a frame larger than a segment has one of its own', async () => {
  const directory = await newFolder();
  const journal = await open(directory, { segmentBytes: 1000 });
  for (const [mark, count] of [
    [1, 3],
    [2, 500],
    [3, 3],
  ] as const)
    await journal.append(sampleRecord(mark, count));
  expect(await segmentsOf(directory)).toEqual(['0000000000000001.seg', '0000000000000002.seg', '0000000000000003.seg']);
  expect(journal.stats().segments).toBe(3);
  await journal.close();
});

test('release deletes the oldest segments below the sequence only while more than keepBytes are kept', async () => {
  const directory = await filledFolder(40);
  const names = await segmentsOf(directory);
  const bytes = (await open(directory)).stats().bytes;
  const roomy = await open(directory, { keepBytes: bytes });
  await roomy.release(40);
  expect(await segmentsOf(directory)).toEqual(names);
  const tight = await open(directory, { keepBytes: 0 });
  const second = Number.parseInt(names[1]!, 10);
  await tight.release(second - 2);
  expect(await segmentsOf(directory)).toEqual(names);
  await tight.release(second - 1);
  expect(await segmentsOf(directory)).toEqual(names.slice(1));
  await tight.release(40);
  expect(await segmentsOf(directory)).toEqual(names.slice(-1));
  expect(tight.stats().segments).toBe(1);
});

test('no sequence that anyone remembers is given out again, and the gap is told', async () => {
  const directory = await filledFolder(5);
  const journal = await open(directory, { knownSequence: 9 });
  expect(await journal.append(sampleRecord(10))).toBe(10);
  const { report, marks } = await replayed(journal);
  expect(marks).toEqual([1, 2, 3, 4, 5, 10]);
  expect(report.degraded).toEqual([
    'the journal ends too early: records 6–9 are missing',
    expect.stringMatching(/^before journal\/0{14}10\.seg: records 6–9 are missing$/),
  ]);
  await journal.close();
});

test('nothing but its own files is left in the folder', async () => {
  const directory = await filledFolder(3);
  expect((await readdir(directory)).sort()).toEqual(['0000000000000001.seg', 'clean', 'dictionary-v1.json']);
});
