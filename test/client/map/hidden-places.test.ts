import { expect, test } from 'vitest';
import { MARGIN_PX } from '../../../client/map/camera.ts';
import { hiddenPlaces } from '../../../client/map/hidden-places.ts';
import { type LabelWish, placeLabels } from '../../../client/map/label-placement.ts';

const VIEW = { left: 40, top: 100, right: 440, bottom: 400 };
const ZOOM_BUTTONS = { left: 400, top: 110, right: 430, bottom: 210 };

/** A label of 80 × 18 px at a point of the view that may stand there or 60 px to the left. */
function wishAt(x: number, y: number): LabelWish {
  const offsets = [
    [0, 0],
    [-60, 0],
  ] as const;
  return { x: x + MARGIN_PX, y: y + MARGIN_PX, width: 80, height: 18, priority: 1, offsets };
}
const placedAt = (wish: LabelWish, floating = [ZOOM_BUTTONS]) =>
  placeLabels([wish], hiddenPlaces(VIEW, floating)).map(({ x, y }) => [x - MARGIN_PX, y - MARGIN_PX]);

test('words stay in the view: those that its edge would cut go elsewhere or are left out', () => {
  expect(placedAt(wishAt(200, 150))).toEqual([[200, 150]]);
  expect(placedAt(wishAt(370, 250))).toEqual([[310, 250]]);
  expect(placedAt(wishAt(20, 250))).toEqual([]);
  expect(placedAt(wishAt(200, 295))).toEqual([]);
});

test('words keep off what floats over the map', () => {
  expect(placedAt(wishAt(350, 60), [])).toEqual([[350, 60]]);
  expect(placedAt(wishAt(350, 60))).toEqual([[290, 60]]);
});

test('what floats over another part of the window, or is not shown, is in nobody’s way', () => {
  const elsewhere = { left: 500, top: 110, right: 900, bottom: 900 };
  const notShown = { left: 0, top: 0, right: 0, bottom: 0 };
  expect(hiddenPlaces(VIEW, [elsewhere, notShown])).toEqual(hiddenPlaces(VIEW, []));
});
