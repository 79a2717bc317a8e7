import { bearingBin } from './bearing-bin.ts';
import type { Coverage, PixelWindow, Served } from './coverage.ts';
import { dbmOfMw } from './decibel.ts';
import { cut, reachInside, reachOf, rectangleOf, sitesNear } from './outage-window.ts';
import type { Raster } from './raster.ts';
import { powerMwOf, type SectorTables, validityOf, wholeMetres } from './sector-tables.ts';

/** What an outage is worked out with; everything by pixel of the window, row by row. */
interface Outage {
  readonly raster: Raster;
  readonly tables: SectorTables;
  readonly coverage: Coverage;
  /** By cell. */
  readonly isDown: Uint8Array;
  readonly window: PixelWindow;
  /** Sites in range of the window. */
  readonly near: Int32Array;
  /** 1 at the pixels that are asked for; and at those of them where a cell that is down was received. */
  readonly wanted: Uint8Array;
  readonly touched: Uint8Array;
  /** The run's sum of servers that are not kept, less those that are down; by group as there. */
  readonly restMw: Float32Array;
  readonly served: Served;
  readonly choice: Choice;
}

/** The pixel that is being served: where, by whom, and what the kept servers disturb. One object for all pixels. */
interface Choice {
  /** Of the window. */
  pixel: number;
  /** Of the raster. */
  row: number;
  column: number;
  best: number;
  bestMw: number;
  disturbingMw: number;
}

/**
 * The run as it is while cells are down: best server, SS-RSRP, SS-SINR and flags, from the servers that the run kept.
 * Path loss is not computed anew: a cell that is down and was not kept is looked up in the tables, to take its power out
 * of the sum. Where every kept server is down, that pixel alone is ranked again over all cells. The result is that of a
 * run without the cells, to the rounding of 32-bit sums. The window is the rectangle in reach of the cells unless another
 * one is asked for, empty for no cell; outside that rectangle nothing changes.
 */
export function withoutCells(
  raster: Raster,
  tables: SectorTables,
  coverage: Coverage,
  down: Iterable<number>,
  asked?: PixelWindow,
): Served {
  const isDown = flagsOf(tables, down);
  const outage = beginOutage(raster, tables, coverage, isDown, asked ?? reachOf(raster, tables, isDown));
  outage.wanted.fill(1);
  return serve(outage);
}

/**
 * The same only where the run's best server is down: a tenth of the work, and all that a hole needs, for elsewhere an
 * outage only takes interference away. The window is the rectangle around those pixels, inside the one that is asked for;
 * its other pixels are the run's.
 */
export function withoutServers(
  raster: Raster,
  tables: SectorTables,
  coverage: Coverage,
  down: Iterable<number>,
  asked?: PixelWindow,
): Served {
  const isDown = flagsOf(tables, down);
  const { bestServer } = coverage;
  const isLost = (pixel: number): boolean => bestServer[pixel]! >= 0 && isDown[bestServer[pixel]!] === 1;
  const window = rectangleOf(raster.columns, asked ?? reachOf(raster, tables, isDown), isLost);
  const outage = beginOutage(raster, tables, coverage, isDown, window);
  for (let row = 0, at = 0; row < window.rows; row++) {
    const first = (window.row + row) * raster.columns + window.column;
    for (let column = 0; column < window.columns; column++, at++) if (isLost(first + column)) outage.wanted[at] = 1;
  }
  return serve(outage);
}

/** The rectangle that cells may reach: nothing changes outside it when they go or come. */
export function windowOf(raster: Raster, tables: SectorTables, cells: Iterable<number>): PixelWindow {
  return reachOf(raster, tables, flagsOf(tables, cells));
}

function flagsOf(tables: SectorTables, down: Iterable<number>): Uint8Array {
  const isDown = new Uint8Array(tables.cellCount);
  for (const cell of down) isDown[cell] = 1;
  return isDown;
}

function beginOutage(
  raster: Raster,
  tables: SectorTables,
  coverage: Coverage,
  isDown: Uint8Array,
  window: PixelWindow,
): Outage {
  const groups = tables.groups.count;
  return {
    raster,
    tables,
    coverage,
    isDown,
    window,
    near: sitesNear(raster, tables, window),
    wanted: new Uint8Array(window.rows * window.columns),
    touched: new Uint8Array(window.rows * window.columns),
    restMw: cut(coverage.restMw, raster.columns, window, groups),
    served: {
      window,
      rsrpDbm: cut(coverage.rsrpDbm, raster.columns, window),
      bestServer: cut(coverage.bestServer, raster.columns, window),
      sinrDb: cut(coverage.sinrDb, raster.columns, window),
      outOfValidity: cut(coverage.outOfValidity, raster.columns, window),
    },
    choice: { pixel: 0, row: 0, column: 0, best: -1, bestMw: 0, disturbingMw: 0 },
  };
}

