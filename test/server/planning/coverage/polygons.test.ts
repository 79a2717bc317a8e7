import fc from 'fast-check';
import { expect, test } from 'vitest';
import { polygonsOf } from '../../../../server/planning/coverage/polygons.ts';
import { insideRings } from '../../../../shared/geo/polygon.ts';
import { createRaster, positionOfCorner } from '../../../../shared/radio/raster.ts';
import { boxOutline } from '../../../shared/radio/random-network.ts';

const raster = createRaster(boxOutline(2000, 1000), 100);
const ROWS = 10;
const COLUMNS = 20;
const patchOf = (values: Uint8Array) => ({ row: 0, column: 0, rows: ROWS, columns: COLUMNS, values });

test('the middle of every marked pixel is inside the outlines, of every other one outside', () => {
  const marks = fc.uint8Array({ minLength: ROWS * COLUMNS, maxLength: ROWS * COLUMNS, max: 1 });
  fc.assert(
    fc.property(marks, (values) => {
      const polygons = polygonsOf(raster, patchOf(values));
      values.forEach((mark, pixel) => {
        const { lat, lon } = positionOfCorner(raster, (pixel % COLUMNS) + 0.5, Math.floor(pixel / COLUMNS) + 0.5);
        const isIn = polygons.some((rings) => insideRings(lon, lat, rings));
        expect(isIn).toBe(mark === 1);
      });
    }),
    { numRuns: 60 },
  );
});

test('nothing marked is no polygon; a ring of pixels is one with a hole', () => {
  expect(polygonsOf(raster, patchOf(new Uint8Array(ROWS * COLUMNS)))).toEqual([]);
  const values = new Uint8Array(ROWS * COLUMNS);
  for (let row = 2; row < 7; row++) for (let column = 2; column < 7; column++) values[row * COLUMNS + column] = 1;
  values[4 * COLUMNS + 4] = 0;
  const polygons = polygonsOf(raster, patchOf(values));
  expect(polygons).toHaveLength(1);
  expect(polygons[0]).toHaveLength(2);
  // Four straight sides and four cut corners.
  expect(polygons[0]![0]!.length).toBe(9);
});
