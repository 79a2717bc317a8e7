import type { Buckets } from '../../ports.ts';
import { NO_QUALITY, worstQuality } from './worst-quality.ts';

/** What turns steps into values and counts into coverage. */
export interface BucketScale {
  readonly step: number;
  readonly parts: number;
  /** Samples expected in a bucket that starts at `at`; NaN where none can be. */
  readonly expected: (at: number) => number;
}

const FIRST_ROOM = 64;
/** Columns that are kept for the next question: its samples of a day or a screen's buckets, not an export's. */
const SPARE_ROWS = 16_384;
const SPARES = 4;

/** Buckets as columns, numbers in steps. */
class SumColumns {
  at: Float64Array;
  low: Float64Array;
  high: Float64Array;
  total: Float64Array;
  last: Float64Array;
  lastAt: Float64Array;
  samples: Float64Array;
  quality: Uint8Array;

  constructor(rows: number, from: SumColumns | null = null) {
    this.at = column(rows, from?.at);
    this.low = column(rows, from?.low);
    this.high = column(rows, from?.high);
    this.total = column(rows, from?.total);
    this.last = column(rows, from?.last);
    this.lastAt = column(rows, from?.lastAt);
    this.samples = column(rows, from?.samples);
    this.quality = new Uint8Array(rows);
    if (from !== null) this.quality.set(from.quality);
  }

  /** An empty bucket. */
  begin(row: number, start: number): void {
    this.at[row] = start;
    this.low[row] = Number.POSITIVE_INFINITY;
    this.high[row] = Number.NEGATIVE_INFINITY;
    this.total[row] = 0;
    this.last[row] = 0;
    this.lastAt[row] = Number.NEGATIVE_INFINITY;
    this.samples[row] = 0;
    this.quality[row] = NO_QUALITY;
  }
}

function column(rows: number, from: Float64Array | undefined): Float64Array {
  const into = new Float64Array(rows);
  if (from !== undefined) into.set(from);
  return into;
}

/** Columns that nobody uses any more: memory outside of V8's heap, for which it else marks the heap every few questions. */
const spares: SumColumns[] = [];
const NONE = new SumColumns(0);

/**
 * Adds pieces up by buckets of `stepMs`, aligned to the epoch; without a width every piece is a bucket. An object for each
 * of a day's samples would keep the collector busy for longer than the question takes: the buckets are columns.
 */
export class BucketSums {
  readonly #stepMs: number;
  #columns = NONE;
  #length = 0;
  #ascending = true;
  /** Row of the bucket that the newest piece went into, −1 before the first. */
  #newest = -1;
  /** Row of each bucket, by its start: made when a piece first goes back. */
  #rows: Map<number, number> | null = null;

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  get size(): number {
    return this.#length;
  }

  /** Start of the first bucket, infinite for none. */
  get first(): number {
    const { at } = this.#columns;
    let first = Number.POSITIVE_INFINITY;
    for (let row = 0; row < this.#length; row++) if (at[row]! < first) first = at[row]!;
    return first;
  }

  add(at: number, low: number, high: number, total: number, last: number, samples: number, quality: number): void {
    const row = this.#rowOf(this.#stepMs > 0 ? Math.floor(at / this.#stepMs) * this.#stepMs : at);
    const sums = this.#columns;
    sums.quality[row] = worstQuality(sums.quality[row]!, quality);
    if (samples === 0) return;
    if (low < sums.low[row]!) sums.low[row] = low;
    if (high > sums.high[row]!) sums.high[row] = high;
    sums.total[row]! += total;
    sums.samples[row]! += samples;
    if (at >= sums.lastAt[row]!) {
      sums.lastAt[row] = at;
      sums.last[row] = last;
    }
  }

  /** Pieces come in order, mostly: the next one is of the same bucket, or of a new one. */
  #rowOf(start: number): number {
    const newest = this.#newest < 0 ? Number.NEGATIVE_INFINITY : this.#columns.at[this.#newest]!;
    if (newest === start) return this.#newest;
    const isNew = this.#rows === null && start > newest;
    this.#newest = isNew ? this.#append(start) : (this.#places().get(start) ?? this.#append(start));
    return this.#newest;
  }

  #places(): Map<number, number> {
    if (this.#rows === null) {
      this.#rows = new Map();
      for (let row = 0; row < this.#length; row++) this.#rows.set(this.#columns.at[row]!, row);
    }
    return this.#rows;
  }

  #append(start: number): number {
    const row = this.#length++;
    if (row === this.#columns.at.length) this.#grow();
    if (row > 0 && start < this.#columns.at[row - 1]!) this.#ascending = false;
    this.#columns.begin(row, start);
    this.#rows?.set(start, row);
    return row;
  }

  #grow(): void {
    const room = this.#columns.at.length;
    this.#columns = room === 0 ? (spares.pop() ?? new SumColumns(FIRST_ROOM)) : new SumColumns(2 * room, this.#columns);
  }

  /** The buckets in order. `hasLast` says whether a bucket has a last sample: a group of series has none. */
  buckets({ step, parts, expected }: BucketScale, hasLast: boolean): Buckets {
    const sums = this.#columns;
    const count = this.#length;
    const order = this.#ascending ? null : this.#inOrder();
    const buckets = emptyBuckets(count);
    for (let i = 0; i < count; i++) {
      const row = order === null ? i : order[i]!;
      const at = sums.at[row]!;
      const samples = sums.samples[row]!;
      const unit = samples === 0 ? Number.NaN : step;
      buckets.at[i] = at;
      buckets.min[i] = (sums.low[row]! * unit) / parts;
      buckets.max[i] = (sums.high[row]! * unit) / parts;
      buckets.mean[i] = ((sums.total[row]! / samples) * unit) / parts;
      buckets.last[i] = hasLast ? (sums.last[row]! * unit) / parts : Number.NaN;
      buckets.count[i] = samples;
      buckets.coverage[i] = Math.min(1, samples / expected(at));
      buckets.quality[i] = sums.quality[row]!;
    }
    return buckets;
  }

  /** Forgets everything; its memory is for the next. */
  release(): void {
    const columns = this.#columns;
    if (columns !== NONE && columns.at.length <= SPARE_ROWS && spares.length < SPARES) spares.push(columns);
    this.#columns = NONE;
    this.#length = 0;
    this.#ascending = true;
    this.#newest = -1;
    this.#rows = null;
  }

  /** Rows by their buckets' starts. */
  #inOrder(): Uint32Array {
    const { at } = this.#columns;
    return Uint32Array.from({ length: this.#length }, (_, row) => row).sort((a, b) => at[a]! - at[b]!);
  }
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
