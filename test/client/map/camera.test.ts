import { expect, test } from 'vitest';
import { metresPerPx, scaleBar, toCanvas, toWorld } from '../../../client/map/camera.ts';

test('world positions: Greenwich on the equator is the middle, north is up', () => {
  expect(toWorld({ lat: 0, lon: 0 })).toEqual({ x: 0.5, y: 0.5 });
  expect(toWorld({ lat: 36, lon: 120 }).y).toBeLessThan(0.5);
});

test('canvas pixels are world pixels less the origin', () => {
  const camera = { zoom: 1, originX: 100, originY: 50, width: 10, height: 10, ratio: 2 };
  expect(toCanvas(camera, { x: 0.5, y: 0.25 })).toEqual({ x: 156, y: 78 });
});

test('the scale bar is a round distance that fits, true to its length', () => {
  for (const zoom of [8, 10.25, 12.75, 15, 18]) {
    const { metres, px } = scaleBar(36.26, zoom, 120);
    expect(px).toBeLessThanOrEqual(120);
    expect(px).toBeGreaterThan(120 / 2.6);
    expect(metres / px).toBeCloseTo(metresPerPx(36.26, zoom));
    expect([1, 2, 5]).toContain(Number(String(metres)[0]));
  }
});
