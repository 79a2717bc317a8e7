import { expect, test } from 'vitest';
import { coverRaster } from '../../../shared/radio/cover-raster.ts';
import { coverageShares } from '../../../shared/radio/coverage-shares.ts';
import { type Environment, URBAN_OUTDOOR } from '../../../shared/radio/environment.ts';
import { createRaster, metresAt, pixelAt, positionOfPixel } from '../../../shared/radio/raster.ts';
import { sectorTables } from '../../../shared/radio/sector-tables.ts';
import { withoutCells } from '../../../shared/radio/without-cells.ts';
import { pointBudget, shareCoveredAt } from './point-budget.ts';
import { boxOutline, MACRO, placeAt } from './random-network.ts';

const raster = createRaster(boxOutline(4000, 4000), 50);
const INDOOR: Environment = { ...URBAN_OUTDOOR, place: 'high', indoorDepthM: 8 };

test.each([
  ['outdoors', URBAN_OUTDOOR],
  ['behind coated glass', INDOOR],
  ['rural', { ...URBAN_OUTDOOR, scenario: 'RMa' }],
  ['without sight', { ...URBAN_OUTDOOR, sight: 'nlos' }],
] as const)('%s: the raster’s probability is that of the formulas at each place', (_name, environment) => {
  const tables = sectorTables([MACRO], environment, raster);
  const shares = coverageShares(raster, tables, coverRaster(raster, tables), -105);
  let [sum, count] = [0, 0];
  for (let pixel = 3; pixel < shares.length; pixel += 23) {
    const { xM, yM } = metresAt(raster, positionOfPixel(raster, pixel));
    const mast = metresAt(raster, MACRO.position);
    const share = shareCoveredAt(pointBudget(MACRO, environment, xM - mast.xM, yM - mast.yM), -105);
    sum += Math.abs(shares[pixel]! - share);
    count += 1;
    expect(Math.abs(shares[pixel]! - share)).toBeLessThan(0.05);
  }
  expect(sum / count).toBeLessThan(0.005);
});

test('nobody is covered where there is no server; an outage’s window is counted like a run', () => {
  const tables = sectorTables([MACRO, { ...MACRO, azimuthDeg: 180 }], URBAN_OUTDOOR, raster, { maxRangeM: 1500 });
  const coverage = coverRaster(raster, tables);
  const before = coverageShares(raster, tables, coverage, -105);
  const corner = pixelAt(raster, placeAt(1900, 1900));
  expect(before[corner]).toBeNaN();
  const served = withoutCells(raster, tables, coverage, [0]);
  const after = coverageShares(raster, tables, served, -105);
  const north = pixelAt(raster, placeAt(0, 900));
  const { window } = served;
  const row = Math.floor(north / raster.columns) - window.row;
  const inWindow = row * window.columns + (north % raster.columns) - window.column;
  expect(before[north]).toBeGreaterThan(0.5);
  expect(after[inWindow]).toBeLessThan(before[north]! - 0.3);
});

test('a façade costs coverage', () => {
  const mean = (environment: Environment) => {
    const tables = sectorTables([MACRO], environment, raster);
    const shares = coverageShares(raster, tables, coverRaster(raster, tables), -105);
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  };
  expect(mean(INDOOR)).toBeLessThan(mean(URBAN_OUTDOOR) - 0.1);
});
