import { beforeAll, describe, expect, test } from 'vitest';
import { coverRaster, coverRows } from '../../../shared/radio/cover-raster.ts';
import { type Coverage, createCoverage, serverRsrpDbm } from '../../../shared/radio/coverage.ts';
import { dbmOfMw, mwOfDbm } from '../../../shared/radio/decibel.ts';
import { URBAN_OUTDOOR } from '../../../shared/radio/environment.ts';
import { pdschSinr } from '../../../shared/radio/pdsch-sinr.ts';
import { type RadioCell, RadioCellRefused } from '../../../shared/radio/radio-cell.ts';
import { createRaster, metresAt, pixelAt, positionOfPixel, type Raster } from '../../../shared/radio/raster.ts';
import { powerMwAt, type SectorTables, sectorTables } from '../../../shared/radio/sector-tables.ts';
import { validityNames } from '../../../shared/radio/validity.ts';
import { pointBudget } from './point-budget.ts';
import { boxOutline, MACRO, placeAt, randomNetwork } from './random-network.ts';

/** By the formulas, without tables. */
function exactDbm(raster: Raster, cell: RadioCell, pixel: number): number {
  const place = metresAt(raster, positionOfPixel(raster, pixel));
  const mast = metresAt(raster, cell.position);
  return pointBudget(cell, URBAN_OUTDOOR, place.xM - mast.xM, place.yM - mast.yM).rsrpDbm;
}

/** The same by the tables. */
function tableDbm(raster: Raster, tables: SectorTables, cell: number, pixel: number): number {
  const { xM, yM } = metresAt(raster, positionOfPixel(raster, pixel));
  return dbmOfMw(powerMwAt(tables, cell, xM, yM));
}

function apartFromFormulas(raster: Raster, cells: readonly RadioCell[], tables: SectorTables) {
  let [sum, count, mostDb] = [0, 0, 0];
  for (let pixel = 0; pixel < raster.mask.length; pixel += 7) {
    for (const [index, cell] of cells.entries()) {
      const off = Math.abs(tableDbm(raster, tables, index, pixel) - exactDbm(raster, cell, pixel));
      sum += off;
      count += 1;
      mostDb = Math.max(mostDb, off);
    }
  }
  return { meanDb: sum / count, mostDb };
}

