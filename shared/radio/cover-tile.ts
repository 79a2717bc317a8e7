import { bearingBin } from './bearing-bin.ts';
import type { PixelWindow } from './coverage.ts';
import type { Raster } from './raster.ts';
import { type SectorTables, wholeMetres } from './sector-tables.ts';

/**
 * Room for the servers of one tile, used again for the next. Arrays are by rank (or group) first, so that the inner loop
 * walks along pixels: rank · size + pixel.
 */
export interface Tile {
  readonly topK: number;
  /** Pixels that there is room for. */
  readonly size: number;
  readonly servers: Int32Array;
  readonly serversMw: Float32Array;
  /** group · size + pixel. */
  readonly restMw: Float32Array;
  /** By pixel, seen from the site that is being added. */
  readonly metres: Uint16Array;
  readonly bearing: Uint16Array;
  /** Sites in reach of the tile, and how far each is from its middle. */
  readonly near: number[];
  readonly nearM: Float64Array;
}

export function createTile(tables: SectorTables, topK: number, size: number): Tile {
  return {
    topK,
    size,
    servers: new Int32Array(topK * size),
    serversMw: new Float32Array(topK * size),
    restMw: new Float32Array(tables.groups.count * size),
    metres: new Uint16Array(size),
    bearing: new Uint16Array(size),
    near: [],
    nearM: new Float64Array(tables.siteCount),
  };
}

/** Ranks all cells at the pixels of a window, which must fit the tile. Pixels off the mask stay without servers. */
export function coverTile(tile: Tile, raster: Raster, tables: SectorTables, window: PixelWindow): void {
  tile.servers.fill(-1);
  tile.serversMw.fill(0);
  tile.restMw.fill(0);
  findNear(tile, raster, tables, window);
  for (const site of tile.near) {
    look(tile, raster, tables, site, window);
    for (let i = tables.siteFirst[site]!; i < tables.siteFirst[site + 1]!; i++) {
      addCell(tile, tables, tables.siteCells[i]!, window.rows * window.columns);
    }
  }
}

/** Sites in reach, nearest first: then most of the later ones fail the first comparison. */
function findNear(tile: Tile, raster: Raster, tables: SectorTables, window: PixelWindow): void {
  const { pixelM, westM, northM } = raster;
  const [halfWideM, halfHighM] = [(window.columns * pixelM) / 2, (window.rows * pixelM) / 2];
  const middleX = westM + window.column * pixelM + halfWideM;
  const middleY = northM - window.row * pixelM - halfHighM;
  const reachM = tables.rangeM + 1 + Math.hypot(halfWideM, halfHighM);
  tile.near.length = 0;
  for (let site = 0; site < tables.siteCount; site++) {
    const apartM = Math.hypot(tables.siteXM[site]! - middleX, tables.siteYM[site]! - middleY);
    tile.nearM[site] = apartM;
    if (apartM <= reachM) tile.near.push(site);
  }
  tile.near.sort((a, b) => tile.nearM[a]! - tile.nearM[b]! || a - b);
}

/** Distance and bearing of every pixel from a site; pixels off the mask are beyond the range. */
function look(tile: Tile, raster: Raster, tables: SectorTables, site: number, window: PixelWindow): void {
  const { metres, bearing } = tile;
  const { pixelM, mask } = raster;
  const rangeM = tables.rangeM;
  const firstEastM = raster.westM + (window.column + 0.5) * pixelM - tables.siteXM[site]!;
  let pixel = 0;
  for (let row = 0; row < window.rows; row++) {
    const northM = raster.northM - (window.row + row + 0.5) * pixelM - tables.siteYM[site]!;
    const onRaster = (window.row + row) * raster.columns + window.column;
    for (let column = 0; column < window.columns; column++, pixel++) {
      const eastM = firstEastM + column * pixelM;
      metres[pixel] = mask[onRaster + column] === 0 ? rangeM + 1 : wholeMetres(eastM, northM, rangeM);
      bearing[pixel] = bearingBin(eastM, northM);
    }
  }
}

/** The inner loop: the same arithmetic as `powerMwOf`, with everything that stands still taken out. */
function addCell(tile: Tile, tables: SectorTables, cell: number, pixels: number): void {
  const { metres, bearing, size } = tile;
  const { horizontalGain, verticalGain, lossGain } = tables;
  const horizontal = tables.horizontal[cell]!;
  const vertical = tables.vertical[cell]!;
  const loss = tables.loss[cell]!;
  const peakMw = tables.peakMw[cell]!;
  const floor = tables.floorGain[cell]!;
  const weakest = tile.serversMw.subarray((tile.topK - 1) * size, tile.topK * size);
  const group = tables.groups.groupOf[cell]!;
  const rest = tile.restMw.subarray(group * size, (group + 1) * size);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const at = metres[pixel]!;
    const gain = horizontalGain[horizontal + bearing[pixel]!]! * verticalGain[vertical + at]!;
    const powerMw = Math.fround(peakMw * lossGain[loss + at]! * (gain < floor ? floor : gain));
    if (powerMw > weakest[pixel]!) insert(tile, tables.groups.groupOf, pixel, cell, powerMw);
    else rest[pixel]! += powerMw;
  }
}

/** Puts a cell into its rank; the one that drops out joins the rest. */
function insert(tile: Tile, groupOf: Int32Array, pixel: number, cell: number, powerMw: number): void {
  const { servers, serversMw, size } = tile;
  let at = (tile.topK - 1) * size + pixel;
  const dropped = servers[at]!;
  if (dropped >= 0) tile.restMw[groupOf[dropped]! * size + pixel]! += serversMw[at]!;
  while (at >= size && serversMw[at - size]! < powerMw) {
    servers[at] = servers[at - size]!;
    serversMw[at] = serversMw[at - size]!;
    at -= size;
  }
  servers[at] = cell;
  serversMw[at] = powerMw;
}
