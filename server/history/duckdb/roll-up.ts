import { HOUR_MS, MINUTE_MS } from './protocol.ts';
import type { SortedRows } from './sorted-rows.ts';
import { NO_QUALITY, worstQuality } from './worst-quality.ts';

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

/** A bucket that samples are put into. */
export class OpenBucket implements Bucket {
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;
  total = 0;
  last = 0;
  lastOffset = 0;
  samples = 0;
  quality = NO_QUALITY;
  lastQuality = NO_QUALITY;

  clear(): void {
    this.low = Number.POSITIVE_INFINITY;
    this.high = Number.NEGATIVE_INFINITY;
    this.total = 0;
    this.last = 0;
    this.lastOffset = 0;
    this.samples = 0;
    this.quality = NO_QUALITY;
    this.lastQuality = NO_QUALITY;
  }

  /** Samples come in order of time. A bad one carries no number: it only worsens the quality. */
  include(offset: number, steps: number, quality: number): void {
    if (quality !== this.quality) this.quality = worstQuality(this.quality, quality);
    this.lastQuality = quality;
    this.lastOffset = offset;
    if ((quality & 3) === BAD) return;
    if (steps < this.low) this.low = steps;
    if (steps > this.high) this.high = steps;
    this.total += steps;
    this.last = steps;
    this.samples++;
  }

  /** The bucket that comes next, as part of this one. */
  extend(next: Readonly<Bucket>): void {
    if (next.quality !== this.quality) this.quality = worstQuality(this.quality, next.quality);
    this.lastQuality = next.lastQuality;
    this.lastOffset = next.lastOffset;
    if (next.samples === 0) return;
    if (next.low < this.low) this.low = next.low;
    if (next.high > this.high) this.high = next.high;
    this.total += next.total;
    this.last = next.last;
    this.samples += next.samples;
  }
}

/**
 * Rolls up samples of one hour by buckets of `widthMs`. Calls `emit` for each bucket that has a sample, in order, with
 * its start in ms after the hour; the bucket is reused.
 */
export function rollUp(
  { offset, steps, quality, length }: SortedRows,
  widthMs: number,
  emit: (startOffset: number, bucket: Readonly<Bucket>) => void,
): void {
  const bucket = new OpenBucket();
  let end = -1;
  for (let i = 0; i < length; i++) {
    const at = offset[i]!;
    if (at >= end) {
      if (end >= 0) emit(end - widthMs, bucket);
      end = (Math.floor(at / widthMs) + 1) * widthMs;
      bucket.clear();
    }
    bucket.include(at, steps[i]!, quality[i]!);
  }
  if (end >= 0) emit(end - widthMs, bucket);
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
