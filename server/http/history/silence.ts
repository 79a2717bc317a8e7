import type { Span } from './span.ts';

/**
 * When a silence that lasts over (from, to) becomes one of `lengthMs` (UTC ms), null where it does not. While this server
 * itself was away it heard nobody: a silence is counted anew after each downtime (ascending, apart), as alarms count it.
 */
export function silentFrom({ from, to }: Span, lengthMs: number, downtimes: readonly Span[]): number | null {
  if (to - from <= lengthMs) return null;
  let begin = from;
  for (const downtime of downtimes) {
    if (downtime.to <= begin) continue;
    if (downtime.from - begin > lengthMs) break;
    begin = downtime.to;
  }
  return to - begin > lengthMs ? begin + lengthMs : null;
}

/** The moment itself, or where the downtime that it lies in, or that ended less than `withinMs` before it, began. */
export function beforeDowntime(moment: number, withinMs: number, downtimes: readonly Span[]): number {
  let before = moment;
  for (const { from, to } of downtimes.toReversed()) {
    if (from < before && before - to < withinMs) before = from;
  }
  return before;
}
