/** Live ≤ 1.5 × the interval, late ≤ 3 ×, stale beyond: a series of that age is silent. */
export const LIVE_INTERVALS = 1.5;
export const LATE_INTERVALS = 3;
