/** Reported levels of cells in bins, columns by bin: L1M.SS-RSRP (TS 28.552 §5.1.1.22.1), whose bins are each vendor's own. */
export interface HistogramBins {
  /** Place in `cells`. */
  readonly cell: Int32Array;
  /** Resource ids, or NR cell identities as numbers. */
  readonly cells: readonly (string | number)[];
  /** Lower and upper edge, dBm; NaN where the bin is open. */
  readonly fromDbm: Float64Array;
  readonly toDbm: Float64Array;
  /** Reports in it. */
  readonly count: Float64Array;
}

/** A bin while it is read. */
export interface HistogramBin {
  readonly cell: string | number;
  readonly fromDbm: number | null;
  readonly toDbm: number | null;
  readonly count: number;
}

export function binColumns(bins: readonly HistogramBin[]): HistogramBins {
  const numbers = new Map<string | number, number>();
  const numberOf = (cell: string | number): number => {
    const known = numbers.get(cell) ?? numbers.size;
    numbers.set(cell, known);
    return known;
  };
  return {
    cell: Int32Array.from(bins, ({ cell }) => numberOf(cell)),
    cells: [...numbers.keys()],
    fromDbm: Float64Array.from(bins, ({ fromDbm }) => fromDbm ?? Number.NaN),
    toDbm: Float64Array.from(bins, ({ toDbm }) => toDbm ?? Number.NaN),
    count: Float64Array.from(bins, ({ count }) => count),
  };
}

export const NO_BINS: HistogramBins = binColumns([]);
