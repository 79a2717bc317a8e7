import { HistoryRefused, type HistoryTier } from '../../ports.ts';
import { HOUR_MS, MINUTE_MS } from './protocol.ts';

export interface Choice {
  readonly tier: HistoryTier;
  /** Width of a bucket, a multiple of the tier's; 0 where each sample is one. */
  readonly stepMs: number;
}

export const TIER_MS: Readonly<Record<HistoryTier, number>> = { raw: 0, '1m': MINUTE_MS, '1h': HOUR_MS };

const SECOND_MS = 1000;
/** Raw samples of a series that are read as quickly as their roll-ups, and say more: a day of one every ten seconds. */
const RAW_SAMPLES = 9000;

/** Start of a tier's oldest rows, null when it has none. */
export type OldestOf = (tier: HistoryTier) => number | null;

/**
 * The finest tier that answers with at most `points` buckets without reading much more than it gives, and that still has
 * the range's beginning; where none has it, the one that goes back furthest.
 */
export function chooseTier(
  range: {
    readonly from: number;
    readonly to: number;
    readonly points: number;
    readonly tier?: HistoryTier | undefined;
  },
  intervalMs: number,
  oldest: OldestOf,
): Choice {
  const { from, to, points } = range;
  if (!(from < to)) throw new HistoryRefused('bad-query', 'the range is empty', 'to');
  if (!(points >= 1)) throw new HistoryRefused('bad-query', 'at least one point', 'points', 1);
  const wanted = (to - from) / points;
  const fewEnough = (to - from) / intervalMs <= RAW_SAMPLES;
  const tier = range.tier ?? reaching(fewEnough ? 'raw' : finest(wanted, intervalMs), from, oldest);
  if (tier === 'raw' && wanted <= intervalMs) return { tier, stepMs: 0 };
  return { tier, stepMs: stepOf(range, Math.max(TIER_MS[tier], SECOND_MS)) };
}

function finest(wantedMs: number, intervalMs: number): HistoryTier {
  if (wantedMs <= intervalMs || wantedMs < MINUTE_MS) return 'raw';
  return wantedMs < HOUR_MS / 2 ? '1m' : '1h';
}

function reaching(tier: HistoryTier, from: number, oldest: OldestOf): HistoryTier {
  const tiers = (['raw', '1m', '1h'] as const).slice(['raw', '1m', '1h'].indexOf(tier));
  const reaches = (candidate: HistoryTier) => (oldest(candidate) ?? Number.POSITIVE_INFINITY) <= from;
  const enough = tiers.find(reaches);
  if (enough !== undefined) return enough;
  let best = tiers[0]!;
  for (const candidate of tiers) {
    if ((oldest(candidate) ?? Number.POSITIVE_INFINITY) < (oldest(best) ?? Number.POSITIVE_INFINITY)) best = candidate;
  }
  return best;
}

/** The smallest multiple of `unitMs` that cuts the range into no more than its points, aligned to the epoch. */
export function stepOf(
  { from, to, points }: { readonly from: number; readonly to: number; readonly points: number },
  unitMs: number,
): number {
  let step = Math.max(1, Math.floor((to - from) / points / unitMs)) * unitMs;
  while (Math.floor((to - 1) / step) - Math.floor(from / step) + 1 > points) {
    if (step > to - from && points === 1) return alone(from, to, unitMs);
    step += unitMs;
  }
  return step;
}

/** One bucket for a range that lies across a boundary of every alignment: wide enough that both ends share it. */
function alone(from: number, to: number, unitMs: number): number {
  let step = unitMs;
  while (Math.floor((to - 1) / step) !== Math.floor(from / step)) step *= 2;
  return step;
}
