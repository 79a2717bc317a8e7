import { HOUR_MS, MINUTE_MS } from './protocol.ts';
import type { SortedRows } from './sorted-rows.ts';
import { NO_QUALITY, worstQuality } from './worst-quality.ts';

/** Fields of a roll-up's row, in the order of the columns in the staging table. */
export const BUCKET_FIELDS = [
  'series',
  'time',
  'low',
  'high',
  'total',
  'last',
  'lastSecond',
  'samples',
  'expected',
  'quality',
  'lastQuality',
] as const;
const WIDTH = BUCKET_FIELDS.length;

/** Roll-ups as rows of WIDTH doubles in one growable array. Numbers are in steps; 0 where no sample has a number. */
export class BucketRows {
  cells = new Float64Array(WIDTH * 1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Offset of a new row's cells, which are not cleared. */
  add(): number {
    const offset = this.length * WIDTH;
    if (offset === this.cells.length) {
      const larger = new Float64Array(this.cells.length * 2);
      larger.set(this.cells);
      this.cells = larger;
    }
    this.length++;
    return offset;
  }

  cell(row: number, field: number): number {
    return this.cells[row * WIDTH + field]!;
  }

  /** The least value of a field. */
  least(field: number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let row = 0; row < this.length; row++) least = Math.min(least, this.cell(row, field));
    return least;
  }

  /** Values of a field from row `first` on, of the rows as they are or in another order. */
  column(field: number, first: number, order: Uint32Array | null, into: Float64Array): void {
    for (let i = 0; i < into.length; i++) into[i] = this.cell(order === null ? first + i : order[first + i]!, field);
  }
}

/** What a bucket knows, while it is filled. */
export interface Bucket {
  low: number;
  high: number;
  total: number;
  last: number;
  lastOffset: number;
  samples: number;
  quality: number;
  lastQuality: number;
}

const BAD = 3;

/**
 * Rolls up samples of one hour by buckets of `widthMs`. Calls `emit` for each bucket that has a sample, in order, with
 * its start in ms after the hour; the bucket is reused.
 */
export function rollUp(
  rows: SortedRows,
  widthMs: number,
  emit: (startOffset: number, bucket: Readonly<Bucket>) => void,
): void {
  const bucket = emptyBucket();
  let end = -1;
  for (let i = 0; i < rows.length; i++) {
    const offset = rows.offset[i]!;
    if (offset >= end) {
      if (end >= 0) emit(end - widthMs, bucket);
      end = (Math.floor(offset / widthMs) + 1) * widthMs;
      Object.assign(bucket, EMPTY);
    }
    include(bucket, offset, rows.steps[i]!, rows.quality[i]!);
  }
  if (end >= 0) emit(end - widthMs, bucket);
}

const EMPTY: Readonly<Bucket> = {
  low: Number.POSITIVE_INFINITY,
  high: Number.NEGATIVE_INFINITY,
  total: 0,
  last: 0,
  lastOffset: 0,
  samples: 0,
  quality: NO_QUALITY,
  lastQuality: NO_QUALITY,
};

function emptyBucket(): Bucket {
  return { ...EMPTY };
}

/** Samples come in order of time. A bad one carries no number: it only worsens the quality. */
function include(bucket: Bucket, offset: number, steps: number, quality: number): void {
  bucket.quality = worstQuality(bucket.quality, quality);
  bucket.lastQuality = quality;
  bucket.lastOffset = offset;
  if ((quality & 3) === BAD) return;
  if (steps < bucket.low) bucket.low = steps;
  if (steps > bucket.high) bucket.high = steps;
  bucket.total += steps;
  bucket.last = steps;
  bucket.samples++;
}

/** Appends a bucket as a row. */
export function addBucket(
  to: BucketRows,
  series: number,
  hour: number,
  startOffset: number,
  bucket: Readonly<Bucket>,
  expected: number,
): void {
  const at = to.add();
  const { cells } = to;
  const empty = bucket.samples === 0;
  cells[at] = series;
  cells[at + 1] = hour * HOUR_MS + startOffset;
  cells[at + 2] = empty ? 0 : bucket.low;
  cells[at + 3] = empty ? 0 : bucket.high;
  cells[at + 4] = bucket.total;
  cells[at + 5] = bucket.last;
  cells[at + 6] = Math.floor((bucket.lastOffset - startOffset) / 1000);
  cells[at + 7] = bucket.samples;
  cells[at + 8] = expected;
  cells[at + 9] = bucket.quality;
  cells[at + 10] = bucket.lastQuality;
}

const MINUTES = HOUR_MS / MINUTE_MS;

/** One cohort's hour, minute by minute. */
export class CohortHour {
  readonly low = new Float64Array(MINUTES).fill(Number.POSITIVE_INFINITY);
  readonly high = new Float64Array(MINUTES).fill(Number.NEGATIVE_INFINITY);
  readonly total = new Float64Array(MINUTES);
  readonly samples = new Uint32Array(MINUTES);
  readonly quality = new Uint8Array(MINUTES);
  /** Samples per minute of the members that were heard. */
  expected = 0;

  clear(): void {
    this.low.fill(Number.POSITIVE_INFINITY);
    this.high.fill(Number.NEGATIVE_INFINITY);
    this.total.fill(0);
    this.samples.fill(0);
    this.quality.fill(NO_QUALITY);
    this.expected = 0;
  }

  /** One sample. */
  add(offset: number, steps: number, quality: number): void {
    const minute = Math.floor(offset / MINUTE_MS);
    this.quality[minute] = worstQuality(this.quality[minute]!, quality);
    if ((quality & 3) === BAD) return;
    if (steps < this.low[minute]!) this.low[minute] = steps;
    if (steps > this.high[minute]!) this.high[minute] = steps;
    this.total[minute]! += steps;
    this.samples[minute]!++;
  }

  /** One series' minute. */
  include(startOffset: number, bucket: Readonly<Bucket>): void {
    const minute = startOffset / MINUTE_MS;
    this.quality[minute] = worstQuality(this.quality[minute]!, bucket.quality);
    if (bucket.samples === 0) return;
    if (bucket.low < this.low[minute]!) this.low[minute] = bucket.low;
    if (bucket.high > this.high[minute]!) this.high[minute] = bucket.high;
    this.total[minute]! += bucket.total;
    this.samples[minute]! += bucket.samples;
  }
}
