import { expect, test } from 'vitest';
import { angleBetween, bearing, insideWedge, wedgeAngles, wedgeRadius } from '../../../client/map/wedge.ts';

const wedge = (azimuthDeg: number, beamDeg = 65) => ({ x: 100, y: 100, radius: 20, azimuthDeg, beamDeg });

test('azimuth 0 points up the screen and grows clockwise', () => {
  expect(bearing(0, -1)).toBeCloseTo(0);
  expect(bearing(1, 0)).toBeCloseTo(90);
  expect(bearing(0, 1)).toBeCloseTo(180);
  expect(bearing(-1, 0)).toBeCloseTo(270);
  expect(insideWedge(wedge(0), 100, 85)).toBe(true);
  expect(insideWedge(wedge(0), 100, 115)).toBe(false);
  expect(insideWedge(wedge(90), 115, 100)).toBe(true);
  expect(insideWedge(wedge(270), 85, 100)).toBe(true);
});

test('a wedge ends at its radius and at half its beam width on either side, across north too', () => {
  expect(insideWedge(wedge(0), 100, 79)).toBe(false);
  const at = (deg: number) =>
    [100 + 10 * Math.sin((deg * Math.PI) / 180), 100 - 10 * Math.cos((deg * Math.PI) / 180)] as const;
  expect(insideWedge(wedge(350), ...at(20))).toBe(true);
  expect(insideWedge(wedge(350), ...at(24))).toBe(false);
  expect(angleBetween(350, 20)).toBe(30);
});

test('a beam of 360° is a disc', () => {
  expect(insideWedge(wedge(0, 360), 100, 119)).toBe(true);
});

test('canvas angles: azimuth 0 is −90°, the beam lies evenly about it', () => {
  const { from, to } = wedgeAngles(0, 60);
  expect((from * 180) / Math.PI).toBeCloseTo(-120);
  expect((to * 180) / Math.PI).toBeCloseTo(-60);
});

test('wedges grow with zoom and stay within bounds', () => {
  const radii = Array.from({ length: 21 }, (_, i) => wedgeRadius(8 + i / 2));
  expect(radii).toEqual([...radii].sort((a, b) => a - b));
  expect(Math.max(...radii)).toBeLessThan(60);
});