/** Marks the pixels that received cells of a site, and takes the power of those not kept out of their sums. */
function takeOut(outage: Outage, site: number): void {
  const { raster, tables, coverage, window, wanted, touched, isDown, restMw } = outage;
  const cells = tables.siteCells.subarray(tables.siteFirst[site]!, tables.siteFirst[site + 1]!);
  const down = cells.filter((cell) => isDown[cell] === 1);
  if (down.length === 0) return;
  const reach = reachInside(raster, tables, site, window);
  const firstEastM = raster.westM + (window.column + 0.5) * raster.pixelM - tables.siteXM[site]!;
  for (let row = reach.row; row < reach.row + reach.rows; row++) {
    const northM = raster.northM - (row + 0.5) * raster.pixelM - tables.siteYM[site]!;
    const onRaster = row * raster.columns + window.column;
    const firstColumn = reach.column - window.column;
    let pixel = (row - window.row) * window.columns + firstColumn;
    for (let column = firstColumn; column < firstColumn + reach.columns; column++, pixel++) {
      if (wanted[pixel] === 0 || raster.mask[onRaster + column] === 0) continue;
      const eastM = firstEastM + column * raster.pixelM;
      const metres = wholeMetres(eastM, northM, tables.rangeM);
      if (metres > tables.rangeM) continue;
      touched[pixel] = 1;
      const bearing = bearingBin(eastM, northM);
      for (let i = 0; i < down.length; i++) {
        const cell = down[i]!;
        const powerMw = powerMwOf(tables, cell, metres, bearing);
        if (isKept(coverage, onRaster + column, cell, powerMw)) continue;
        const at = pixel * tables.groups.count + tables.groups.groupOf[cell]!;
        restMw[at] = Math.max(0, restMw[at]! - powerMw);
      }
    }
  }
}

/** Whether a cell is among a pixel's kept servers. Its power tells most that are not, without a search. */
function isKept({ servers, serversMw, topK }: Coverage, pixel: number, cell: number, powerMw: number): boolean {
  const first = pixel * topK;
  if (powerMw < serversMw[first + topK - 1]!) return false;
  for (let at = first; at < first + topK; at++) if (servers[at] === cell) return true;
  return false;
}

function serve(outage: Outage): Served {
  for (const site of outage.near) takeOut(outage, site);
  serveTouched(outage);
  return outage.served;
}

function serveTouched(outage: Outage): void {
  const { window, touched, choice } = outage;
  choice.pixel = 0;
  for (choice.row = window.row; choice.row < window.row + window.rows; choice.row++) {
    for (choice.column = window.column; choice.column < window.column + window.columns; choice.column++) {
      if (touched[choice.pixel] === 1) {
        if (!chooseFromKept(outage)) chooseFromAll(outage);
        finish(outage);
      }
      choice.pixel += 1;
    }
  }
}

/**
 * The first kept server that is up takes the pixel; the others that are up disturb it. False when none is up and there
 * may be others that were not kept.
 */
function chooseFromKept({ tables, coverage, raster, isDown, choice }: Outage): boolean {
  const { groupOf } = tables.groups;
  const { servers, serversMw, topK } = coverage;
  const first = (choice.row * raster.columns + choice.column) * topK;
  choice.best = -1;
  choice.disturbingMw = 0;
  let at = first;
  for (; at < first + topK && servers[at]! >= 0; at++) {
    const cell = servers[at]!;
    if (isDown[cell] === 1) continue;
    if (choice.best >= 0) {
      choice.disturbingMw += ssbWeight(tables, choice.best, groupOf[cell]!) * serversMw[at]!;
    } else {
      choice.best = cell;
      choice.bestMw = serversMw[at]!;
    }
  }
  return choice.best >= 0 || at < first + topK;
}

/** Ranks all cells that are up: sums by group, so that what disturbs is known when the best is. */
function chooseFromAll({ tables, raster, near, isDown, restMw, choice }: Outage): void {
  const { groupOf, count } = tables.groups;
  const xM = raster.westM + (choice.column + 0.5) * raster.pixelM;
  const yM = raster.northM - (choice.row + 0.5) * raster.pixelM;
  const sums = choice.pixel * count;
  restMw.fill(0, sums, sums + count);
  choice.bestMw = 0;
  for (const site of near) {
    const eastM = xM - tables.siteXM[site]!;
    const northM = yM - tables.siteYM[site]!;
    const metres = wholeMetres(eastM, northM, tables.rangeM);
    if (metres > tables.rangeM) continue;
    const bearing = bearingBin(eastM, northM);
    for (let i = tables.siteFirst[site]!; i < tables.siteFirst[site + 1]!; i++) {
      const cell = tables.siteCells[i]!;
      if (isDown[cell] === 1) continue;
      const powerMw = powerMwOf(tables, cell, metres, bearing);
      if (powerMw <= choice.bestMw) {
        restMw[sums + groupOf[cell]!]! += powerMw;
        continue;
      }
      if (choice.best >= 0) restMw[sums + groupOf[choice.best]!]! += choice.bestMw;
      choice.best = cell;
      choice.bestMw = powerMw;
    }
  }
}

function finish({ tables, raster, served, restMw, choice }: Outage): void {
  const { pixel, best, bestMw } = choice;
  const isSame = served.bestServer[pixel] === best;
  served.bestServer[pixel] = best;
  if (best < 0) {
    served.rsrpDbm[pixel] = Number.NaN;
    served.sinrDb[pixel] = Number.NaN;
    served.outOfValidity[pixel] = 0;
    return;
  }
  const { count } = tables.groups;
  let sumMw = tables.noiseMw[best]! + choice.disturbingMw;
  for (let group = 0; group < count; group++) {
    sumMw += ssbWeight(tables, best, group) * restMw[pixel * count + group]!;
  }
  served.sinrDb[pixel] = dbmOfMw(bestMw / sumMw);
  if (isSame) return;
  const xM = raster.westM + (choice.column + 0.5) * raster.pixelM;
  const yM = raster.northM - (choice.row + 0.5) * raster.pixelM;
  served.rsrpDbm[pixel] = dbmOfMw(bestMw);
  served.outOfValidity[pixel] = validityOf(tables, best, xM, yM);
}

function ssbWeight({ groups }: SectorTables, best: number, group: number): number {
  return groups.ssbWeight[groups.groupOf[best]! * groups.count + group]!;
}
