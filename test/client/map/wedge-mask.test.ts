import { expect, test } from 'vitest';
import { insideWedge } from '../../../client/map/wedge.ts';
import { createMasks } from '../../../client/map/wedge-mask.ts';

test('a mask holds exactly the pixels that geometry puts inside the wedge', () => {
  for (const [azimuthDeg, beamDeg] of [
    [0, 60],
    [120, 75],
    [240, 270],
    [45, 360],
  ] as const) {
    const mask = createMasks(9)(azimuthDeg, beamDeg);
    const seen = new Set<string>();
    for (let r = 0; r < mask.runs.length; r += 3) {
      for (let x = mask.runs[r + 1]!; x <= mask.runs[r + 2]!; x++) seen.add(`${x},${mask.runs[r]!}`);
    }
    for (let y = -10; y <= 10; y++) {
      for (let x = -10; x <= 10; x++) {
        const inside = insideWedge({ x: 0, y: 0, radius: 9, azimuthDeg, beamDeg }, x, y);
        expect(seen.has(`${x},${y}`), `${azimuthDeg}/${beamDeg} at ${x},${y}`).toBe(inside);
      }
    }
  }
});

test('azimuths are rounded to 5° and masks are made once', () => {
  const masks = createMasks(9);
  expect(masks(358, 65)).toBe(masks(0, 65));
  expect(masks(-2, 65)).toBe(masks(360, 65));
  expect(masks(3, 65)).not.toBe(masks(0, 65));
});

test('the edge is the outermost pixels of the mask', () => {
  const mask = createMasks(4)(0, 360);
  const edge = new Set<string>();
  for (let e = 0; e < mask.edge.length; e += 2) edge.add(`${mask.edge[e + 1]},${mask.edge[e]}`);
  expect(edge.has('0,-4')).toBe(true);
  expect(edge.has('0,0')).toBe(false);
});
