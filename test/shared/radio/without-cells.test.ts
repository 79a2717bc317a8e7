import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverRaster } from '../../../shared/radio/cover-raster.ts';
import type { Coverage, Served } from '../../../shared/radio/coverage.ts';
import { URBAN_OUTDOOR } from '../../../shared/radio/environment.ts';
import type { RadioCell } from '../../../shared/radio/radio-cell.ts';
import { createRaster, type Raster } from '../../../shared/radio/raster.ts';
import { sectorTables } from '../../../shared/radio/sector-tables.ts';
import { windowOf, withoutCells, withoutServers } from '../../../shared/radio/without-cells.ts';
import { boxOutline, MACRO, placeAt, randomNetwork } from './random-network.ts';

/** The window's values laid over the whole run. */
function overlaid(raster: Raster, coverage: Coverage, served: Served) {
  const whole = {
    rsrpDbm: coverage.rsrpDbm.slice(),
    bestServer: coverage.bestServer.slice(),
    sinrDb: coverage.sinrDb.slice(),
    outOfValidity: coverage.outOfValidity.slice(),
  };
  const { window } = served;
  for (let i = 0; i < window.rows * window.columns; i++) {
    const at = (window.row + Math.floor(i / window.columns)) * raster.columns + window.column + (i % window.columns);
    whole.rsrpDbm[at] = served.rsrpDbm[i]!;
    whole.bestServer[at] = served.bestServer[i]!;
    whole.sinrDb[at] = served.sinrDb[i]!;
    whole.outOfValidity[at] = served.outOfValidity[i]!;
  }
  return whole;
}

/** Both ways: from the kept servers, and a run in which the cells never were. */
function bothWays(cells: readonly RadioCell[], down: readonly number[], topK: number, maxRangeM: number) {
  const raster = createRaster(boxOutline(2400, 1600), 50);
  const tables = sectorTables(cells, URBAN_OUTDOOR, raster, { maxRangeM });
  const coverage = coverRaster(raster, tables, topK);
  const quick = overlaid(raster, coverage, withoutCells(raster, tables, coverage, down));
  const up = cells.map((_, cell) => cell).filter((cell) => !down.includes(cell));
  const remaining = up.map((cell) => cells[cell]!);
  const anew = coverRaster(raster, sectorTables(remaining, URBAN_OUTDOOR, raster, { maxRangeM }), topK);
  return { quick, anew: { ...anew, bestServer: anew.bestServer.map((server) => up[server] ?? -1) } };
}

function farthestApart(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, value, i) => {
    if (Number.isNaN(value) && Number.isNaN(other[i]!)) return most;
    const apart = Math.abs(value - other[i]!);
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(most, apart);
  }, 0);
}

test('an outage read from the kept servers is a run without the cells', () => {
  const networks = fc.record({
    seed: fc.integer({ min: 0, max: 1000 }),
    downShare: fc.double({ min: 0, max: 1, noNaN: true }),
    topK: fc.constantFrom(1, 2, 6, 40),
    maxRangeM: fc.constantFrom(700, 3000),
    carriers: fc.constantFrom(1, 2),
  });
  fc.assert(
    fc.property(networks, ({ seed, downShare, topK, maxRangeM, carriers }) => {
      const cells = randomNetwork(8, 2400, 1600, seed).map((cell, i) =>
        i % 2 < carriers - 1 ? { ...cell, ssbPosition: 1 } : cell,
      );
      const down = cells.map((_, cell) => cell).filter((cell) => ((cell * 7919 + seed) % 101) / 101 < downShare);
      const { quick, anew } = bothWays(cells, down, topK, maxRangeM);
      expect(quick.bestServer).toEqual(anew.bestServer);
      expect(quick.outOfValidity).toEqual(anew.outOfValidity);
      expect(farthestApart(quick.rsrpDbm, anew.rsrpDbm)).toBeLessThan(0.001);
      expect(farthestApart(quick.sinrDb, anew.sinrDb)).toBeLessThan(0.01);
    }),
    { numRuns: 20 },
  );
}, 60_000);

