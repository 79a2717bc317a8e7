import { type CellNumbers, type PixelWindow, wholeWindow } from './coverage.ts';
import type { Raster } from './raster.ts';
import type { SectorTables } from './sector-tables.ts';

const NOTHING: PixelWindow = { row: 0, column: 0, rows: 0, columns: 0 };

/** The rectangle of pixels within range of any of the cells. */
export function reachOf(raster: Raster, tables: SectorTables, isDown: Uint8Array): PixelWindow {
  let [top, bottom, left, right] = [raster.rows, 0, raster.columns, 0];
  isDown.forEach((flag, cell) => {
    if (flag === 0) return;
    const reach = reachInside(raster, tables, tables.siteOf[cell]!, wholeWindow(raster));
    if (reach.rows === 0) return;
    top = Math.min(top, reach.row);
    bottom = Math.max(bottom, reach.row + reach.rows);
    left = Math.min(left, reach.column);
    right = Math.max(right, reach.column + reach.columns);
  });
  return between(top, bottom, left, right);
}

/** The part of a window that a site may reach. */
export function reachInside(raster: Raster, tables: SectorTables, site: number, window: PixelWindow): PixelWindow {
  const { pixelM, westM, northM } = raster;
  const column = (tables.siteXM[site]! - westM) / pixelM;
  const row = (northM - tables.siteYM[site]!) / pixelM;
  const reach = (tables.rangeM + 1) / pixelM;
  return between(
    Math.max(window.row, Math.floor(row - reach)),
    Math.min(window.row + window.rows, Math.ceil(row + reach)),
    Math.max(window.column, Math.floor(column - reach)),
    Math.min(window.column + window.columns, Math.ceil(column + reach)),
  );
}

/** Rows and columns from the first to before the second. */
function between(top: number, bottom: number, left: number, right: number): PixelWindow {
  if (top >= bottom || left >= right) return NOTHING;
  return { row: top, column: left, rows: bottom - top, columns: right - left };
}

/** A window's part of values that lie `per` to a pixel. */
export function cut<T extends Float32Array | CellNumbers | Uint8Array>(
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

/** The rectangle around the pixels of a window that a test picks; empty for none. */
export function rectangleOf(
  rasterColumns: number,
  window: PixelWindow,
  isPicked: (pixel: number) => boolean,
): PixelWindow {
  let [top, bottom, left, right] = [window.row + window.rows, -1, window.column + window.columns, -1];
  for (let row = window.row; row < window.row + window.rows; row++) {
    for (let column = window.column; column < window.column + window.columns; column++) {
      if (!isPicked(row * rasterColumns + column)) continue;
      if (row < top) top = row;
      bottom = row;
      if (column < left) left = column;
      if (column > right) right = column;
    }
  }
  return between(top, bottom + 1, left, right + 1);
}

/** Sites from which some pixel of a window may be in range, in the order of their numbers. */
export function sitesNear(raster: Raster, tables: SectorTables, window: PixelWindow): Int32Array {
  const { pixelM, westM, northM } = raster;
  const left = westM + window.column * pixelM;
  const top = northM - window.row * pixelM;
  const [right, bottom] = [left + window.columns * pixelM, top - window.rows * pixelM];
  const near: number[] = [];
  for (let site = 0; site < tables.siteCount; site++) {
    const [xM, yM] = [tables.siteXM[site]!, tables.siteYM[site]!];
    const eastM = Math.max(0, left - xM, xM - right);
    const awayM = Math.max(0, bottom - yM, yM - top);
    if (eastM * eastM + awayM * awayM <= (tables.rangeM + 1) ** 2) near.push(site);
  }
  return Int32Array.from(near);
}
