import {
  type Freshness,
  freshnessOf,
  isSimulated,
  originOf,
  type Quality,
  qualityOf,
  type Reason,
  reasonOf,
  type Severity,
  severityOf,
} from '../../shared/model/sample.ts';
import type { LiveColumns } from './columns.ts';

/** One value with everything that says how far it can be believed. */
export interface Reading {
  /** Null where the quality carries no number. A stale value keeps its last number. */
  readonly value: number | null;
  /** Source time, UTC ms of the server's clock; null before the first sample. */
  readonly at: number | null;
  readonly quality: Quality;
  readonly reason: Reason;
  readonly freshness: Freshness;
  readonly severity: Severity;
  readonly simulated: boolean;
  /** Which input of a derived maximum or ratio gave it: 0, 1, 2. */
  readonly origin: number;
}

export function readingOf(columns: LiveColumns, series: number): Reading {
  const flags = columns.flags[series]!;
  const quality = qualityOf(flags);
  return {
    value: quality === 'none' || quality === 'bad' ? null : columns.value[series]!,
    at: columns.at[series] === 0 ? null : columns.at[series]!,
    quality,
    reason: reasonOf(flags),
    freshness: freshnessOf(flags),
    severity: severityOf(flags),
    simulated: isSimulated(flags),
    origin: originOf(flags),
  };
}
