import { bearingBin } from './bearing-bin.ts';
import type { Coverage, PixelWindow, Served } from './coverage.ts';
import { dbmOfMw } from './decibel.ts';
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
  /** 1 where a cell that is down was received. */
  readonly touched: Uint8Array;
  /** The run's sum of servers that are not kept, less those that are down; by group as there. */
  readonly restMw: Float32Array;
  readonly served: Served;
}

/**
 * The run as it is while cells are down: best server, SS-RSRP, SS-SINR and flags, from the servers that the run kept.
 * Path loss is not computed anew: a cell that is down and was not kept is looked up in the tables, to take its power out
 * of the sum. Where every kept server is down, that pixel alone is ranked again over all cells. The result is that of a
 * run without the cells, to the rounding of 32-bit sums. The window is the rectangle in reach of the cells, empty for no
 * cell; outside it nothing changes.
 */
export function withoutCells(
  raster: Raster,
  tables: SectorTables,
  coverage: Coverage,
  down: Iterable<number>,
): Served {
  const isDown = new Uint8Array(tables.cellCount);
  for (const cell of down) isDown[cell] = 1;
  const outage = beginOutage(raster, tables, coverage, isDown);
  isDown.forEach((flag, cell) => {
    if (flag === 1) takeOut(outage, cell);
  });
  serveTouched(outage);
  return outage.served;
}

function beginOutage(raster: Raster, tables: SectorTables, coverage: Coverage, isDown: Uint8Array): Outage {
  const window = reachOf(raster, tables, isDown);
  const groups = tables.groups.count;
  return {
    raster,
    tables,
    coverage,
    isDown,
    window,
    touched: new Uint8Array(window.rows * window.columns),
    restMw: cut(coverage.restMw, raster.columns, window, groups),
    served: {
      window,
      rsrpDbm: cut(coverage.rsrpDbm, raster.columns, window),
      bestServer: cut(coverage.bestServer, raster.columns, window),
      sinrDb: cut(coverage.sinrDb, raster.columns, window),
      outOfValidity: cut(coverage.outOfValidity, raster.columns, window),
    },
  };
}

/** The rectangle of pixels within range of any of the cells. */
function reachOf(raster: Raster, tables: SectorTables, isDown: Uint8Array): PixelWindow {
  const { pixelM, westM, northM } = raster;
  let [top, bottom, left, right] = [raster.rows, 0, raster.columns, 0];
  isDown.forEach((flag, cell) => {
    if (flag === 0) return;
    const site = tables.siteOf[cell]!;
    const column = (tables.siteXM[site]! - westM) / pixelM;
    const row = (northM - tables.siteYM[site]!) / pixelM;
    const reach = (tables.rangeM + 1) / pixelM;
    top = Math.min(top, Math.max(0, Math.floor(row - reach)));
    bottom = Math.max(bottom, Math.min(raster.rows, Math.ceil(row + reach)));
    left = Math.min(left, Math.max(0, Math.floor(column - reach)));
    right = Math.max(right, Math.min(raster.columns, Math.ceil(column + reach)));
  });
  if (top >= bottom || left >= right) return { row: 0, column: 0, rows: 0, columns: 0 };
  return { row: top, column: left, rows: bottom - top, columns: right - left };
}

/** A window's part of values that lie `per` to a pixel. */
function cut<T extends Float32Array | Int32Array | Uint8Array>(
  values: T,
  rasterColumns: number,
  { row, column, rows, columns }: PixelWindow,
  per = 1,
): T {
  const part = new (values.constructor as new (length: number) => T)(rows * columns * per);
  for (let i = 0; i < rows; i++) {
    const from = ((row + i) * rasterColumns + column) * per;
    part.set(values.subarray(from, from + columns * per), i * columns * per);
  }
  return part;
}

/** Marks the pixels that received a cell, and takes its power out of their sums unless it is among the kept. */
function takeOut({ raster, tables, coverage, window, touched, restMw }: Outage, cell: number): void {
  const { servers, topK } = coverage;
  const site = tables.siteOf[cell]!;
  const groups = tables.groups.count;
  const group = tables.groups.groupOf[cell]!;
  const firstEastM = raster.westM + (window.column + 0.5) * raster.pixelM - tables.siteXM[site]!;
  let pixel = 0;
  for (let row = window.row; row < window.row + window.rows; row++) {
    const northM = raster.northM - (row + 0.5) * raster.pixelM - tables.siteYM[site]!;
    const onRaster = row * raster.columns + window.column;
    for (let column = 0; column < window.columns; column++, pixel++) {
      if (raster.mask[onRaster + column] === 0) continue;
      const eastM = firstEastM + column * raster.pixelM;
      const metres = wholeMetres(eastM, northM, tables.rangeM);
      if (metres > tables.rangeM) continue;
      touched[pixel] = 1;
      const first = (onRaster + column) * topK;
      let at = first;
      while (at < first + topK && servers[at] !== cell) at++;
      if (at < first + topK) continue;
      const powerMw = powerMwOf(tables, cell, metres, bearingBin(eastM, northM));
      restMw[pixel * groups + group] = Math.max(0, restMw[pixel * groups + group]! - powerMw);
    }
  }
}

function serveTouched(outage: Outage): void {
  const { raster, window, touched } = outage;
  let pixel = 0;
  for (let row = window.row; row < window.row + window.rows; row++) {
    for (let column = window.column; column < window.column + window.columns; column++, pixel++) {
      if (touched[pixel] === 1 && !serveFromKept(outage, pixel, row, column)) serveFromAll(outage, pixel, row, column);
    }
  }
  void raster;
}
