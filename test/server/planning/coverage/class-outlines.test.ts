import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClassGrid, type Corner, classOutlines } from '../../../../server/planning/coverage/class-outlines.ts';

const NOTHING = 9;
const gridOf = (rows: readonly (readonly number[])[]): ClassGrid => ({
  rows: rows.length,
  columns: rows[0]!.length,
  classes: rows.flat(),
  nothing: NOTHING,
});

const grids = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.constantFrom(0, 1, 2, NOTHING), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  )
  .map(gridOf);

/** Twice the signed area, seen with north above: positive against the clock. */
function twiceArea(ring: readonly Corner[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) sum -= ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
  return sum;
}

function isInside(rings: readonly (readonly Corner[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i]!, ring[i + 1]!];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

describe('issue 7: coverage classes as polygons', () => {
  test('every pixel lies in polygons of its own class alone, and in one of them', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const outlines = classOutlines(grid);
        for (let pixel = 0; pixel < grid.rows * grid.columns; pixel++) {
          const [x, y] = [(pixel % grid.columns) + 0.5, Math.floor(pixel / grid.columns) + 0.5];
          const inside = outlines.flatMap(({ class: own, polygons }) =>
            polygons.filter((rings) => isInside(rings, x, y)).map(() => own),
          );
          expect(inside).toEqual(grid.classes[pixel] === NOTHING ? [] : [grid.classes[pixel]]);
        }
      }),
    );
  });

  test('RFC 7946 §3.1.6: closed rings, the outer one against the clock, those in it with it; areas are the pixels’', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        for (const { class: own, pixels, polygons } of classOutlines(grid)) {
          expect(pixels).toBe(Array.from(grid.classes).filter((one) => one === own).length);
          expect(polygons.flat().reduce((sum, ring) => sum + twiceArea(ring) / 2, 0)).toBe(pixels);
          for (const [outer, ...inner] of polygons) {
            expect(twiceArea(outer!)).toBeGreaterThan(0);
            for (const ring of inner) expect(twiceArea(ring)).toBeLessThan(0);
          }
          for (const ring of polygons.flat()) expect(ring.at(-1)).toEqual(ring[0]);
        }
      }),
    );
  });

  test('OGC 06-103r4: no ring passes a corner twice, no corner in the middle of a straight line', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        for (const ring of classOutlines(grid).flatMap(({ polygons }) => polygons.flat())) {
          expect(new Set(ring.slice(1).map(String)).size).toBe(ring.length - 1);
          for (let i = 1; i < ring.length; i++) {
            const next = ring[i === ring.length - 1 ? 1 : i + 1]!;
            const isStraight = [0, 1].some(
              (axis) => ring[i - 1]![axis] === ring[i]![axis] && ring[i]![axis] === next[axis],
            );
            expect(isStraight).toBe(false);
          }
        }
      }),
    );
  });

  test('pieces that meet in a corner are two polygons; what is left out is a ring inside', () => {
    const [one] = classOutlines(
      gridOf([
        [1, 1, 1, 9],
        [1, 9, 1, 9],
        [1, 1, 1, 9],
        [9, 9, 9, 1],
      ]),
    );
    expect(one).toMatchObject({ class: 1, pixels: 9 });
    expect(one!.polygons.map((rings) => rings.length)).toEqual([2, 1]);
  });
});
