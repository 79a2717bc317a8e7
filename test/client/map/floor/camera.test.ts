import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Camera,
  fitCamera,
  kept,
  MAX_SCALE,
  panned,
  revealed,
  zoomed,
} from '../../../../client/map/floor/camera.ts';

const camera = fc.record({
  x: fc.double({ min: -50, max: 200, noNaN: true }),
  y: fc.double({ min: -50, max: 200, noNaN: true }),
  scale: fc.double({ min: 1, max: 200, noNaN: true }),
});
const pixel = fc.integer({ min: 0, max: 2000 });

function under({ x, y, scale }: Camera, px: number, py: number) {
  return { x: x + px / scale, y: y + py / scale };
}

test('zooming keeps the floor point under the pointer', () => {
  fc.assert(
    fc.property(camera, pixel, pixel, fc.double({ min: 0.2, max: 5, noNaN: true }), (from, px, py, factor) => {
      const before = under(from, px, py);
      const after = under(zoomed(from, factor, px, py, 0.5), px, py);
      expect(after.x).toBeCloseTo(before.x, 6);
      expect(after.y).toBeCloseTo(before.y, 6);
    }),
  );
});

test('panning carries the floor point along with the pointer', () => {
  fc.assert(
    fc.property(camera, pixel, pixel, (from, dx, dy) => {
      const before = under(from, 100, 100);
      const after = under(panned(from, dx, dy), 100 + dx, 100 + dy);
      expect(after.x).toBeCloseTo(before.x, 6);
      expect(after.y).toBeCloseTo(before.y, 6);
    }),
  );
});

test('zoom stops at its limits', () => {
  const from = { x: 0, y: 0, scale: 5 };
  expect(zoomed(from, 1e6, 10, 10, 2).scale).toBe(MAX_SCALE);
  expect(zoomed(from, 1e-6, 10, 10, 2).scale).toBe(2);
});

test('fitting shows the whole floor between the controls', () => {
  const floor = { width: 180, height: 110 };
  const canvas = { width: 1014, height: 780 };
  const insets = { top: 60, right: 12, bottom: 96, left: 12 };
  const { x, y, scale } = fitCamera(floor, canvas, insets);
  expect(-y * scale).toBeCloseTo(insets.top);
  expect(-x * scale).toBeGreaterThanOrEqual(insets.left - 1e-6);
  expect((floor.width - x) * scale).toBeLessThanOrEqual(canvas.width - insets.right + 1e-6);
  expect((floor.height - y) * scale).toBeLessThanOrEqual(canvas.height - insets.bottom + 1e-6);
});

test('the floor cannot be pushed off the canvas', () => {
  const floor = { width: 180, height: 110 };
  const canvas = { width: 1000, height: 800 };
  for (const far of [-1e6, 1e6]) {
    const { x, y, scale } = kept({ x: far, y: far, scale: 5 }, floor, canvas);
    expect(Math.min(floor.width, x + canvas.width / scale) - Math.max(0, x)).toBeGreaterThan(0);
    expect(Math.min(floor.height, y + canvas.height / scale) - Math.max(0, y)).toBeGreaterThan(0);
  }
});

test('revealing moves only when the box is out of sight', () => {
  const insets = { top: 10, right: 10, bottom: 10, left: 10 };
  const from = { x: 0, y: 0, scale: 10 };
  const canvas = { width: 500, height: 500 };
  expect(revealed(from, { x: 20, y: 20, width: 2, height: 2 }, canvas, insets)).toEqual(from);
  const moved = revealed(from, { x: 80, y: 20, width: 2, height: 2 }, canvas, insets);
  expect((82 - moved.x) * 10).toBeCloseTo(490);
  expect(moved.y).toBe(0);
});
