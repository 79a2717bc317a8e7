import { packQuality, reasonOf } from '../../shared/model/sample.ts';

/** A reading further ahead of our clock than this is refused. */
export const FUTURE_LIMIT_MS = 10 * 60_000;
/** A reading further ahead than this is kept and marked. */
export const SKEW_LIMIT_MS = 5_000;
/** Latest instant that a Date can hold (ECMA-262 §21.4.1.1). */
const LATEST_MS = 8.64e15;

export type TimeFault = 'bad-time' | 'future';

/** Why a source time cannot be kept, null when it can. Times are integer UTC ms after 1970. */
export function timeFault(at: number, now: number): TimeFault | null {
  if (!(at > 0 && at <= LATEST_MS) || Math.floor(at) !== at) return 'bad-time';
  return at - now > FUTURE_LIMIT_MS ? 'future' : null;
}

/** The quality bytes that a source's samples can have. */
export interface QualityBytes {
  readonly good: number;
  readonly skewed: number;
  readonly outOfRange: number;
  readonly silent: number;
  readonly suspect: number;
}

export function qualityBytes(simulated: boolean): QualityBytes {
  return {
    good: packQuality('good', 'none', simulated),
    skewed: packQuality('uncertain', 'clock-skew', simulated),
    outOfRange: packQuality('bad', 'out-of-range', simulated),
    silent: packQuality('bad', 'no-communication', simulated),
    suspect: packQuality('uncertain', 'suspect', simulated),
  };
}

/**
 * Quality of a rate above what its link can carry. Agents cache counters, so one interval may show what two had: it is
 * doubted, and refused only when the interval before was beyond the speed too.
 */
export function beyondSpeed(before: number, qualities: QualityBytes): number {
  const reason = reasonOf(before);
  return reason === 'suspect' || reason === 'out-of-range' ? qualities.outOfRange : qualities.suspect;
}
