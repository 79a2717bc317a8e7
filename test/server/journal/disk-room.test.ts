import { expect, test } from 'vitest';
import { diskSpace } from '../../../server/journal/disk-room.ts';
import { open, segmentsOf } from './journal-folder.ts';
import { newFolder } from './new-folder.ts';
import { replayed, sampleRecord } from './records.ts';

const MIB = 1024 * 1024;

test('short of disk: refused by name before a write fails, what is there stays readable, and space brings it back', async () => {
  let now = 1_700_000_000_000;
  let freeBytes = 6 * MIB;
  const journal = await open(await newFolder(), {
    clock: () => now,
    space: async () => ({ freeBytes, totalBytes: 48 * MIB }),
  });
  expect(await journal.append(sampleRecord(1, 10_000))).toBe(1);
  let taken = 1;
  let refusal: unknown = null;
  while (refusal === null && taken < 100) {
    await journal.append(sampleRecord(taken + 1, 10_000)).then(
      () => taken++,
      (error: unknown) => (refusal = error),
    );
  }
  expect(refusal).toMatchObject({ name: 'Refused', reason: 'read-only', retryAfterSeconds: 5 });
  expect(journal.stats().bytes).toBeLessThanOrEqual(6 * MIB - 4.8 * MIB);
  expect(journal.stats().readOnly).toBe(true);
  expect((await replayed(journal)).marks.length).toBe(taken);
  expect(await journal.append({ type: 'start', at: now, epoch: 1 })).toBe(taken + 1);

  freeBytes = 40 * MIB;
  now += 1000;
  await journal.append(sampleRecord(200, 10_000)).catch(() => undefined);
  await journal.flushed();
  expect(await journal.append(sampleRecord(201, 10_000))).toBeGreaterThan(taken + 1);
  expect(journal.stats().readOnly).toBe(false);
});

test('short of disk, release keeps no more than is needed', async () => {
  let freeBytes = 40 * MIB;
  const directory = await newFolder();
  const space = async () => ({ freeBytes, totalBytes: 48 * MIB });
  const journal = await open(directory, { segmentBytes: 10_000, space });
  for (let mark = 1; mark <= 10; mark++) await journal.append(sampleRecord(mark, 400));
  expect((await segmentsOf(directory)).length).toBe(10);
  await journal.release(10);
  expect((await segmentsOf(directory)).length).toBe(10);
  freeBytes = 1 * MIB;
  await journal.release(10);
  expect((await segmentsOf(directory)).length).toBe(1);
});

test('the real disk can be asked', async () => {
  const { freeBytes, totalBytes } = await diskSpace(await newFolder());
  expect(freeBytes).toBeGreaterThan(0);
  expect(totalBytes).toBeGreaterThanOrEqual(freeBytes);
});

test('a look at the disk that fails leaves what was known', async () => {
  const journal = await open(await newFolder(), { space: () => Promise.reject(new Error('EIO')) });
  expect(await journal.append(sampleRecord(1))).toBe(1);
});
