import { expect, test } from 'vitest';
import { MARK } from '../../../client/map/mark-style.ts';
import { CRITICAL, cellsInOrder, LIFECYCLE } from '../../../client/map/sector-state.ts';
import { blitWedges } from '../../../client/map/wedge-blit.ts';
import { createMasks } from '../../../client/map/wedge-mask.ts';
import { packHex } from '../../../client/ui/palette.ts';
import { cameraAt, sectorsAt } from './scene.ts';

const NORTH = 0;
const teal = packHex('#3DD6C0');
const red = packHex('#FF6369');
const grey = '#6B7280';

function draw(
  style: number,
  other?: { colour: number; severity: number },
): { pixels: Uint32Array; at(x: number, y: number): number } {
  const state = sectorsAt([{ x: 20, y: 20, azimuths: other ? [NORTH, NORTH] : [NORTH] }]);
  state.cellColour.fill(teal);
  state.cellStyle.fill(style);
  if (other) {
    state.cellColour[0] = other.colour;
    state.cellSeverity[0] = other.severity;
  }
  const pixels = new Uint32Array(40 * 40);
  blitWedges(
    { width: 40, height: 40, pixels },
    state,
    cellsInOrder(state, [0]),
    cameraAt(40, 40),
    createMasks(10),
    grey,
  );
  return { pixels, at: (x, y) => pixels[y * 40 + x]! };
}

test('a live wedge is filled with its colour northwards of its mast', () => {
  const { at } = draw(MARK.filled);
  expect(at(20, 12)).toBe(teal);
  expect(at(20, 28)).toBe(0);
});

test('a stale wedge keeps its last colour under the hatching', () => {
  const { pixels } = draw(MARK.hatched);
  const seen = new Set(pixels);
  expect(seen).toEqual(new Set([0, teal, packHex(grey)]));
});

test('a wedge without data and one out of service are hollow', () => {
  for (const style of [MARK.dashed, MARK.hollow]) {
    const { at, pixels } = draw(style);
    expect(at(20, 14)).toBe(0);
    expect(pixels.includes(teal)).toBe(true);
  }
});

test('the worst is drawn last, whatever the order of the inventory', () => {
  expect(draw(MARK.filled, { colour: red, severity: CRITICAL }).at(20, 12)).toBe(red);
});

test('wedges across the edge of the canvas are cut, not wrapped', () => {
  const state = sectorsAt([{ x: 0, y: 5, azimuths: [270] }]);
  state.cellColour.fill(teal);
  const pixels = new Uint32Array(40 * 40);
  blitWedges(
    { width: 40, height: 40, pixels },
    state,
    cellsInOrder(state, [0]),
    cameraAt(40, 40),
    createMasks(10),
    grey,
  );
  expect(pixels.some((pixel, i) => pixel !== 0 && i % 40 > 10)).toBe(false);
});

test('sites that are not in service have no wedges', () => {
  const state = sectorsAt([{ x: 20, y: 20, azimuths: [NORTH] }]);
  state.lifecycle[0] = LIFECYCLE.planned;
  expect(cellsInOrder(state, [0])).toHaveLength(0);
});
