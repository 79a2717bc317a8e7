import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metricsOf } from '../../../shared/metrics/index.ts';
import { createDictionary } from '../../../shared/model/dictionary.ts';
import { RESOURCE_KINDS } from '../../../shared/model/resource.ts';

const counts = fc
  .array(fc.nat(9), { minLength: RESOURCE_KINDS.length, maxLength: RESOURCE_KINDS.length })
  .map((numbers) => new Map(RESOURCE_KINDS.map((kind, i) => [kind, numbers[i]!])));

test('every (resource, metric) has its own number, numbers are dense, and describe undoes series', () => {
  fc.assert(
    fc.property(counts, (numbers) => {
      const dictionary = createDictionary(numbers, metricsOf);
      let next = 0;
      for (const kind of RESOURCE_KINDS) {
        for (let ordinal = 0; ordinal < numbers.get(kind)!; ordinal++) {
          metricsOf(kind).forEach((metric, i) => {
            expect(dictionary.series(kind, ordinal, i)).toBe(next);
            expect(dictionary.describe(next++)).toEqual({ kind, ordinal, metric });
          });
        }
      }
      expect(dictionary.seriesCount).toBe(next);
    }),
    { numRuns: 30 },
  );
});

test('a number outside the dictionary throws', () => {
  const dictionary = createDictionary(new Map([['zone', 1]]), metricsOf);
  for (const series of [-1, dictionary.seriesCount, Number.NaN]) {
    expect(() => dictionary.describe(series)).toThrow(RangeError);
  }
  expect(() => createDictionary(new Map(), metricsOf).describe(0)).toThrow(RangeError);
});