test('where the best server is down, both ways of asking agree; elsewhere the short one leaves the run as it was', () => {
  const outages = fc.record({
    seed: fc.integer({ min: 0, max: 1000 }),
    down: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 24 }),
    topK: fc.constantFrom(1, 4),
    maxRangeM: fc.constantFrom(700, 3000),
  });
  fc.assert(
    fc.property(outages, ({ seed, down, topK, maxRangeM }) => {
      const raster = createRaster(boxOutline(2400, 1600), 50);
      const tables = sectorTables(randomNetwork(8, 2400, 1600, seed), URBAN_OUTDOOR, raster, { maxRangeM });
      const coverage = coverRaster(raster, tables, topK);
      const short = overlaid(raster, coverage, withoutServers(raster, tables, coverage, down));
      const long = overlaid(raster, coverage, withoutCells(raster, tables, coverage, down));
      const isLost = (pixel: number) => down.includes(coverage.bestServer[pixel]!);
      for (const layer of ['bestServer', 'rsrpDbm', 'sinrDb', 'outOfValidity'] as const) {
        const expected = long[layer].map((value, pixel) => (isLost(pixel) ? value : coverage[layer][pixel]!));
        expect(short[layer]).toEqual(expected);
      }
      // Asked of a part, the same is said of that part.
      for (const cell of down.slice(0, 2)) {
        const asked = windowOf(raster, tables, [cell]);
        const part = overlaid(raster, coverage, withoutServers(raster, tables, coverage, down, asked));
        const isAsked = (pixel: number) => coverage.bestServer[pixel] === cell;
        expect(part.bestServer.filter((_, pixel) => isAsked(pixel))).toEqual(
          long.bestServer.filter((_, pixel) => isAsked(pixel)),
        );
      }
    }),
    { numRuns: 20 },
  );
}, 60_000);

describe('edges', () => {
  const cells = randomNetwork(3, 2000, 1000, 5);

  test('without a cell down, nothing changes and the window is empty', () => {
    const raster = createRaster(boxOutline(2400, 1600), 40);
    const tables = sectorTables(cells, URBAN_OUTDOOR, raster);
    const served = withoutCells(raster, tables, coverRaster(raster, tables), []);
    expect(served.window).toEqual({ row: 0, column: 0, rows: 0, columns: 0 });
    expect(served.rsrpDbm).toHaveLength(0);
  });

  test('all down leaves no server anywhere', () => {
    const { quick } = bothWays(cells, [...cells.keys()], 2, 5000);
    expect(quick.bestServer.every((server) => server === -1)).toBe(true);
    expect(quick.rsrpDbm.every(Number.isNaN)).toBe(true);
  });

  test('where every kept server is down, the pixel goes to the best of the others', () => {
    const sites = [0, 300, 600].map((eastM) => ({ ...MACRO, position: placeAt(eastM, 0) }));
    const { quick, anew } = bothWays(sites, [0, 1], 2, 5000);
    expect(new Set(quick.bestServer)).toEqual(new Set([2]));
    expect(farthestApart(quick.rsrpDbm, anew.rsrpDbm)).toBeLessThan(0.001);
  });

  test('the window is the reach of the cells and leaves the rest alone', () => {
    const raster = createRaster(boxOutline(2400, 1600), 40);
    const far = { ...MACRO, position: placeAt(-1000, 0) };
    const tables = sectorTables([MACRO, far], URBAN_OUTDOOR, raster, { maxRangeM: 300 });
    const { window } = withoutCells(raster, tables, coverRaster(raster, tables), [1]);
    expect(window.column).toBe(0);
    expect(window.columns).toBeLessThanOrEqual(14);
    expect(window.rows).toBeLessThanOrEqual(17);
  });
});
