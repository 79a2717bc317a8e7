import type { RangeName } from '../../state/cursor-state.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** What an arrow key moves the cursor by: a few pixels of the track in each range. */
const STEPS_MS: Readonly<Record<RangeName, number>> = {
  '1h': 10 * SECOND_MS,
  '6h': MINUTE_MS,
  '24h': 5 * MINUTE_MS,
  '7d': 30 * MINUTE_MS,
};
const PAGE_STEPS = 12;

/** How far a key moves the cursor (ms, backwards below zero), null for other keys; Shift moves by the second. */
export function keyStep(key: string, shift: boolean, range: RangeName): number | null {
  const step = shift ? SECOND_MS : STEPS_MS[range];
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -step;
    case 'ArrowRight':
    case 'ArrowUp':
      return step;
    case 'PageDown':
      return -PAGE_STEPS * STEPS_MS[range];
    case 'PageUp':
      return PAGE_STEPS * STEPS_MS[range];
    default:
      return null;
  }
}
