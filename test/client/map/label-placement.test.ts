import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround, placeLabels } from '../../../client/map/label-placement.ts';

const wish = (x: number, y: number, priority = 0) => ({
  x,
  y,
  width: 40,
  height: 12,
  priority,
  offsets: [[0, 0]] as const,
});

test('a label without room is left out, the more important one stays', () => {
  const placed = placeLabels([wish(0, 0, 1), wish(10, 0, 2)]);
  expect(placed.map((label) => label.x)).toEqual([10]);
});

test('the next offset is tried when the first is taken', () => {
  const second = {
    ...wish(0, 0),
    offsets: [
      [0, 0],
      [0, 30],
    ] as const,
  };
  expect(placeLabels([wish(0, 0, 1), second]).map(({ y }) => y)).toEqual([0, 30]);
});

test('labels keep off what is drawn already', () => {
  expect(placeLabels([wish(0, 0)], [boxAround(0, 0, 8, 8)])).toEqual([]);
});

test('no two placed labels overlap, whatever is asked for', () => {
  const wishes = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 300 }),
      y: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 1, max: 90 }),
      height: fc.integer({ min: 1, max: 20 }),
      priority: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(wishes, (list) => {
      const placed = placeLabels(
        list.map((item) => ({
          ...item,
          offsets: [
            [0, 0],
            [0, 14],
          ] as const,
        })),
      );
      const boxes = placed.map(({ wish: { width, height }, x, y }) => boxAround(x, y, width, height));
      boxes.forEach((a, i) => {
        for (const b of boxes.slice(i + 1)) {
          expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
        }
      });
    }),
  );
});

test('a label that must be seen covers marks rather than stay away, and keeps off other labels', () => {
  const must = {
    ...wish(0, 0),
    must: true,
    offsets: [
      [0, 0],
      [0, 30],
    ] as const,
  };
  expect(placeLabels([must], [boxAround(0, 0, 9, 9), boxAround(0, 30, 8, 8)])).toMatchObject([{ x: 0, y: 30 }]);
  expect(placeLabels([wish(0, 0, 1), must], [boxAround(0, 30, 8, 8)]).map(({ y }) => y)).toEqual([0, 30]);
});
