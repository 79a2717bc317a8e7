import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangesOf } from '../../../server/history/duckdb/merge.ts';

const END_OF_IDS = 2 ** 31 - 1;

test('merged files are cut where as many rows are on both sides, not where as many ids are', () => {
  const hour = [
    { first: 0, end: 100, rows: 900 },
    { first: 100, end: END_OF_IDS, rows: 300 },
  ];
  expect(rangesOf(hour, 4, 1000)).toEqual([
    [0, 33],
    [33, 67],
    [67, 100],
    [100, END_OF_IDS],
  ]);
});

const file = fc
  .tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 }), fc.nat(5000))
  .map(([first, width, rows]) => ({ first, end: first + width > 900 ? END_OF_IDS : first + width, rows }));

test('ranges of merged files hold every id once, and are no more than asked for', () => {
  fc.assert(
    fc.property(
      fc.array(file, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 1200 }),
      (files, count, idCount) => {
        const ranges = rangesOf(files, count, idCount);
        expect(ranges.length).toBeLessThanOrEqual(count);
        expect(ranges[0]![0]).toBe(0);
        expect(ranges.at(-1)![1]).toBe(END_OF_IDS);
        ranges.forEach(([first, end], i) => {
          expect(first).toBeLessThan(end);
          if (i > 0) expect(first).toBe(ranges[i - 1]![1]);
        });
      },
    ),
  );
});
