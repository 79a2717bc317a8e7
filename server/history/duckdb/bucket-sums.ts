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

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  get size(): number {
    return this.#sums.size;
  }

  add(at: number, low: number, high: number, total: number, last: number, samples: number, quality: number): void {
    const start = this.#stepMs > 0 ? Math.floor(at / this.#stepMs) * this.#stepMs : at;
    let sum = this.#sums.get(start);
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

  /** `lastOf` says whether a bucket has a last sample: a group of series has none. */
  buckets(scale: BucketScale, hasLast: boolean): Buckets {
    const sums = [...this.#sums.values()].sort((a, b) => a.at - b.at);
    const value = (steps: number) => (steps * scale.step) / scale.parts;
    const number = (sum: Sum, steps: number) => (sum.samples === 0 ? Number.NaN : value(steps));
    return {
      at: Float64Array.from(sums, ({ at }) => at),
      min: Float64Array.from(sums, (sum) => number(sum, sum.low)),
      max: Float64Array.from(sums, (sum) => number(sum, sum.high)),
      mean: Float64Array.from(sums, (sum) => number(sum, sum.total / sum.samples)),
      last: Float64Array.from(sums, (sum) => (hasLast ? number(sum, sum.last) : Number.NaN)),
      count: Uint32Array.from(sums, ({ samples }) => samples),
      coverage: Float32Array.from(sums, ({ at, samples }) => Math.min(1, samples / scale.expected(at))),
      quality: Uint8Array.from(sums, ({ quality }) => quality),
    };
  }
}

/** The part of the bucket [at, at + stepMs) that lies within [from, to), in ms. */
export function overlapMs(at: number, stepMs: number, from: number, to: number): number {
  return Math.max(0, Math.min(at + stepMs, to) - Math.max(at, from));
}
