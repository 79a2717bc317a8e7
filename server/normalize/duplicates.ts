import type { SampleRecord } from '../ports.ts';

/** How many batch identities are remembered per source. */
export const IDENTITIES_KEPT = 10_000;

/** The newest durable sample of each series, to know an exact repeat when it comes. */
export class NewestSamples {
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly quality: Uint8Array;

  constructor(seriesCount: number) {
    this.at = new Float64Array(seriesCount);
    this.value = new Float64Array(seriesCount);
    this.quality = new Uint8Array(seriesCount);
  }

  repeats(series: number, at: number, value: number, quality: number): boolean {
    return this.at[series] === at && this.value[series] === value && this.quality[series] === quality;
  }

  applied({ batch }: SampleRecord): void {
    for (let i = 0; i < batch.series.length; i++) {
      this.set(batch.series[i]!, batch.at[i]!, batch.value[i]!, batch.quality[i]!);
    }
  }

  /** What is known, as columns of one length. */
  columns(): { series: Uint32Array; at: Float64Array; value: Float64Array; quality: Uint8Array } {
    let count = 0;
    for (let s = 0; s < this.at.length; s++) if (this.at[s]! > 0) count++;
    const series = new Uint32Array(count);
    const at = new Float64Array(count);
    const value = new Float64Array(count);
    const quality = new Uint8Array(count);
    let i = 0;
    for (let s = 0; s < this.at.length; s++) {
      if (!(this.at[s]! > 0)) continue;
      series[i] = s;
      at[i] = this.at[s]!;
      value[i] = this.value[s]!;
      quality[i++] = this.quality[s]!;
    }
    return { series, at, value, quality };
  }

  restore({ series, at, value, quality }: ReturnType<NewestSamples['columns']>): void {
    for (let i = 0; i < series.length; i++) this.set(series[i]!, at[i]!, value[i]!, quality[i]!);
  }

  set(series: number, at: number, value: number, quality: number): void {
    if (at < this.at[series]!) return;
    this.at[series] = at;
    this.value[series] = value;
    this.quality[series] = quality;
  }
}

/** Batches of one source that are durable already, the newest `IDENTITIES_KEPT` of them. */
export class BatchIdentities {
  readonly #known = new Set<string>();

  /** One text for (epoch, batch); the length keeps `1` + `23` apart from `12` + `3`. */
  static key(identity: { readonly epoch: string; readonly batch: string }): string {
    return `${identity.epoch.length}:${identity.epoch}${identity.batch}`;
  }

  has(key: string): boolean {
    return this.#known.has(key);
  }

  add(key: string): void {
    this.#known.delete(key);
    this.#known.add(key);
    if (this.#known.size <= IDENTITIES_KEPT) return;
    // A Set iterates in the order of insertion: the first is the oldest.
    const [oldest] = this.#known;
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  keys(): readonly string[] {
    return [...this.#known];
  }
}
