import { coverTile, createTile, type Tile } from './cover-tile.ts';
import { type Coverage, createCoverage, type PixelWindow } from './coverage.ts';
import { dbmOfMw } from './decibel.ts';
import type { Raster } from './raster.ts';
import { type SectorTables, validityOf } from './sector-tables.ts';

/** How many strongest servers are kept unless told otherwise. */
export const TOP_K = 6;

/** Side of a tile, pixels: its servers, and the stretch of the tables that it needs, stay in the processor's cache. */
const TILE = 64;

/** Rows `from` (included) to `to` (excluded) of a raster. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** Coverage of a whole raster, in its own memory. Servers kept: `topK`. */
export function coverRaster(raster: Raster, tables: SectorTables, topK: number = TOP_K): Coverage {
  const coverage = createCoverage(raster, tables, topK);
  coverRows(raster, tables, coverage, { from: 0, to: raster.rows });
  return coverage;
}

/**
 * Fills rows of a coverage run: the best servers, the sum of the others, SS-RSRP, SS-SINR, flags. Ranges of rows do not
 * touch each other: workers may share one run, each with rows of its own (whole tiles of 64 rows waste nothing). Memory
 * is taken once per call, not per pixel.
 */
export function coverRows(raster: Raster, tables: SectorTables, coverage: Coverage, { from, to }: RowRange): void {
  const tile = createTile(tables, coverage.topK, TILE * TILE);
  for (let row = from; row < to; row += TILE) {
    for (let column = 0; column < raster.columns; column += TILE) {
      const rows = Math.min(TILE, to - row);
      const columns = Math.min(TILE, raster.columns - column);
      const window = { row, column, rows, columns };
      if (!hasMask(raster, window)) continue;
      coverTile(tile, raster, tables, window);
      keepTile(tile, raster, tables, coverage, window);
    }
  }
}

function hasMask({ mask, columns }: Raster, window: PixelWindow): boolean {
  for (let row = window.row; row < window.row + window.rows; row++) {
    const from = row * columns + window.column;
    const inside = mask.indexOf(1, from);
    if (inside >= 0 && inside < from + window.columns) return true;
  }
  return false;
}

/** Writes a tile's servers to their pixels of the run, and what follows from them. */
function keepTile(tile: Tile, raster: Raster, tables: SectorTables, coverage: Coverage, window: PixelWindow): void {
  const { topK } = coverage;
  const groups = tables.groups.count;
  let pixel = 0;
  for (let row = window.row; row < window.row + window.rows; row++) {
    for (let column = window.column; column < window.column + window.columns; column++, pixel++) {
      const at = row * raster.columns + column;
      for (let rank = 0; rank < topK; rank++) {
        coverage.servers[at * topK + rank] = tile.servers[rank * tile.size + pixel]!;
        coverage.serversMw[at * topK + rank] = tile.serversMw[rank * tile.size + pixel]!;
      }
      for (let group = 0; group < groups; group++) {
        coverage.restMw[at * groups + group] = tile.restMw[group * tile.size + pixel]!;
      }
      servePixel(raster, tables, coverage, at, row, column);
    }
  }
}

function servePixel(
  raster: Raster,
  tables: SectorTables,
  coverage: Coverage,
  pixel: number,
  row: number,
  column: number,
): void {
  const best = coverage.servers[pixel * coverage.topK]!;
  coverage.bestServer[pixel] = best;
  if (best < 0) {
    coverage.rsrpDbm[pixel] = Number.NaN;
    coverage.sinrDb[pixel] = Number.NaN;
    coverage.outOfValidity[pixel] = 0;
    return;
  }
  const bestMw = coverage.serversMw[pixel * coverage.topK]!;
  coverage.rsrpDbm[pixel] = dbmOfMw(bestMw);
  coverage.sinrDb[pixel] = dbmOfMw(bestMw / (tables.noiseMw[best]! + ssInterferenceMw(tables, coverage, pixel)));
  const xM = raster.westM + (column + 0.5) * raster.pixelM;
  const yM = raster.northM - (row + 0.5) * raster.pixelM;
  coverage.outOfValidity[pixel] = validityOf(tables, best, xM, yM);
}

/** What disturbs the SSB of a pixel's strongest server, mW. */
function ssInterferenceMw({ groups }: SectorTables, coverage: Coverage, pixel: number): number {
  const first = pixel * coverage.topK;
  const weights = groups.groupOf[coverage.servers[first]!]! * groups.count;
  let sumMw = 0;
  for (let at = first + 1; at < first + coverage.topK; at++) {
    const other = coverage.servers[at]!;
    if (other < 0) break;
    sumMw += groups.ssbWeight[weights + groups.groupOf[other]!]! * coverage.serversMw[at]!;
  }
  for (let group = 0; group < groups.count; group++) {
    sumMw += groups.ssbWeight[weights + group]! * coverage.restMw[pixel * groups.count + group]!;
  }
  return sumMw;
}
