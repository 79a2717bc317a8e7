import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageShare, normalCdf, shadowingMarginDb, shareAbove } from '../../../shared/radio/shadowing.ts';

test('normal distribution: values of the table, within 1e-7', () => {
  for (const [x, share] of [
    [0, 0.5],
    [1, 0.8413447461],
    [-1, 0.1586552539],
    [1.644853627, 0.95],
    [-3, 0.001349898],
  ] as const) {
    expect(Math.abs(normalCdf(x) - share)).toBeLessThan(1e-7);
  }
});

test('the threshold itself is reached at half of the places; σ above it at 84 %', () => {
  expect(shareAbove(-105, -105, 6)).toBeCloseTo(0.5, 6);
  expect(shareAbove(-99, -105, 6)).toBeCloseTo(0.84134, 5);
  expect(shareAbove(-105, -105, 0)).toBe(1);
  expect(shareAbove(-105.1, -105, 0)).toBe(0);
});

test('95 % of the places at the edge need 1.645 σ; the margin is the inverse of the share', () => {
  expect(shadowingMarginDb(0.95, 6)).toBeCloseTo(9.869, 3);
  expect(shadowingMarginDb(1, 6)).toBe(Number.POSITIVE_INFINITY);
  expect(shadowingMarginDb(0, 6)).toBe(Number.NEGATIVE_INFINITY);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (share) => {
      expect(shareAbove(shadowingMarginDb(share, 8), 0, 8)).toBeCloseTo(share, 5);
    }),
  );
});

test('in sight and without: each share by its own level and spread', () => {
  const level = { losShare: 0.3, losDbm: -95, nlosDbm: -111, losSigmaDb: 4, nlosSigmaDb: 6 };
  // 0.3·Φ(2.5) + 0.7·Φ(−1) = 0.3·0.99379 + 0.7·0.15866.
  expect(coverageShare(level, -105)).toBeCloseTo(0.4092, 4);
});
