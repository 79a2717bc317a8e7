import type { Network } from '../coverage/network.ts';
import { NOBODY } from './predict.ts';

/** Bins of several sets; cells are numbers of the setup, or `NOBODY`. */
export interface ComparedBins {
  readonly cell: Int32Array;
  readonly fromDbm: Float64Array;
  readonly toDbm: Float64Array;
  readonly count: Float64Array;
}

export interface HistogramComparison {
  /** Reports of cells that are not on air here. */
  readonly unmatched: number;
  readonly cells: readonly {
    readonly cell: number;
    readonly reports: number;
    readonly measuredDbm: number;
    /** Null for a cell that is nowhere the best server. */
    readonly predictedDbm: number | null;
  }[];
}

/**
 * Means of reported levels beside those of the model, by cell. A report counts with the middle of its bin, in an open one
 * with its edge; the model's mean is over the pixels that the cell serves best, by the people on them (by area where there
 * are none). Terminals are also indoors and the model's are not, so nothing is fitted to this.
 */
export function compareHistograms(network: Network, bins: ComparedBins): HistogramComparison {
  const sums = new Map<number, { reports: number; dbm: number }>();
  let unmatched = 0;
  bins.cell.forEach((cell, bin) => {
    const place = cell === NOBODY ? -1 : network.placeOf[cell]!;
    const count = bins.count[bin]!;
    if (place < 0) {
      unmatched += count;
      return;
    }
    const sum = sums.get(place) ?? { reports: 0, dbm: 0 };
    sums.set(place, sum);
    sum.reports += count;
    sum.dbm += count * middleOf(bins.fromDbm[bin]!, bins.toDbm[bin]!);
  });
  const predicted = sums.size === 0 ? [] : servedMeans(network);
  return {
    unmatched,
    cells: [...sums]
      .filter(([, { reports }]) => reports > 0)
      .map(([place, { reports, dbm }]) => ({
        cell: network.cells[place]!,
        reports,
        measuredDbm: dbm / reports,
        predictedDbm: predicted[place] ?? null,
      }))
      .sort((a, b) => b.reports - a.reports || a.cell - b.cell),
  };
}

function middleOf(fromDbm: number, toDbm: number): number {
  if (Number.isNaN(fromDbm)) return toDbm;
  return Number.isNaN(toDbm) ? fromDbm : (fromDbm + toDbm) / 2;
}

/** By place: mean SS-RSRP where it is the best server, dBm; null where it is nowhere. */
function servedMeans({ cells, run, ground }: Network): (number | null)[] {
  const byPeople = { weight: new Float64Array(cells.length), dbm: new Float64Array(cells.length) };
  const byArea = { weight: new Float64Array(cells.length), dbm: new Float64Array(cells.length) };
  for (let pixel = 0; pixel < run.bestServer.length; pixel++) {
    const place = run.bestServer[pixel]!;
    if (place < 0) continue;
    const level = run.rsrpDbm[pixel]!;
    const people = ground.people[pixel]!;
    byPeople.weight[place]! += people;
    byPeople.dbm[place]! += people * level;
    byArea.weight[place]! += 1;
    byArea.dbm[place]! += level;
  }
  return Array.from(cells, (_, place) => {
    const { weight, dbm } = byPeople.weight[place]! > 0 ? byPeople : byArea;
    return weight[place]! > 0 ? dbm[place]! / weight[place]! : null;
  });
}
