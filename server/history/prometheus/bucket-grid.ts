import { isSimulated, packQuality, QUALITIES, qualityOf, REASONS } from '../../../shared/model/sample.ts';
import type { Buckets } from '../../ports.ts';
import { PLAIN_GOOD, QUALITY_BITS } from './series-labels.ts';

const SIMULATED = packQuality('none', 'none', true);

/** Equal buckets from a start on, aligned to multiples of their width since 1970. */
export interface Grid {
  /** UTC ms of the first bucket's start. */
  readonly startMs: number;
  readonly stepMs: number;
  readonly length: number;
}

/** The buckets that lie in [from, to) at least in part. */
export function gridOf(from: number, to: number, stepMs: number): Grid {
  const startMs = Math.floor(from / stepMs) * stepMs;
  return { startMs, stepMs, length: Math.max(0, Math.ceil((to - startMs) / stepMs)) };
}

/** Place of the bucket that a moment lies in; may be outside. */
export function placeIn({ startMs, stepMs }: Grid, at: number): number {
  return Math.floor((at - startMs) / stepMs);
}

/** Samples of the remote, one by one or rolled up there, of one series of ours or of a group of them, added up in buckets. */
export class BucketGrid {
  readonly grid: Grid;
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #sum: Float64Array;
  readonly #last: Float64Array;
  readonly #count: Uint32Array;
  readonly #bad: Uint32Array;
  readonly #quality: Uint8Array;

  constructor(grid: Grid) {
    const { length } = grid;
    this.grid = grid;
    this.#min = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
    this.#max = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
    this.#sum = new Float64Array(length);
    this.#last = new Float64Array(length).fill(Number.NaN);
    this.#count = new Uint32Array(length);
    this.#bad = new Uint32Array(length);
    this.#quality = new Uint8Array(length);
  }

  /** One sample; those of a series come in ascending time. */
  addSample(at: number, value: number, quality: number): void {
    const i = placeIn(this.grid, at);
    if (!(i >= 0 && i < this.grid.length)) return;
    this.#mark(i, quality);
    if (qualityOf(quality) === 'bad') {
      this.#bad[i]!++;
      return;
    }
    this.addMin(i, value);
    this.addMax(i, value);
    this.addSum(i, value);
    this.addCount(i, 1);
    this.#last[i] = value;
  }

  addMin(i: number, value: number): void {
    if (value < this.#min[i]!) this.#min[i] = value;
  }

  addMax(i: number, value: number): void {
    if (value > this.#max[i]!) this.#max[i] = value;
  }

  addSum(i: number, value: number): void {
    this.#sum[i]! += value;
  }

  addCount(i: number, count: number): void {
    this.#count[i]! += count;
  }

  /** Where a bucket has both, the simulated samples are older than the measured ones: a takeover is for good. */
  addLast(i: number, value: number, simulated: boolean): void {
    if (!simulated || Number.isNaN(this.#last[i]!)) this.#last[i] = value;
  }

  addBad(i: number, count: number): void {
    this.#bad[i]! += count;
  }

  /** Samples of a quality, with the greatest number of a reason among them. */
  addQuality(i: number, quality: string, reason: number, simulated: boolean): void {
    const known = QUALITIES.find((name) => name === quality);
    if (known !== undefined) this.#mark(i, packQuality(known, REASONS[reason] ?? 'none', simulated));
  }

  addSimulated(i: number): void {
    this.#quality[i]! |= SIMULATED;
  }

  /**
   * What was added, without the buckets that had nothing. One sample is expected every `intervalMs` of what of a bucket
   * lies in the span that was asked for.
   */
  finish(intervalMs: number, { from, to }: { readonly from: number; readonly to: number }): Buckets {
    const { startMs, stepMs, length } = this.grid;
    const filled: number[] = [];
    for (let i = 0; i < length; i++) if (this.#count[i]! + this.#bad[i]! > 0) filled.push(i);
    const column = (value: (i: number) => number): Float64Array => Float64Array.from(filled, value);
    const numberOf = (value: (i: number) => number) => column((i) => (this.#count[i] === 0 ? Number.NaN : value(i)));
    const expected = (i: number): number => {
      const start = startMs + i * stepMs;
      return (Math.min(start + stepMs, to) - Math.max(start, from)) / intervalMs;
    };
    return {
      at: column((i) => startMs + i * stepMs),
      min: numberOf((i) => this.#min[i]!),
      max: numberOf((i) => this.#max[i]!),
      // The rounding of a sum may lie beyond the values that it is of.
      mean: numberOf((i) => Math.min(this.#max[i]!, Math.max(this.#min[i]!, this.#sum[i]! / this.#count[i]!))),
      last: numberOf((i) => this.#last[i]!),
      count: Uint32Array.from(filled, (i) => this.#count[i]!),
      coverage: Float32Array.from(filled, (i) => Math.min(1, (this.#count[i]! + this.#bad[i]!) / expected(i))),
      quality: Uint8Array.from(filled, (i) => this.#qualityOf(i)),
    };
  }

  #qualityOf(i: number): number {
    const found = this.#quality[i]!;
    const unmarked = (found & QUALITY_BITS) < PLAIN_GOOD || qualityOf(found) === 'none';
    return unmarked ? PLAIN_GOOD | (found & SIMULATED) : found;
  }

  #mark(i: number, quality: number): void {
    this.#quality[i] = worst(this.#quality[i]!, quality);
  }
}

/** Buckets of one sample each. */
export function sampleBuckets(rows: {
  readonly at: readonly number[];
  readonly value: readonly number[];
  readonly quality: readonly number[];
}): Buckets {
  const value = Float64Array.from(rows.value);
  return {
    at: Float64Array.from(rows.at),
    min: value,
    max: value,
    mean: value,
    last: value,
    count: Uint32Array.from(rows.quality, (quality) => (qualityOf(quality) === 'bad' ? 0 : 1)),
    coverage: new Float32Array(rows.at.length).fill(Number.NaN),
    quality: Uint8Array.from(rows.quality),
  };
}

/** Quality first, then the greater reason; one simulated sample makes the whole simulated. */
function worst(a: number, b: number): number {
  const marked = isSimulated(a) || isSimulated(b) ? SIMULATED : 0;
  return (rank(b) > rank(a) ? b & QUALITY_BITS : a & QUALITY_BITS) | marked;
}

function rank(quality: number): number {
  return ((quality & 3) << 3) | ((quality & QUALITY_BITS) >> 2);
}
