import type { RadioTable } from '../radio-table.ts';
import type { ComparedBins } from './compare-histograms.ts';
import type { HistogramBins } from './histogram-bins.ts';
import type { MeasuredPoints } from './points.ts';
import { type ComparedPoints, NOBODY, NOT_NAMED } from './predict.ts';

/** Sets of points as one, with cells by their number in the table. */
export function joinPoints(parts: readonly MeasuredPoints[], table: RadioTable): ComparedPoints {
  const count = parts.reduce((sum, { lat }) => sum + lat.length, 0);
  const joined = {
    lat: new Float64Array(count),
    lon: new Float64Array(count),
    rsrpDbm: new Float64Array(count),
    cell: new Int32Array(count),
    pci: new Int16Array(count),
    nrArfcn: new Int32Array(count),
  };
  const byNci = numbersByNci(table);
  let at = 0;
  for (const part of parts) {
    for (const column of ['lat', 'lon', 'rsrpDbm', 'pci', 'nrArfcn'] as const) joined[column].set(part[column], at);
    const numbers = part.cells.map((id) => table.numberOf.get(id) ?? NOBODY);
    part.cell.forEach((cell, point) => {
      const nci = part.nci[point]!;
      const named = Number.isNaN(nci) ? NOT_NAMED : (byNci.get(nci) ?? NOBODY);
      joined.cell[at + point] = cell >= 0 ? numbers[cell]! : named;
    });
    at += part.lat.length;
  }
  return joined;
}

/** Histograms of several sets as one, likewise. */
export function joinBins(sets: readonly HistogramBins[], table: RadioTable): ComparedBins {
  const byNci = numbersByNci(table);
  const numberOf = (cell: string | number): number =>
    (typeof cell === 'string' ? table.numberOf.get(cell) : byNci.get(cell)) ?? NOBODY;
  const column = (name: 'fromDbm' | 'toDbm' | 'count') =>
    Float64Array.from(sets.flatMap((set) => Array.from(set[name])));
  const numbers = sets.flatMap(({ cell, cells }) => {
    const known = cells.map(numberOf);
    return Array.from(cell, (each) => known[each]!);
  });
  return {
    cell: Int32Array.from(numbers),
    fromDbm: column('fromDbm'),
    toDbm: column('toDbm'),
    count: column('count'),
  };
}

function numbersByNci({ resources }: RadioTable): ReadonlyMap<number, number> {
  return new Map(
    resources.flatMap(({ attributes }, number) => {
      const nci = Number(attributes.get('nci') ?? Number.NaN);
      return Number.isNaN(nci) ? [] : [[nci, number] as const];
    }),
  );
}
