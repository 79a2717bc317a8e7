import type { Span } from '../../charts/index.ts';

/** A span cut into whole steps: what is asked for and drawn. */
export interface AskedSpan extends Span {
  readonly stepMs: number;
  /** How many steps it has. */
  readonly points: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** All divide a day: the same span of another day is cut at the same times of day. */
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_MS),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 4, 6, 8, 12, 24].map((n) => n * HOUR_MS),
];
const POINTS = 300;

/** The narrowest usual step that cuts a length into at most 300, ms. */
export function stepFor(lengthMs: number): number {
  const least = lengthMs / POINTS;
  return STEPS_MS.find((step) => step >= least) ?? Math.ceil(least / DAY_MS) * DAY_MS;
}

/** A span with both ends at whole steps, around what was chosen; one that ends now ends with its last whole step. */
export function askedSpan({ from, to }: Span, endsNow: boolean): AskedSpan {
  const stepMs = stepFor(to - from);
  const start = Math.floor(from / stepMs) * stepMs;
  const end = (endsNow ? Math.floor(to / stepMs) : Math.ceil(to / stepMs)) * stepMs;
  const last = Math.max(end, start + stepMs);
  return { from: start, to: last, stepMs, points: (last - start) / stepMs };
}
