import type { MetricDefinition } from './metric.ts';

/** How often the journal has a tick: what live has derived is written down then. */
export const JOURNAL_TICK_MS = 60_000;

/** How often history gets a value of a metric, ms: as often as it is sent; what live derives with the journal's ticks. */
export function keptIntervalMs({ derive, intervalMs }: Pick<MetricDefinition, 'derive' | 'intervalMs'>): number {
  return derive === undefined ? intervalMs : Math.max(intervalMs, JOURNAL_TICK_MS);
}
