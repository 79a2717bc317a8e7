import type { Buckets } from '../../ports.ts';

/** Buckets as JSON has them: no number is null, and shares have four digits. */
export function columnsOf(buckets: Buckets) {
  return {
    at: Array.from(buckets.at),
    min: numbers(buckets.min),
    max: numbers(buckets.max),
    mean: numbers(buckets.mean),
    count: Array.from(buckets.count),
    coverage: Array.from(buckets.coverage, shareOf),
    quality: Array.from(buckets.quality),
  };
}

export function numbers(column: Float64Array): (number | null)[] {
  return Array.from(column, (number) => (Number.isFinite(number) ? number : null));
}

function shareOf(coverage: number): number | null {
  if (Number.isNaN(coverage)) return null;
  return Math.round(Math.min(1, Math.max(0, coverage)) * 10_000) / 10_000;
}
