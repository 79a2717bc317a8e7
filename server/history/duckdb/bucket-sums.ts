import type { Buckets } from '../../ports.ts';
import { NO_QUALITY, worstQuality } from './worst-quality.ts';

/** Buckets of an answer while they are added up; numbers are in steps. */
interface Sum {
  at: number;
  low: number;
  high: number;
  total: number;
  last: number;
  lastAt: number;
  samples: number;
  quality: number;
}

/** What turns steps into values and counts into coverage. */
export interface BucketScale {
  readonly step: number;
  readonly parts: number;
  /** Samples expected in a bucket that starts at `at`; NaN where none can be. */
  readonly expected: (at: number) => number;
}

/** Adds pieces up by buckets of `stepMs`, aligned to the epoch; without a width every piece is a bucket. */
export class BucketSums {
  readonly #stepMs: number;
  readonly #sums = new Map<number, Sum>();
  #newest: Sum | undefined;

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  get size(): number {
    return this.#sums.size;
  }

  /** Start of the first bucket, infinite for none. */
  get first(): number {
    let first = Number.POSITIVE_INFINITY;
    for (const at of this.#sums.keys()) if (at < first) first = at;
    return first;
  }

  add(at: number, low: number, high: number, total: number, last: number, samples: number, quality: number): void {
    const start = this.#stepMs > 0 ? Math.floor(at / this.#stepMs) * this.#stepMs : at;
    // Pieces come in order, mostly: the next one is of the same bucket, or of a new one.
    let sum = this.#newest?.at === start ? this.#newest : this.#sums.get(start);
    if (sum === undefined) {
      sum = {
        at: start,
        low: Number.POSITIVE_INFINITY,
        high: Number.NEGATIVE_INFINITY,
        total: 0,
        last: 0,
        lastAt: Number.NEGATIVE_INFINITY,
        samples: 0,
        quality: NO_QUALITY,
      };
      this.#sums.set(start, sum);
    }
    this.#newest = sum;
    sum.quality = worstQuality(sum.quality, quality);
    if (samples === 0) return;
    if (low < sum.low) sum.low = low;
    if (high > sum.high) sum.high = high;
    sum.total += total;
    sum.samples += samples;
    if (at >= sum.lastAt) {
      sum.lastAt = at;
      sum.last = last;
    }
  }

  /** `hasLast` says whether a bucket has a last sample: a group of series has none. */
  buckets({ step, parts, expected }: BucketScale, hasLast: boolean): Buckets {
    const sums = inOrder([...this.#sums.values()]);
    const count = sums.length;
    const buckets = emptyBuckets(count);
    for (let i = 0; i < count; i++) {
      const sum = sums[i]!;
      const unit = sum.samples === 0 ? Number.NaN : step;
      buckets.at[i] = sum.at;
      buckets.min[i] = (sum.low * unit) / parts;
      buckets.max[i] = (sum.high * unit) / parts;
      buckets.mean[i] = ((sum.total / sum.samples) * unit) / parts;
      buckets.last[i] = hasLast ? (sum.last * unit) / parts : Number.NaN;
      buckets.count[i] = sum.samples;
      buckets.coverage[i] = Math.min(1, sum.samples / expected(sum.at));
      buckets.quality[i] = sum.quality;
    }
    return buckets;
  }
}

function inOrder(sums: Sum[]): Sum[] {
  for (let i = 1; i < sums.length; i++) {
    if (sums[i]!.at < sums[i - 1]!.at) return sums.sort((a, b) => a.at - b.at);
  }
  return sums;
}

function emptyBuckets(count: number): Buckets {
  return {
    at: new Float64Array(count),
    min: new Float64Array(count),
    max: new Float64Array(count),
    mean: new Float64Array(count),
    last: new Float64Array(count),
    count: new Uint32Array(count),
    coverage: new Float32Array(count),
    quality: new Uint8Array(count),
  };
}

/** The part of the bucket [at, at + stepMs) that lies within [from, to), in ms. */
export function overlapMs(at: number, stepMs: number, from: number, to: number): number {
  return Math.max(0, Math.min(at + stepMs, to) - Math.max(at, from));
}
