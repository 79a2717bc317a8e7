import {
  fitOffsets,
  type OffsetFit,
  placeMeans,
  type ResidualStatistics,
  residualStatistics,
} from '../../../shared/radio/residuals.ts';
import type { Network } from '../coverage/network.ts';
import { type ComparedPoints, OUT_OF_RANGE, predict, UNMATCHED } from './predict.ts';

/** Fewer say too little of a zone: then nothing is fitted, and coverage stays the model's. */
export const FIT_NEEDS = { places: 30, cells: 3 } as const;

export const HISTOGRAM = { fromDb: -31, stepDb: 2, bins: 31 } as const;
const MOST_ON_MAP = 5_000;

/** Residuals of one cell; `cell` is a number of the setup. */
export interface CellResidual extends ResidualStatistics {
  readonly cell: number;
  readonly places: number;
  readonly offsetDb: number | null;
  readonly standardErrorDb: number | null;
}

export interface Comparison {
  readonly points: {
    readonly total: number;
    readonly compared: number;
    readonly unmatched: number;
    readonly outOfRange: number;
  };
  readonly zone: ResidualStatistics | null;
  readonly fit:
    | (OffsetFit['zone'] & {
        readonly betweenCellsDb: number;
        readonly withinCellsDb: number;
        readonly points: number;
        readonly places: number;
        readonly cells: number;
        readonly after: ResidualStatistics;
      })
    | null;
  readonly cells: readonly CellResidual[];
  readonly histogram: readonly number[];
  readonly map: {
    readonly total: number;
    readonly lat: readonly number[];
    readonly lon: readonly number[];
    readonly residualDb: readonly number[];
  };
  /** By cell of the setup: what its levels are moved by; null where nothing is fitted. */
  readonly offsetsDb: Float64Array | null;
}

/** Measured against predicted levels of a network: statistics, fitted offsets, what a map and a histogram show. */
export function compareMeasured(network: Network, points: ComparedPoints, pciOf: Int16Array): Comparison {
  const { place, dbm, xM, yM } = predict(network, points, pciOf);
  const residualDb = points.rsrpDbm.map((level, point) => level - dbm[point]!);
  const compared = [...place.keys()].filter((point) => place[point]! >= 0);
  const residuals = compared.map((point) => residualDb[point]!);
  const means = placeMeans(place, xM, yM, residualDb);
  const places = [...means.values()].reduce((sum, own) => sum + own.length, 0);
  const fit = places >= FIT_NEEDS.places && means.size >= FIT_NEEDS.cells ? fitOffsets(means) : null;
  const count = (what: number): number => place.reduce((sum, each) => sum + (each === what ? 1 : 0), 0);
  return {
    points: {
      total: place.length,
      compared: compared.length,
      unmatched: count(UNMATCHED),
      outOfRange: count(OUT_OF_RANGE),
    },
    zone: residualStatistics(residuals),
    fit: fit && {
      ...fit.zone,
      betweenCellsDb: fit.betweenDb,
      withinCellsDb: fit.withinDb,
      points: compared.length,
      places,
      cells: means.size,
      after: residualStatistics(compared.map((point) => residualDb[point]! - fit.cells.get(place[point]!)!.offsetDb))!,
    },
    cells: cellResiduals(network, place, residualDb, means, fit),
    histogram: histogramOf(residuals),
    map: thinned(points, residualDb, compared),
    offsetsDb: fit && offsetsOf(network, fit),
  };
}

const NOT_FITTED = { offsetDb: null, standardErrorDb: null };

function cellResiduals(
  { cells }: Network,
  place: Int32Array,
  residualDb: Float64Array,
  means: ReadonlyMap<number, readonly number[]>,
  fit: OffsetFit | null,
): CellResidual[] {
  const byPlace = new Map<number, number[]>();
  place.forEach((each, point) => {
    if (each < 0) return;
    const own = byPlace.get(each) ?? [];
    byPlace.set(each, own);
    own.push(residualDb[point]!);
  });
  return [...byPlace]
    .map(([each, own]) => ({
      cell: cells[each]!,
      ...residualStatistics(own)!,
      places: means.get(each)!.length,
      ...(fit?.cells.get(each) ?? NOT_FITTED),
    }))
    .sort((a, b) => Math.abs(b.medianDb) - Math.abs(a.medianDb) || a.cell - b.cell);
}

function histogramOf(residualsDb: readonly number[]): number[] {
  const counts = new Array<number>(HISTOGRAM.bins).fill(0);
  for (const residual of residualsDb) {
    const bin = Math.floor((residual - HISTOGRAM.fromDb) / HISTOGRAM.stepDb);
    counts[Math.max(0, Math.min(HISTOGRAM.bins - 1, bin))]! += 1;
  }
  return counts;
}

/** Every so many-th point, so that there are not more than a map can show. */
function thinned(points: ComparedPoints, residualDb: Float64Array, compared: readonly number[]): Comparison['map'] {
  const step = Math.max(1, Math.ceil(compared.length / MOST_ON_MAP));
  const shown = compared.filter((_, i) => i % step === 0);
  const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
  return {
    total: compared.length,
    lat: shown.map((point) => rounded(points.lat[point]!, 6)),
    lon: shown.map((point) => rounded(points.lon[point]!, 6)),
    residualDb: shown.map((point) => rounded(residualDb[point]!, 1)),
  };
}

/** Cells that nobody measured move with the zone. */
function offsetsOf({ cells, setup }: Network, fit: OffsetFit): Float64Array {
  const offsets = new Float64Array(setup.cells.length).fill(fit.zone.offsetDb);
  for (const [place, { offsetDb }] of fit.cells) offsets[cells[place]!] = offsetDb;
  return offsets;
}
