import { dbmOfMw } from '../../../shared/radio/decibel.ts';
import { metresAt, pixelAt } from '../../../shared/radio/raster.ts';
import { powerMwAt } from '../../../shared/radio/sector-tables.ts';
import type { Network } from '../coverage/network.ts';

/** Measured levels and what is said of their cells; numbers of the setup. */
export interface ComparedPoints {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly rsrpDbm: Float64Array;
  /** Number of the cell that is named by id or NCI, `NOT_NAMED`, or `NOBODY` for one that there is none of. */
  readonly cell: Int32Array;
  /** −1 for none. */
  readonly pci: Int16Array;
  readonly nrArfcn: Int32Array;
}

export const NOT_NAMED = -1;
export const NOBODY = -2;

export interface Predicted {
  readonly xM: Float64Array;
  readonly yM: Float64Array;
  /** Place in the network of the cell that the level is of; `OUT_OF_RANGE` or `UNMATCHED`. */
  readonly place: Int32Array;
  /** dBm; NaN where there is no such place. */
  readonly dbm: Float64Array;
}

export const OUT_OF_RANGE = -1;
export const UNMATCHED = -2;

/**
 * The model's SS-RSRP at each point, of the cell that was measured: by id or NCI, else by PCI (and channel) the strongest
 * cell there that has it, else the best server. `pciOf` by cell of the setup, −1 for none.
 */
export function predict(network: Network, points: ComparedPoints, pciOf: Int16Array): Predicted {
  const { raster } = network.ground;
  const count = points.lat.length;
  const [xM, yM] = [new Float64Array(count), new Float64Array(count)];
  const place = new Int32Array(count).fill(OUT_OF_RANGE);
  const dbm = new Float64Array(count).fill(Number.NaN);
  const byPci = placesByPci(network, pciOf);
  for (let point = 0; point < count; point++) {
    const position = { lat: points.lat[point]!, lon: points.lon[point]! };
    const at = metresAt(raster, position);
    [xM[point], yM[point]] = [at.xM, at.yM];
    const meant = meantPlaces(network, points, point, byPci);
    if (meant?.length === 0) {
      place[point] = UNMATCHED;
      continue;
    }
    const near = meant ?? nearPlaces(network, pixelAt(raster, position), at.xM, at.yM);
    const found = strongest(network, near, at.xM, at.yM);
    if (found === null) continue;
    place[point] = found.place;
    dbm[point] = dbmOfMw(found.powerMw);
  }
  return { xM, yM, place, dbm };
}

function placesByPci({ cells }: Network, pciOf: Int16Array): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  cells.forEach((cell, place) => {
    const own = found.get(pciOf[cell]!) ?? [];
    found.set(pciOf[cell]!, own);
    own.push(place);
  });
  return found;
}

/** Null where nothing says a cell; empty where what it says is none of this network. */
function meantPlaces(
  { placeOf, setup, cells }: Network,
  points: ComparedPoints,
  point: number,
  byPci: ReadonlyMap<number, readonly number[]>,
): readonly number[] | null {
  const cell = points.cell[point]!;
  const pci = points.pci[point]!;
  if (cell >= 0) return placeOf[cell]! < 0 ? [] : [placeOf[cell]!];
  if (pci < 0) return cell === NOBODY ? [] : null;
  const arfcn = points.nrArfcn[point]!;
  return (byPci.get(pci) ?? []).filter((place) => {
    const { nrArfcn, ssbArfcn } = setup.cells[cells[place]!]!;
    return arfcn < 0 || arfcn === nrArfcn || arfcn === ssbArfcn;
  });
}

/** Who may be the best server there: those that the run has kept, beyond its pixels all cells in range. */
function nearPlaces({ run, tables }: Network, pixel: number, xM: number, yM: number): readonly number[] {
  if (pixel >= 0 && run.servers[pixel * run.topK]! >= 0) {
    return Array.from(run.servers.subarray(pixel * run.topK, (pixel + 1) * run.topK)).filter((place) => place >= 0);
  }
  const places: number[] = [];
  for (let site = 0; site < tables.siteCount; site++) {
    const awayM2 = (tables.siteXM[site]! - xM) ** 2 + (tables.siteYM[site]! - yM) ** 2;
    if (awayM2 > (tables.rangeM + 1) ** 2) continue;
    places.push(...tables.siteCells.subarray(tables.siteFirst[site]!, tables.siteFirst[site + 1]!));
  }
  return places;
}

function strongest({ tables }: Network, places: readonly number[], xM: number, yM: number) {
  let [best, bestMw] = [OUT_OF_RANGE, 0];
  for (const place of places) {
    const powerMw = powerMwAt(tables, place, xM, yM);
    if (powerMw > bestMw) [best, bestMw] = [place, powerMw];
  }
  return best < 0 ? null : { place: best, powerMw: bestMw };
}
