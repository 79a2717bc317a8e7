import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresBetween } from '../../../shared/geo/distance.ts';
import { fromTile, tileOf, toTile } from '../../../shared/geo/tiles.ts';

const position = fc.record({
  lat: fc.double({ min: -85, max: 85, noNaN: true }),
  lon: fc.double({ min: -179.9, max: 179.9, noNaN: true }),
});

test('to tile units and back is the same place, at any zoom', () => {
  fc.assert(
    fc.property(position, fc.nat(18), (place, zoom) => {
      expect(metresBetween(fromTile(toTile(place, zoom), zoom), place)).toBeLessThan(0.01);
    }),
  );
});

test('tiles are numbered from the north-west', () => {
  expect(tileOf({ lat: 36.26, lon: 120.25 }, 0)).toEqual({ x: 0, y: 0 });
  expect(tileOf({ lat: 60, lon: -100 }, 1)).toEqual({ x: 0, y: 0 });
  expect(tileOf({ lat: -60, lon: 100 }, 1)).toEqual({ x: 1, y: 1 });
});
