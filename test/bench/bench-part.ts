/** One line of the table that `npm run bench` prints. */
export interface BenchRow {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What the value has to keep, or whose value it is compared with. */
  readonly against?: {
    readonly name: string;
    readonly value: number;
    /** Which side of `value` is good; absent for a comparison that promises nothing. */
    readonly good?: 'below' | 'above';
  };
}

/** A measured hot path. What it needs and does not find is said in `skipped`, never guessed. */
export interface BenchPart {
  readonly name: string;
  run(): Promise<BenchRow[]>;
}

/** Thrown by a part that cannot run here. */
export class CannotMeasure extends Error {
  override readonly name = 'CannotMeasure';
}

/** The value below which a share of all values lies: nearest rank, NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