describe('a network of 12 random sites over 4 × 3 km', () => {
  const raster = createRaster(boxOutline(4000, 3000), 25);
  const cells = randomNetwork(12, 4000, 3000, 7);
  const tables = sectorTables(cells, URBAN_OUTDOOR, raster);
  let coverage: Coverage;
  beforeAll(() => {
    coverage = coverRaster(raster, tables, 6);
  });

  test('tables agree with the formulas for every cell: 0.05 dB in the mean, 1 dB at most', () => {
    const { meanDb, mostDb } = apartFromFormulas(raster, cells, tables);
    expect(meanDb).toBeLessThan(0.05);
    expect(mostDb).toBeLessThan(1);
  });

  test('heights, tilts and azimuths between the steps of the tables cost 0.1 dB in the mean, 1 dB at most', () => {
    const others = randomNetwork(12, 4000, 3000, 7, 'any');
    const { meanDb, mostDb } = apartFromFormulas(raster, others, sectorTables(others, URBAN_OUTDOOR, raster));
    expect(meanDb).toBeLessThan(0.1);
    expect(mostDb).toBeLessThan(1);
  });

  test('the best server is that of the formulas but where two are as good as equal', () => {
    let [differ, sum, count] = [0, 0, 0];
    for (let pixel = 0; pixel < raster.mask.length; pixel += 3) {
      const levels = cells.map((cell) => exactDbm(raster, cell, pixel));
      const best = Math.max(...levels);
      if (levels[coverage.bestServer[pixel]!] !== best) differ += 1;
      sum += Math.abs(coverage.rsrpDbm[pixel]! - best);
      count += 1;
    }
    expect(differ / count).toBeLessThan(0.02);
    expect(sum / count).toBeLessThan(0.05);
  });

  test('kept servers are the strongest in order, and the rest is what is left of the sum', () => {
    for (let pixel = 5; pixel < raster.mask.length; pixel += 11) {
      const levels = cells.map((_, cell) => ({ cell, dbm: tableDbm(raster, tables, cell, pixel) }));
      levels.sort((a, b) => b.dbm - a.dbm);
      const kept = Array.from({ length: 6 }, (_, rank) => serverRsrpDbm(coverage, pixel, rank));
      kept.forEach((dbm, rank) => {
        expect(dbm).toBeCloseTo(levels[rank]!.dbm, 3);
      });
      const restMw = levels.slice(6).reduce((total, { dbm }) => total + mwOfDbm(dbm), 0);
      expect(dbmOfMw(coverage.restMw[pixel]!)).toBeCloseTo(dbmOfMw(restMw), 3);
      expect(coverage.bestServer[pixel]).toBe(coverage.servers[pixel * 6]);
    }
  });

  test('SS-SINR: the best against noise and all others at full load', () => {
    for (let pixel = 2; pixel < raster.mask.length; pixel += 13) {
      const powers = cells.map((_, cell) => mwOfDbm(tableDbm(raster, tables, cell, pixel)));
      const best = Math.max(...powers);
      const others = powers.reduce((total, power) => total + power, 0) - best;
      // −129.2288 + 9 dB of noise in a 30 kHz resource element.
      expect(coverage.sinrDb[pixel]).toBeCloseTo(dbmOfMw(best / (mwOfDbm(-120.2288) + others)), 2);
    }
  });

  test('rows filled by turns into shared memory are the same run', () => {
    const parts = createCoverage(raster, tables, 6, true);
    for (const [from, to] of [
      [50, 90],
      [0, 50],
      [90, raster.rows],
    ] as const) {
      coverRows(raster, tables, parts, { from, to });
    }
    expect(parts.rsrpDbm.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(Float32Array.from(parts.rsrpDbm)).toEqual(coverage.rsrpDbm);
    expect(Array.from(parts.bestServer)).toEqual(Array.from(coverage.bestServer));
    expect(Array.from(parts.servers)).toEqual(Array.from(coverage.servers));
    expect(parts.outOfValidity).toEqual(coverage.outOfValidity);
    const worst = coverage.sinrDb.reduce(
      (most, sinr, pixel) => Math.max(most, Math.abs(sinr - parts.sinrDb[pixel]!)),
      0,
    );
    expect(worst).toBeLessThan(0.001);
  });

  test('PDSCH SINR: idle neighbours leave noise alone, full load is as bad as the SSB, half is between', () => {
    const at = (load: number) =>
      pdschSinr(tables, coverage, { load: new Float32Array(cells.length).fill(load), beamGainDb: 0 });
    const [idle, half, full] = [at(0), at(0.5), at(1)];
    for (let pixel = 0; pixel < raster.mask.length; pixel += 17) {
      expect(idle[pixel]).toBeCloseTo(coverage.rsrpDbm[pixel]! + 120.2288, 2);
      expect(full[pixel]).toBeCloseTo(coverage.sinrDb[pixel]!, 3);
      expect(half[pixel]).toBeGreaterThan(full[pixel]!);
      expect(half[pixel]).toBeLessThan(idle[pixel]!);
    }
    const isDown = new Uint8Array(cells.length);
    for (let site = 0; site < 2; site++) isDown.fill(1, 3 * site, 3 * site + 3);
    const outage = pdschSinr(tables, coverage, { load: new Float32Array(cells.length), beamGainDb: 0, isDown });
    const taken = coverage.bestServer.indexOf(4);
    const next = [1, 2, 3, 4, 5].find((rank) => coverage.servers[taken * 6 + rank]! >= 6)!;
    expect(outage[taken]).toBeCloseTo(serverRsrpDbm(coverage, taken, next) + 120.2288, 2);
    isDown.fill(1);
    expect(pdschSinr(tables, coverage, { load: new Float32Array(cells.length), beamGainDb: 0, isDown })[0]).toBeNaN();
    const beamed = pdschSinr(tables, coverage, { load: new Float32Array(cells.length), beamGainDb: 3 });
    expect(beamed[0]! - idle[0]!).toBeCloseTo(3, 4);
  });
});

/** One or more cells seen at one place of a small raster. */
function seenAt(cells: readonly RadioCell[], eastM: number, northM: number, settings = {}) {
  const raster = createRaster(boxOutline(3000, 3000), 20);
  const tables = sectorTables(cells, URBAN_OUTDOOR, raster, settings);
  const coverage = coverRaster(raster, tables);
  const pixel = pixelAt(raster, placeAt(eastM, northM));
  return { raster, tables, coverage, pixel };
}

describe('masts of all kinds', () => {
  const SECOND_CARRIER = { nrArfcn: 636_666, ssbArfcn: 630_000 };
  const position = placeAt(300, -200);
  const sectors = [0, 120, 240].map((azimuthDeg) => ({ ...MACRO, position, azimuthDeg }));
  const mixed = sectors.map((cell, index) => (index === 1 ? { ...cell, heightM: 31 } : cell));
  const more = sectors.flatMap((cell) => [cell, { ...cell, ...SECOND_CARRIER, tiltDeg: 9 }]);
  const neighbours = randomNetwork(3, 2000, 2000, 5);

  test.each([
    ['one cell', sectors.slice(0, 1)],
    ['three sectors', sectors],
    ['three sectors and a fourth cell', [...sectors, { ...MACRO, position, azimuthDeg: 30 }]],
    ['three sectors of several heights', mixed],
    ['three sectors of two carriers, carrier by carrier', more],
    ['the same, one carrier after the other', [...sectors, ...sectors.map((cell) => ({ ...cell, ...SECOND_CARRIER }))]],
  ])('%s: what is kept and what is not is the same power as cell by cell', (_, mast) => {
    const raster = createRaster(boxOutline(1500, 1500), 50);
    const cells = [...mast, ...neighbours];
    const tables = sectorTables(cells, URBAN_OUTDOOR, raster);
    const { groupOf, count } = tables.groups;
    const coverage = coverRaster(raster, tables, 2);
    for (let pixel = 0; pixel < raster.mask.length; pixel += 3) {
      const { xM, yM } = metresAt(raster, positionOfPixel(raster, pixel));
      const powers = cells.map((__, cell) => ({ cell, mw: powerMwAt(tables, cell, xM, yM) }));
      powers.sort((a, b) => b.mw - a.mw || a.cell - b.cell);
      expect([...coverage.serversMw.subarray(2 * pixel, 2 * pixel + 2)]).toEqual(
        powers.slice(0, 2).map(({ mw }) => mw),
      );
      const restMw = new Float64Array(count);
      for (const { cell, mw } of powers.slice(2)) restMw[groupOf[cell]!]! += mw;
      restMw.forEach((mw, group) => {
        expect(coverage.restMw[pixel * count + group]! / (mw || 1)).toBeCloseTo(mw === 0 ? 0 : 1, 5);
      });
    }
  });
});

describe('flags and edges', () => {
  test('a value outside the model’s range carries the reason', () => {
    const flags = (cell: RadioCell, northM: number) => {
      const { coverage, pixel } = seenAt([cell], 0, northM);
      return validityNames(coverage.outOfValidity[pixel]!);
    };
    expect(flags(MACRO, 500)).toEqual([]);
    expect(flags(MACRO, 1)).toEqual(['too-near']);
    expect(flags({ ...MACRO, heightM: 25.2 }, 500)).toEqual(['base-height']);
    expect(flags({ ...MACRO, antennaModel: 'XYZ-9' }, 500)).toEqual(['antenna-unknown']);
    const { antennaModel: _, ...bare } = MACRO;
    expect(flags(bare, 500)).toEqual(['antenna-unknown']);
  });

  test('a range beyond the model’s is flagged', () => {
    const raster = createRaster(boxOutline(13_000, 100), 50);
    const tables = sectorTables([MACRO], URBAN_OUTDOOR, raster, { maxRangeM: 6000 });
    const coverage = coverRaster(raster, tables);
    const at = (eastM: number) => coverage.outOfValidity[pixelAt(raster, placeAt(eastM, 0))]!;
    expect(validityNames(at(4900))).toEqual([]);
    expect(validityNames(at(5100))).toEqual(['too-far']);
    expect(coverage.bestServer[pixelAt(raster, placeAt(6200, 0))]).toBe(-1);
  });

  test('out of every cell’s range there is no server and no number', () => {
    const { coverage, pixel } = seenAt([MACRO], 1000, 1000, { maxRangeM: 1000 });
    expect(coverage.bestServer[pixel]).toBe(-1);
    expect(coverage.rsrpDbm[pixel]).toBeNaN();
    expect(coverage.sinrDb[pixel]).toBeNaN();
    expect(serverRsrpDbm(coverage, pixel, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(coverage.bestServer[pixel - 25]).toBe(-1);
  });

  test('pixels off the outline are not served', () => {
    const [outer] = boxOutline(1000, 1000);
    const [hole] = boxOutline(400, 400);
    const raster = createRaster([outer!, hole!], 20);
    const coverage = coverRaster(raster, sectorTables([MACRO], URBAN_OUTDOOR, raster));
    expect(coverage.bestServer[pixelAt(raster, placeAt(0, 100))]).toBe(-1);
    expect(coverage.bestServer[pixelAt(raster, placeAt(0, 300))]).toBe(0);
  });

  test('an empty network covers nothing', () => {
    const { coverage } = seenAt([], 0, 0);
    expect(coverage.bestServer.every((server) => server === -1)).toBe(true);
  });

  test('cells that cannot be computed are refused by place and reason', () => {
    const raster = createRaster(boxOutline(1000, 1000), 50);
    const tables = (cell: RadioCell) => () => sectorTables([MACRO, cell], URBAN_OUTDOOR, raster);
    expect(tables({ ...MACRO, nrArfcn: 4e6 })).toThrow(new RadioCellRefused(1, 'nr-arfcn'));
    expect(tables({ ...MACRO, bandwidthMhz: 33 })).toThrow(new RadioCellRefused(1, 'bandwidth'));
    expect(tables({ ...MACRO, azimuthDeg: Number.NaN })).toThrow(new RadioCellRefused(1, 'number'));
    expect(() => sectorTables([MACRO], URBAN_OUTDOOR, raster, { maxRangeM: 0 })).toThrow(RangeError);
  });
});

describe('which SSBs collide', () => {
  // Two masts 1 km apart; the place is midway between them, in the side of both beams alike.
  const west = { ...MACRO, position: placeAt(-500, 0) };
  const east = { ...MACRO, position: placeAt(500, 0) };
  const sinr = (other: Partial<RadioCell>) => {
    const { coverage, pixel } = seenAt([west, { ...east, ...other }], 0, 600, { otherPositionLoad: 0.5 });
    return coverage.sinrDb[pixel]!;
  };

  test('at the same position whatever the traffic, elsewhere by the load, on another carrier not at all', () => {
    expect(sinr({})).toBeCloseTo(0, 0);
    expect(sinr({ ssbPosition: 1 }) - sinr({})).toBeCloseTo(3, 0);
    expect(sinr({ ssbArfcn: 505_110 })).toBeCloseTo(sinr({ ssbPosition: 1 }), 6);
    expect(sinr({ nrArfcn: 519_000 })).toBeGreaterThan(20);
  });
});
