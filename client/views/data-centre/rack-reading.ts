import {
  type Freshness,
  freshnessOf,
  isSimulated,
  originOf,
  qualityOf,
  type Reason,
  reasonOf,
  type Severity,
  severityOf,
} from '../../../shared/model/sample.ts';
import type { RackValues } from '../../map/floor/paint.ts';

/** The layer's newest value of one rack. */
export interface RackReading {
  /** Base unit; null where there is no number. */
  readonly value: number | null;
  readonly flags: number;
  readonly severity: Severity;
  readonly freshness: Freshness;
  readonly reason: Reason;
  readonly simulated: boolean;
  /** Which of three sensors gave it. */
  readonly origin: number;
  /** Infinity before the first sample. */
  readonly ageMs: number;
}

export function rackReading(values: RackValues, at: Float64Array, rack: number, nowMs: number): RackReading {
  const series = values.offset + rack * values.stride;
  const flags = values.flags[series]!;
  const quality = qualityOf(flags);
  const known = quality === 'good' || quality === 'uncertain';
  return {
    value: known ? values.value[series]! : null,
    flags,
    severity: quality === 'none' ? 'unknown' : severityOf(flags),
    freshness: freshnessOf(flags),
    reason: reasonOf(flags),
    simulated: isSimulated(flags),
    origin: originOf(flags),
    ageMs: quality === 'none' ? Number.POSITIVE_INFINITY : Math.max(0, nowMs - at[series]!),
  };
}

/** Sum, mean and maximum of the racks that have a number. */
export function summarize(
  values: RackValues,
  racks: readonly number[],
): { known: number; sum: number; max: number | null } {
  let known = 0;
  let sum = 0;
  let max: number | null = null;
  for (const rack of racks) {
    const series = values.offset + rack * values.stride;
    const quality = qualityOf(values.flags[series]!);
    if (quality !== 'good' && quality !== 'uncertain') continue;
    const value = values.value[series]!;
    known++;
    sum += value;
    max = max === null ? value : Math.max(max, value);
  }
  return { known, sum, max };
}
