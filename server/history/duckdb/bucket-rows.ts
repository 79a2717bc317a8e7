import type { Bucket } from './roll-up.ts';

/** Roll-ups in growable columns. Numbers are in steps, 0 where no sample has a number. */
export class BucketRows {
  series = new Int32Array(1024);
  /** Start of the bucket, ms after the hour. */
  start = new Int32Array(1024);
  low = new Float64Array(1024);
  high = new Float64Array(1024);
  total = new Float64Array(1024);
  last = new Float64Array(1024);
  /** Second of the bucket in which its last sample lies. */
  lastSecond = new Uint16Array(1024);
  samples = new Uint32Array(1024);
  expected = new Float32Array(1024);
  quality = new Uint8Array(1024);
  lastQuality = new Uint8Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  add(series: number, start: number, bucket: Readonly<Bucket>, expected: number): void {
    const at = this.length;
    if (at === this.series.length) this.#grow();
    const isEmpty = bucket.samples === 0;
    this.series[at] = series;
    this.start[at] = start;
    this.low[at] = isEmpty ? 0 : bucket.low;
    this.high[at] = isEmpty ? 0 : bucket.high;
    this.total[at] = bucket.total;
    this.last[at] = bucket.last;
    this.lastSecond[at] = Math.floor((bucket.lastOffset - start) / 1000);
    this.samples[at] = bucket.samples;
    this.expected[at] = expected;
    this.quality[at] = bucket.quality;
    this.lastQuality[at] = bucket.lastQuality;
    this.length = at + 1;
  }

  #grow(): void {
    this.series = doubled(this.series, Int32Array);
    this.start = doubled(this.start, Int32Array);
    this.low = doubled(this.low, Float64Array);
    this.high = doubled(this.high, Float64Array);
    this.total = doubled(this.total, Float64Array);
    this.last = doubled(this.last, Float64Array);
    this.lastSecond = doubled(this.lastSecond, Uint16Array);
    this.samples = doubled(this.samples, Uint32Array);
    this.expected = doubled(this.expected, Float32Array);
    this.quality = doubled(this.quality, Uint8Array);
    this.lastQuality = doubled(this.lastQuality, Uint8Array);
  }
}

interface Growable<T> {
  readonly length: number;
  set(from: T): void;
}

function doubled<T extends Growable<T>>(from: T, create: new (length: number) => T): T {
  const larger = new create(2 * from.length);
  larger.set(from);
  return larger;
}
