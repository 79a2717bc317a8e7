import { worstQuality } from '../../../server/history/duckdb/worst-quality.ts';
import type { Buckets } from '../../../server/ports.ts';
import type { Row } from './contract.ts';

const BAD = 3;

interface Kept {
  readonly value: number;
  readonly quality: number;
}

/** A bucket as the model sees it, NaN where it has no number. */
export interface ModelBucket {
  readonly at: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly last: number;
  readonly count: number;
  readonly quality: number;
}

/** The past as a map of maps: what every answer of an engine is checked against. */
export class Model {
  readonly #series = new Map<number, Map<number, Kept>>();

  apply(rows: readonly Row[], quality: number): void {
    for (const [series, at, value, own] of rows) {
      const samples = this.#series.get(series) ?? new Map<number, Kept>();
      this.#series.set(series, samples);
      samples.set(at, { value, quality: own ?? quality });
    }
  }

  /** Samples in [from, to) in order of time. */
  samples(series: number, from: number, to: number): { at: number; value: number; quality: number }[] {
    return [...(this.#series.get(series) ?? [])]
      .filter(([at]) => at >= from && at < to)
      .map(([at, kept]) => ({ at, ...kept }))
      .sort((a, b) => a.at - b.at);
  }

  /** Buckets of `stepMs` of one series, or of many together. */
  buckets(series: readonly number[], from: number, to: number, stepMs: number): ModelBucket[] {
    const all = series.flatMap((each) => this.samples(each, from, to)).sort((a, b) => a.at - b.at);
    const starts = [...new Set(all.map(({ at }) => Math.floor(at / stepMs) * stepMs))].sort((a, b) => a - b);
    return starts.map((start) => {
      const inside = all.filter(({ at }) => at >= start && at < start + stepMs);
      const numbers = inside.filter(({ quality }) => (quality & 3) !== BAD).map(({ value }) => value);
      return {
        at: start,
        min: numbers.length > 0 ? Math.min(...numbers) : Number.NaN,
        max: numbers.length > 0 ? Math.max(...numbers) : Number.NaN,
        mean: numbers.length > 0 ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length : Number.NaN,
        last: numbers.at(-1) ?? Number.NaN,
        count: numbers.length,
        quality: inside.reduce((worst, { quality }) => worstQuality(worst, quality), 0),
      };
    });
  }

  /** The last sample at or before a moment and after the look-back. */
  state(series: number, at: number, lookBackMs: number): { at: number; value: number; quality: number } | undefined {
    const last = this.samples(series, at - lookBackMs, at + 1).at(-1);
    return last === undefined || (last.quality & 3) !== BAD ? last : { ...last, value: 0 };
  }
}

/** An engine's buckets in the model's form, rounded where sums of floats may differ in the last bits. */
export function seen(buckets: Buckets): ModelBucket[] {
  return Array.from(buckets.at, (at, i) => ({
    at,
    min: round(buckets.min[i]!),
    max: round(buckets.max[i]!),
    mean: round(buckets.mean[i]!),
    last: round(buckets.last[i]!),
    count: buckets.count[i]!,
    quality: buckets.quality[i]!,
  }));
}

export function rounded(buckets: readonly ModelBucket[]): ModelBucket[] {
  return buckets.map((bucket) => ({
    ...bucket,
    min: round(bucket.min),
    max: round(bucket.max),
    mean: round(bucket.mean),
    last: round(bucket.last),
  }));
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
