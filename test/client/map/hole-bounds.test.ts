import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOfHole } from '../../../client/map/hole-bounds.ts';

const point = fc.tuple(fc.double({ min: 119, max: 121, noNaN: true }), fc.double({ min: 35, max: 37, noNaN: true }));
const ring = fc.array(point, { minLength: 1, maxLength: 6 });

test('every corner of every ring lies in the box, and the box touches the outermost ones', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      (polygons) => {
        const box = boundsOfHole(polygons)!;
        const points = polygons.flat(2);
        for (const [lon, lat] of points) {
          expect(lon >= box.southWest.lon && lon <= box.northEast.lon).toBe(true);
          expect(lat >= box.southWest.lat && lat <= box.northEast.lat).toBe(true);
        }
        expect(points.some(([lon]) => lon === box.northEast.lon)).toBe(true);
        expect(points.some(([, lat]) => lat === box.southWest.lat)).toBe(true);
      },
    ),
  );
});

test('a hole that neighbours fill has no box', () => {
  expect(boundsOfHole([])).toBeNull();
});
