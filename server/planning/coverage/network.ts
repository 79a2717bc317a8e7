import { coverRows } from '../../../shared/radio/cover-raster.ts';
import {
  type Coverage,
  createCoverage,
  type PixelWindow,
  type Served,
  wholeWindow,
} from '../../../shared/radio/coverage.ts';
import { coverageShares } from '../../../shared/radio/coverage-shares.ts';
import { mwOfDbm } from '../../../shared/radio/decibel.ts';
import { uplinkEdgeRsrpDbm } from '../../../shared/radio/link-budget.ts';
import { sectorFacts } from '../../../shared/radio/radio-cell.ts';
import { type SectorTables, sectorTables } from '../../../shared/radio/sector-tables.ts';
import { windowOf, withoutCells, withoutServers } from '../../../shared/radio/without-cells.ts';
import type { Ground } from './ground.ts';
import type { CoverageSetup } from './setup.ts';

/** A coverage run over some of the cells. Inside it cells have numbers of their own: places in `cells`. */
export interface Network {
  readonly ground: Ground;
  readonly setup: CoverageSetup;
  /** Numbers of the setup. */
  readonly cells: Int32Array;
  /** By number of the setup: its place in `cells`, −1 for a cell that is not of this network. */
  readonly placeOf: Int32Array;
  /** By place: site of the setup. */
  readonly siteOf: Int32Array;
  readonly tables: SectorTables;
  readonly run: Coverage;
  /** Probability of coverage by SS-RSRP, by pixel; NaN where there is no server. */
  readonly shares: Float32Array;
  /** By place: the SS-RSRP at which its uplink just reaches the edge rate, dBm. */
  readonly uplinkEdgeDbm: Float32Array;
  /** The RSRP threshold in mW, as the kept servers are. */
  readonly thresholdMw: number;
}

/** Who serves every pixel, row by row: a run, or a run with a window replaced. */
export type View = Pick<Coverage, 'rsrpDbm' | 'sinrDb' | 'bestServer'>;

/** Rows between two words on progress: whole tiles of `coverRows`. */
const BAND_ROWS = 192;

/** `progress` is told the share of rows that are done. */
export function createNetwork(
  ground: Ground,
  setup: CoverageSetup,
  cells: readonly number[],
  progress: (share: number) => void = () => undefined,
): Network {
  const { environment, rangeM, serversKept, profile } = setup.settings;
  const { raster } = ground;
  const some = cells.map((cell) => setup.cells[cell]!);
  const tables = sectorTables(some, environment, raster, { maxRangeM: rangeM });
  const run = createCoverage(raster, tables, serversKept);
  for (let from = 0; from < raster.rows; from += BAND_ROWS) {
    progress(from / raster.rows);
    coverRows(raster, tables, run, { from, to: Math.min(raster.rows, from + BAND_ROWS) });
  }
  const placeOf = new Int32Array(setup.cells.length).fill(-1);
  cells.forEach((cell, place) => {
    placeOf[cell] = place;
  });
  return {
    ground,
    setup,
    cells: Int32Array.from(cells),
    placeOf,
    siteOf: Int32Array.from(cells, (cell) => setup.siteOf[cell]!),
    tables,
    run,
    shares: coverageShares(raster, tables, run, profile.rsrpDbm),
    uplinkEdgeDbm: Float32Array.from(some, (cell) => {
      const { powerPerReDbm } = sectorFacts(cell);
      return uplinkEdgeRsrpDbm({ powerPerReDbm, scsKhz: cell.scsKhz }, setup.settings.uplink);
    }),
    thresholdMw: mwOfDbm(profile.rsrpDbm),
  };
}

/** Places of cells of the setup; those that are not of this network are left out. */
export function placesOf({ placeOf }: Network, cells: Iterable<number>): number[] {
  const places: number[] = [];
  for (const cell of cells) if (placeOf[cell]! >= 0) places.push(placeOf[cell]!);
  return places;
}

/** Of a raster: a window of more of it is the whole, so that it can be a view without another copy. */
const NEARLY_ALL = 0.5;

/** The run while the cells at these places are down; in the window that is asked for, else in all their reach. */
export function servedWithout({ ground, tables, run }: Network, down: readonly number[], asked?: PixelWindow): Served {
  const { raster } = ground;
  const window = asked ?? windowOf(raster, tables, down);
  const isNearlyAll = window.rows * window.columns > NEARLY_ALL * raster.rows * raster.columns;
  return withoutCells(raster, tables, run, down, isNearlyAll && !asked ? wholeWindow(raster) : window);
}

/** The rectangle that the cells at these places may reach. */
export function reachOfPlaces({ ground, tables }: Network, places: readonly number[]): PixelWindow {
  return windowOf(ground.raster, tables, places);
}

/** The same only where one of them was the best server: all that `lossesBetween` looks at, in a tenth of the time. */
export function servedInstead({ ground, tables, run }: Network, down: readonly number[], asked?: PixelWindow): Served {
  return withoutServers(ground.raster, tables, run, down, asked);
}

/** The run with a window replaced; one of the two, and no copy, where that is all or nothing. */
export function viewOf({ run, ground }: Network, served: Served): View {
  if (served.window.rows === 0) return run;
  if (served.bestServer.length === run.bestServer.length) return served;
  const view = { rsrpDbm: run.rsrpDbm.slice(), sinrDb: run.sinrDb.slice(), bestServer: run.bestServer.slice() };
  layOver(view, served, ground.raster.columns);
  return view;
}

/** Writes what is served in a window over a view of the whole raster. */
export function layOver(view: View, { window, ...served }: Served, rasterColumns: number): void {
  for (let row = 0; row < window.rows; row++) {
    const to = (window.row + row) * rasterColumns + window.column;
    const from = row * window.columns;
    view.rsrpDbm.set(served.rsrpDbm.subarray(from, from + window.columns), to);
    view.sinrDb.set(served.sinrDb.subarray(from, from + window.columns), to);
    view.bestServer.set(served.bestServer.subarray(from, from + window.columns), to);
  }
}

/** Probability of coverage by pixel while cells are down. */
export function sharesOf(network: Network, served: Served): Float32Array {
  if (served.window.rows === 0) return network.shares;
  const all = network.shares.slice();
  sharesOver(network, served, all);
  return all;
}

/** Writes the probabilities of what is served in a window over those of the whole raster. */
export function sharesOver(
  { ground, tables, setup }: Network,
  served: Pick<Served, 'window' | 'bestServer' | 'rsrpDbm'>,
  all: Float32Array,
): void {
  const { window } = served;
  const some = coverageShares(ground.raster, tables, served, setup.settings.profile.rsrpDbm);
  for (let row = 0; row < window.rows; row++) {
    const from = row * window.columns;
    const to = (window.row + row) * ground.raster.columns + window.column;
    all.set(some.subarray(from, from + window.columns), to);
  }
}

/** 1 at the places of cells that are down. */
export function downFlags({ cells }: Network, down: readonly number[]): Uint8Array {
  const flags = new Uint8Array(cells.length);
  for (const place of down) flags[place] = 1;
  return flags;
}
