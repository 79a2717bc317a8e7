import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metresBetween } from '../../../shared/geo/distance.ts';
import type { LandMask } from '../../../shared/geo/land-mask.ts';
import { insideRings, type Ring } from '../../../shared/geo/polygon.ts';
import {
  areaKm2,
  createRaster,
  metresAt,
  pixelAt,
  positionOfCorner,
  positionOfPixel,
  RasterRefused,
} from '../../../shared/radio/raster.ts';
import { boxOutline, placeAt } from './random-network.ts';

test('a rectangle of 9 × 7 km in pixels of 20 m: rows from the north, columns from the west', () => {
  const raster = createRaster(boxOutline(9000, 7000), 20);
  expect(Math.abs(raster.columns - 450)).toBeLessThanOrEqual(1);
  expect(Math.abs(raster.rows - 350)).toBeLessThanOrEqual(1);
  expect(areaKm2(raster)).toBeCloseTo(63, 0);
  const first = positionOfPixel(raster, 0);
  const last = positionOfPixel(raster, raster.mask.length - 1);
  expect(first.lat).toBeGreaterThan(last.lat);
  expect(first.lon).toBeLessThan(last.lon);
  expect(metresBetween(first, positionOfPixel(raster, 1))).toBeCloseTo(20, 1);
  expect(metresBetween(first, positionOfPixel(raster, raster.columns))).toBeCloseTo(20, 1);
});

test('a pixel’s centre lies in that pixel; places outside lie in none', () => {
  const raster = createRaster(boxOutline(1000, 600), 25);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: raster.mask.length - 1 }), (pixel) => {
      expect(pixelAt(raster, positionOfPixel(raster, pixel))).toBe(pixel);
    }),
  );
  expect(pixelAt(raster, placeAt(600, 0))).toBe(-1);
  expect(pixelAt(raster, placeAt(0, -400))).toBe(-1);
  expect(pixelAt(raster, { lat: Number.NaN, lon: 120 })).toBe(-1);
  const { xM, yM } = metresAt(raster, positionOfCorner(raster, 0, 0));
  expect([xM, yM]).toEqual([expect.closeTo(raster.westM, 6), expect.closeTo(raster.northM, 6)]);
});

test('the mask is the outline at the pixels’ centres, holes left out', () => {
  const [outer] = boxOutline(1000, 1000);
  const [hole] = boxOutline(300, 500);
  const notched: Ring = [
    [120.2445, 36.2555],
    [120.2555, 36.2555],
    [120.2555, 36.2645],
    [120.25, 36.258],
    [120.2445, 36.2645],
    [120.2445, 36.2555],
  ];
  for (const rings of [[outer!, hole!], [notched]]) {
    const raster = createRaster(rings, 20);
    const expected = Uint8Array.from(raster.mask, (_, pixel) => {
      const { lat, lon } = positionOfPixel(raster, pixel);
      return insideRings(lon, lat, rings) ? 1 : 0;
    });
    expect(raster.mask).toEqual(expected);
    expect(new Set(raster.mask)).toEqual(new Set([0, 1]));
  }
});

test('sea is left out; what the land mask does not know counts as land', () => {
  const outline = boxOutline(1000, 1000);
  const middle = placeAt(0, 0);
  // One cell of sea over the north-western quarter.
  const sea: LandMask = {
    west: middle.lon - 0.1,
    north: middle.lat + 0.1,
    stepDeg: 0.1,
    nx: 1,
    ny: 1,
    cells: Uint8Array.of(0),
  };
  const raster = createRaster(outline, 50, sea);
  expect(raster.mask[pixelAt(raster, placeAt(-200, 200))]).toBe(0);
  expect(raster.mask[pixelAt(raster, placeAt(200, 200))]).toBe(1);
  expect(raster.mask[pixelAt(raster, placeAt(-200, -200))]).toBe(1);
});

describe('refused by name', () => {
  test.each([
    ['no-outline', [], 20],
    ['no-outline', [[]], 20],
    ['pixel-size', boxOutline(1000, 1000), 0],
    ['pixel-size', boxOutline(1000, 1000), Number.NaN],
    ['too-many-pixels', boxOutline(100_000, 100_000), 1],
  ] as const)('%s', (reason, outline, pixelM) => {
    expect(() => createRaster(outline, pixelM)).toThrow(new RasterRefused(reason));
  });
});
