import { LATE_INTERVALS } from '../../shared/model/freshness.ts';
import { REASONS } from '../../shared/model/sample.ts';
import { BAD, type Columns, FRESHNESS_SHIFT, LATE, LIVE, QUALITY_MASK, REASON_SHIFT, STALE } from './columns.ts';

/** Live ≤ 1.5 × the interval, late ≤ 3 ×, stale beyond: design.md §5. */
const LIVE_INTERVALS = 1.5;
/** After our own start nothing that was fresh when we went down is called silent for this long. */
const GRACE_INTERVALS = 3;
/** Starts closer than this together are one downtime: between them most sources had no chance to send. */
const ONE_DOWNTIME_MS = 60_000;

const NO_COMMUNICATION = REASONS.indexOf('no-communication');

/** Freshness of an age by the interval alone. Both in ms; negative ages (a clock ahead of ours) are live. */
export function freshnessOfAge(ageMs: number, intervalMs: number): number {
  if (ageMs <= LIVE_INTERVALS * intervalMs) return LIVE;
  return ageMs <= LATE_INTERVALS * intervalMs ? LATE : STALE;
}

/**
 * When we were away, in journal time.
 *
 * A source cannot be blamed for what we did not hear while we were down. So after a start, a series keeps its true age
 * but is called late, not stale, for three of its intervals, if it was not yet stale when we went down. What was silent
 * before stays silent: a restart must not make it look better.
 */
export interface Downtime {
  /** The last start, 0 before the first. */
  startedAt: number;
  /** The last that we heard before that start. */
  downFrom: number;
  /** Receive time of the newest record. */
  heardAt: number;
}

export function noteStart(downtime: Downtime, startAt: number): void {
  const heardSince = downtime.heardAt > downtime.startedAt;
  const soon = downtime.startedAt > 0 && startAt - downtime.startedAt <= ONE_DOWNTIME_MS;
  if (heardSince && !soon) downtime.downFrom = downtime.heardAt;
  downtime.startedAt = startAt;
}

/** Freshness of a series that has data, at `now`. */
export function freshnessAt(columns: Columns, s: number, now: number, downtime: Downtime): number {
  const flags = columns.flags[s]!;
  // The source itself said that the series has ended: there is nothing to wait for.
  if ((flags & QUALITY_MASK) === BAD && ((flags >> REASON_SHIFT) & 7) === NO_COMMUNICATION) return STALE;
  const at = columns.at[s]!;
  const intervalMs = columns.intervalMs[s]!;
  const freshness = freshnessOfAge(now - at, intervalMs);
  if (freshness !== STALE || now - downtime.startedAt > GRACE_INTERVALS * intervalMs) return freshness;
  const staleBefore = downtime.downFrom - at > LATE_INTERVALS * intervalMs;
  return staleBefore ? STALE : LATE;
}

/** Looks at the series one slice a call, so that each is looked at once per round and no call is long. */
export interface Sweep {
  /** Calls `changed` for every series of the slice whose freshness is another one now. `all` takes every slice. */
  run(now: number, all: boolean, changed: (series: number, freshness: number) => void): void;
}

export function createSweep(columns: Columns, sent: Uint32Array, slices: number, downtime: Downtime): Sweep {
  let slice = 0;
  const { at, flags } = columns;
  return {
    run(now, all, changed) {
      const size = Math.ceil(sent.length / slices);
      const from = all ? 0 : slice * size;
      const to = all ? sent.length : Math.min(sent.length, from + size);
      slice = (slice + 1) % slices;
      for (let i = from; i < to; i++) {
        const s = sent[i]!;
        if (at[s] === 0) continue;
        const freshness = freshnessAt(columns, s, now, downtime);
        if (freshness !== ((flags[s]! >> FRESHNESS_SHIFT) & 3)) changed(s, freshness);
      }
    },
  };
}
