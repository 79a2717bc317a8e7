import { MARGIN_PX } from './camera.ts';
import type { Box } from './label-placement.ts';

/** As far as words could reach. */
const FAR_PX = 10_000;

/**
 * Where no words belong on a canvas that is larger than its view (MARGIN_PX): beyond the view's edges they would be cut,
 * beneath what floats over it they would not be seen. `view` and `floating` are boxes of the window, CSS pixels.
 */
export function hiddenPlaces(view: Box, floating: readonly Box[]): readonly Box[] {
  const [right, bottom] = [view.right - view.left + MARGIN_PX, view.bottom - view.top + MARGIN_PX];
  const edges: readonly Box[] = [
    { left: -FAR_PX, top: -FAR_PX, right: MARGIN_PX, bottom: FAR_PX },
    { left: right, top: -FAR_PX, right: FAR_PX, bottom: FAR_PX },
    { left: -FAR_PX, top: -FAR_PX, right: FAR_PX, bottom: MARGIN_PX },
    { left: -FAR_PX, top: bottom, right: FAR_PX, bottom: FAR_PX },
  ];
  const over = floating
    .map((box) => ({
      left: box.left - view.left + MARGIN_PX,
      top: box.top - view.top + MARGIN_PX,
      right: box.right - view.left + MARGIN_PX,
      bottom: box.bottom - view.top + MARGIN_PX,
    }))
    .filter(
      (box) =>
        box.right > Math.max(box.left, MARGIN_PX) &&
        box.bottom > Math.max(box.top, MARGIN_PX) &&
        box.left < right &&
        box.top < bottom,
    );
  return [...edges, ...over];
}

/** What floats in the corners of maps now, as boxes of the window. */
export function floatingBoxes(): readonly Box[] {
  return [...document.querySelectorAll('.map-corner > *')].map((element) => element.getBoundingClientRect());
}
