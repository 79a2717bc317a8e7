/** Levels at places, columns by point. */
export interface MeasuredPoints {
  /** Degrees WGS84. */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** SS-RSRP per resource element, dBm. */
  readonly rsrpDbm: Float64Array;
  /** SS-SINR, dB; NaN where the file has none. */
  readonly sinrDb: Float64Array;
  /** Place in `cells`, −1 where no cell is named. */
  readonly cell: Int32Array;
  /** Resource ids. */
  readonly cells: readonly string[];
  /** NR cell identity (36 bit), NaN for none. */
  readonly nci: Float64Array;
  /** −1 for none. */
  readonly pci: Int16Array;
  readonly nrArfcn: Int32Array;
  /** UTC ms, NaN for none. */
  readonly at: Float64Array;
}

/** A point while it is read. */
export interface MeasuredPoint {
  readonly lat: number;
  readonly lon: number;
  readonly rsrpDbm: number;
  readonly sinrDb: number | null;
  readonly cell: string | null;
  readonly nci: number | null;
  readonly pci: number | null;
  readonly nrArfcn: number | null;
  readonly at: number | null;
}

export function columnsOf(points: readonly MeasuredPoint[]): MeasuredPoints {
  const numbers = new Map<string, number>();
  const numberOf = (cell: string | null): number => {
    if (cell === null) return -1;
    const known = numbers.get(cell) ?? numbers.size;
    numbers.set(cell, known);
    return known;
  };
  const cell = Int32Array.from(points, (point) => numberOf(point.cell));
  const reals = (name: 'lat' | 'lon' | 'rsrpDbm' | 'sinrDb' | 'nci' | 'at') =>
    Float64Array.from(points, (point) => point[name] ?? Number.NaN);
  return {
    lat: reals('lat'),
    lon: reals('lon'),
    rsrpDbm: reals('rsrpDbm'),
    sinrDb: reals('sinrDb'),
    cell,
    cells: [...numbers.keys()],
    nci: reals('nci'),
    pci: Int16Array.from(points, ({ pci }) => pci ?? -1),
    nrArfcn: Int32Array.from(points, ({ nrArfcn }) => nrArfcn ?? -1),
    at: reals('at'),
  };
}
