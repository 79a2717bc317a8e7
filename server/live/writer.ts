import {
  BAD,
  type Columns,
  FRESHNESS_SHIFT,
  NONE,
  ORIGIN_SHIFT,
  QUALITY_MASK,
  SAMPLE_MASK,
  SEVERITY_SHIFT,
  STALE,
  UNKNOWN,
} from './columns.ts';
import type { Layout } from './layout.ts';
import { createJudge } from './severity.ts';

/** What a derivation makes of its inputs. Filled and written again and again, never kept. */
export interface Derived {
  value: number;
  at: number;
  receivedAt: number;
  /** Quality byte: quality, reason, simulated. */
  quality: number;
  freshness: number;
  origin: number;
  source: number;
}

/** The only hand that writes the columns. Everything visible that it changes is pending until the next tick. */
export interface Writer {
  sample(
    s: number,
    at: number,
    value: number,
    quality: number,
    receivedAt: number,
    source: number,
    freshness: number,
  ): void;
  freshness(s: number, freshness: number): void;
  derived(s: number, result: Derived): void;
  /** No input is left: the last value stays, stale and of unknown state. */
  silent(s: number): void;
  /** Says that a series must be looked at again although nothing was written (after load). */
  touch(s: number): void;
}

export function createWriter(columns: Columns, layout: Layout, touched: (series: number) => void): Writer {
  const { value, at, receivedAt, flags, source, held, pending } = columns;
  const judges = layout.metrics.map(createJudge);
  const { metricOf } = layout;

  const touch = (s: number): void => {
    if (pending.add(s)) touched(s);
  };

  /** Flags of a series whose value is set already; remembers the severity that a number earned. */
  const flagsOf = (s: number, quality: number, freshness: number, origin: number): number => {
    const grade = quality & QUALITY_MASK;
    let severity = UNKNOWN;
    if (grade !== NONE && grade !== BAD && freshness !== STALE) {
      severity = judges[metricOf[s]!]!(value[s]!, held[s]!);
      held[s] = severity;
    }
    return (
      (quality & SAMPLE_MASK) | (freshness << FRESHNESS_SHIFT) | (severity << SEVERITY_SHIFT) | (origin << ORIGIN_SHIFT)
    );
  };

  const refresh = (s: number, freshness: number): void => {
    const old = flags[s]!;
    flags[s] = flagsOf(s, old, freshness, old >> ORIGIN_SHIFT);
    if (flags[s] !== old) touch(s);
  };

  return {
    touch,
    freshness: refresh,
    silent: (s) => refresh(s, STALE),
    sample(s, sampleAt, sampleValue, quality, sampleReceivedAt, sampleSource, freshness) {
      const grade = quality & QUALITY_MASK;
      const number = grade === NONE || grade === BAD ? value[s]! : sampleValue;
      const same = sampleAt === at[s] && number === value[s];
      value[s] = number;
      at[s] = sampleAt;
      receivedAt[s] = sampleReceivedAt;
      source[s] = sampleSource;
      const next = flagsOf(s, quality, freshness, 0);
      if (same && next === flags[s]) return;
      flags[s] = next;
      touch(s);
    },
    derived(s, result) {
      const same = result.at === at[s] && result.value === value[s];
      value[s] = result.value;
      at[s] = result.at;
      receivedAt[s] = result.receivedAt;
      source[s] = result.source;
      const next = flagsOf(s, result.quality, result.freshness, result.origin);
      if (same && next === flags[s]) return;
      flags[s] = next;
      touch(s);
    },
  };
}

export function emptyDerived(): Derived {
  return { value: 0, at: 0, receivedAt: 0, quality: 0, freshness: 0, origin: 0, source: 0 };
}
