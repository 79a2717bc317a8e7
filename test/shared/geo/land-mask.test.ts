import { expect, test } from 'vitest';
import { type LandMask, surfaceAt } from '../../../shared/geo/land-mask.ts';

test('rows run north to south, columns west to east, and beyond the raster nothing is known', () => {
  const mask: LandMask = { west: 10, north: 50, stepDeg: 1, nx: 2, ny: 2, cells: Uint8Array.of(1, 0, 0, 1) };
  expect(surfaceAt(mask, { lat: 49.5, lon: 10.5 })).toBe('land');
  expect(surfaceAt(mask, { lat: 49.5, lon: 11.5 })).toBe('sea');
  expect(surfaceAt(mask, { lat: 48.5, lon: 10.5 })).toBe('sea');
  expect(surfaceAt(mask, { lat: 48.5, lon: 11.5 })).toBe('land');
  expect(surfaceAt(mask, { lat: 50.5, lon: 10.5 })).toBe('unknown');
  expect(surfaceAt(mask, { lat: 48.5, lon: 12 })).toBe('unknown');
  expect(surfaceAt(mask, { lat: Number.NaN, lon: 11 })).toBe('unknown');
});
