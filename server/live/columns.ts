import { NO_DATA_FLAGS } from '../../shared/model/sample.ts';
import type { Layout } from './layout.ts';
import { createSeriesSet, type SeriesSet } from './series-set.ts';

/** The state itself, one typed array per field, indexed by series number. */
export interface Columns {
  readonly value: Float64Array;
  readonly at: Float64Array;
  readonly receivedAt: Float64Array;
  readonly flags: Uint16Array;
  readonly source: Uint16Array;
  readonly intervalMs: Float64Array;
  readonly changedTick: Uint32Array;
  /**
   * The last severity that a number earned (index into SEVERITIES). It outlives silence, so that a series that comes
   * back between clear and raise has the state it went silent with: silence clears nothing.
   */
  readonly held: Uint8Array;
  /** What has changed since the last tick. */
  readonly pending: SeriesSet;
}

export function createColumns({ seriesCount, metrics, metricOf }: Layout): Columns {
  const intervalMs = new Float64Array(seriesCount);
  for (let s = 0; s < seriesCount; s++) intervalMs[s] = metrics[metricOf[s]!]!.intervalMs;
  return {
    value: new Float64Array(seriesCount),
    at: new Float64Array(seriesCount),
    receivedAt: new Float64Array(seriesCount),
    flags: new Uint16Array(seriesCount).fill(NO_DATA_FLAGS),
    source: new Uint16Array(seriesCount),
    intervalMs,
    changedTick: new Uint32Array(seriesCount),
    held: new Uint8Array(seriesCount),
    pending: createSeriesSet(seriesCount),
  };
}

/** Empties the columns; the intervals stay. */
export function clearColumns({ value, at, receivedAt, flags, source, changedTick, held, pending }: Columns): void {
  for (const column of [value, at, receivedAt, source, changedTick, held]) column.fill(0);
  flags.fill(NO_DATA_FLAGS);
  pending.clear();
}

// Numbers behind the words of shared/model/sample.ts, for loops over columns.
export const NONE = 0;
export const GOOD = 1;
export const UNCERTAIN = 2;
export const BAD = 3;
export const LIVE = 0;
export const LATE = 1;
export const STALE = 2;
export const UNKNOWN = 5;
export const REASON_SHIFT = 2;
export const SIMULATED_BIT = 0x20;
export const QUALITY_MASK = 0x3;
/** Quality, reason and simulated: what a sample itself carries. */
export const SAMPLE_MASK = 0x3f;
export const FRESHNESS_SHIFT = 6;
export const SEVERITY_SHIFT = 8;
export const ORIGIN_SHIFT = 11;
