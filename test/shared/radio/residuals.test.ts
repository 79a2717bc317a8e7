import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitOffsets, placeMeans, residualStatistics } from '../../../shared/radio/residuals.ts';

const levels = fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('issue 7, model honesty: statistics of measured − predicted', () => {
  test('mean, median, σ and RMSE as worked out by hand', () => {
    const found = residualStatistics([8, -1, 3, 2])!;
    expect(found).toMatchObject({ count: 4, meanDb: 3, medianDb: 2.5 });
    expect(found.sigmaDb).toBeCloseTo(Math.sqrt((25 + 16 + 0 + 1) / 3), 12);
    expect(found.rmseDb).toBeCloseTo(Math.sqrt((64 + 1 + 9 + 4) / 4), 12);
  });

  test('one has no spread, none has nothing', () => {
    expect(residualStatistics([-4.5])).toEqual({ count: 1, meanDb: -4.5, medianDb: -4.5, sigmaDb: null, rmseDb: 4.5 });
    expect(residualStatistics([])).toBeNull();
  });

  test('what is added to all moves mean and median by it, and no spread', () => {
    fc.assert(
      fc.property(levels, fc.double({ min: -20, max: 20, noNaN: true }), (given, added) => {
        const [before, after] = [residualStatistics(given)!, residualStatistics(given.map((each) => each + added))!];
        expect(after.meanDb - before.meanDb).toBeCloseTo(added, 8);
        expect(after.medianDb - before.medianDb).toBeCloseTo(added, 8);
        expect((after.sigmaDb ?? 0) - (before.sigmaDb ?? 0)).toBeCloseTo(0, 6);
      }),
    );
  });
});

describe('issue 7, model honesty: fitted offsets', () => {
  test('two cells as worked out by hand: σ² 10/3, τ² 100/9, the zone 4.56 dB', () => {
    const { zone, cells, betweenDb, withinDb } = fitOffsets(
      new Map([
        [4, [1, 3]],
        [9, [5, 7, 9]],
      ]),
    )!;
    expect(withinDb ** 2).toBeCloseTo(10 / 3, 9);
    expect(betweenDb ** 2).toBeCloseTo(100 / 9, 9);
    expect(zone.offsetDb).toBeCloseTo(4.555_556, 5);
    expect(zone.standardErrorDb).toBeCloseTo(2.499_4, 3);
    expect(cells.get(4)!.offsetDb).toBeCloseTo(2.333_333, 5);
    expect(cells.get(9)!.offsetDb).toBeCloseTo(6.777_778, 5);
  });

  test('a cell with one place stays nearer to the zone than one with a hundred', () => {
    const many = (value: number) => Array.from({ length: 100 }, (_, i) => value + (i % 2 === 0 ? 5 : -5));
    const { zone, cells } = fitOffsets(
      new Map([
        [0, many(0)],
        [1, many(2)],
        [2, many(8)],
        [3, [8]],
      ]),
    )!;
    const drawn = (cell: number) => (cells.get(cell)!.offsetDb - zone.offsetDb) / (8 - zone.offsetDb);
    expect(drawn(2)).toBeGreaterThan(0.9);
    expect(drawn(3)).toBeLessThan(0.6);
    expect(cells.get(3)!.standardErrorDb).toBeGreaterThan(3 * cells.get(2)!.standardErrorDb);
  });

  test('an offset of a cell lies between its own mean and the zone’s; the zone’s between those of the cells', () => {
    fc.assert(
      fc.property(fc.array(levels, { minLength: 1, maxLength: 8 }), (given) => {
        const fit = fitOffsets(new Map(given.map((own, cell) => [cell, own])))!;
        const means = given.map((own) => residualStatistics(own)!.meanDb);
        const zone = fit.zone.offsetDb;
        expect(zone).toBeGreaterThanOrEqual(Math.min(...means) - 1e-9);
        expect(zone).toBeLessThanOrEqual(Math.max(...means) + 1e-9);
        means.forEach((mean, cell) => {
          const { offsetDb } = fit.cells.get(cell)!;
          expect(offsetDb).toBeGreaterThanOrEqual(Math.min(mean, zone) - 1e-9);
          expect(offsetDb).toBeLessThanOrEqual(Math.max(mean, zone) + 1e-9);
        });
      }),
    );
  });

  test('no residual at all is an offset of nothing, known to a hundredth of a dB', () => {
    const { zone, betweenDb } = fitOffsets(new Map([0, 1, 2].map((cell) => [cell, new Array<number>(50).fill(0)])))!;
    expect(zone.offsetDb).toBe(0);
    expect(zone.standardErrorDb).toBeLessThan(0.01);
    expect(betweenDb).toBe(0);
    expect(fitOffsets(new Map())).toBeNull();
  });

  test('a thousand points at one light are one place (TR 38.901 Table 7.5-6: 50 m)', () => {
    const at = (xM: readonly number[]) =>
      placeMeans(
        xM.map(() => 3),
        xM,
        xM.map(() => 10),
        xM.map((_, i) => i),
      ).get(3);
    expect(at([1, 2, 49])).toEqual([1]);
    expect(at([1, 51, 102])).toEqual([0, 1, 2]);
    expect(placeMeans([-1, 3], [0, 0], [0, 0], [7, 8])).toEqual(new Map([[3, [8]]]));
  });
});
