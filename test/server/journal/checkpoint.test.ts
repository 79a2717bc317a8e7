import { readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCheckpoints } from '../../../server/journal/index.ts';
import { change } from './journal-folder.ts';
import { newFolder } from './new-folder.ts';

const sectionsOf = (mark: number) => new Map([['live', Uint8Array.of(mark, 2, 3)]]);
const fileOf = (sequence: number) => `${String(sequence).padStart(16, '0')}.checkpoint`;

test('any sections come back as they were, in a store that was opened again', { timeout: 60_000 }, async () => {
  const sections = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.uint8Array())).map((pairs) => new Map(pairs));
  await fc.assert(
    fc.asyncProperty(fc.nat(), sections, async (sequence, written) => {
      const folder = await newFolder();
      await (await openCheckpoints(folder)).write(sequence, written);
      const store = await openCheckpoints(folder);
      expect(await store.read()).toEqual({ sequence, sections: written });
      expect(store.damaged).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('a new folder has no checkpoint', async () => {
  const store = await openCheckpoints(await newFolder());
  expect(await store.read()).toBeNull();
  expect(store.knownSequence).toBe(0);
});

test('the newest counts, the one before it is kept, older ones go', async () => {
  const folder = await newFolder();
  const store = await openCheckpoints(folder);
  await Promise.all([10, 20, 20, 30].map((sequence) => store.write(sequence, sectionsOf(sequence))));
  expect((await readdir(folder)).sort()).toEqual([fileOf(20), fileOf(30)]);
  expect(await store.read()).toEqual({ sequence: 30, sections: sectionsOf(30) });
  expect(store.knownSequence).toBe(30);
});

test('a flipped bit or a cut anywhere: the one before it is used, the damage told and set aside', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.boolean(), async (position, cut) => {
      const folder = await newFolder();
      const store = await openCheckpoints(folder);
      await store.write(10, sectionsOf(10));
      await store.write(20, sectionsOf(20));
      const path = join(folder, fileOf(20));
      await change(path, (bytes) => {
        const offset = position % bytes.length;
        bytes[offset]! ^= 4;
        return cut ? bytes.subarray(0, offset) : bytes;
      });
      const again = await openCheckpoints(folder);
      expect(await again.read()).toEqual({ sequence: 10, sections: sectionsOf(10) });
      expect(again.damaged).toEqual([
        `checkpoints/${fileOf(20)}: damaged, set aside as checkpoints/${fileOf(20)}.damaged`,
      ]);
      expect(again.knownSequence).toBe(20);
      await again.write(30, sectionsOf(30));
      expect((await openCheckpoints(folder)).knownSequence).toBe(30);
      await truncate(join(folder, fileOf(30)), 3);
      expect(await again.read()).toEqual({ sequence: 10, sections: sectionsOf(10) });
    }),
    { numRuns: 40 },
  );
});

test('a write that a crash cut short leaves the checkpoint before it', async () => {
  const folder = await newFolder();
  await (await openCheckpoints(folder)).write(10, sectionsOf(10));
  await writeFile(join(folder, `${fileOf(20)}.tmp`), 'half');
  const store = await openCheckpoints(folder);
  expect(await store.read()).toEqual({ sequence: 10, sections: sectionsOf(10) });
  expect(store.damaged).toEqual([]);
});

test('one that is ahead of what is true now does not outlive a new one', async () => {
  const folder = await newFolder();
  const store = await openCheckpoints(folder);
  await store.write(50, sectionsOf(50));
  await store.write(20, sectionsOf(20));
  expect(await store.read()).toEqual({ sequence: 20, sections: sectionsOf(20) });
});

test('what a crash left half-written is deleted when the store is opened', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, '0000000000000007.checkpoint.tmp'), 'half');
  await openCheckpoints(folder);
  expect(await readdir(folder)).toEqual([]);
});
