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
  /** Pixels of the mask in reach of the site that is being added, and how each is seen from it. */
  readonly reached: Uint16Array;
  readonly metres: Uint16Array;
  readonly bearing: Uint16Array;
  /** Sites in reach of the tile; by site, the square of its distance from the tile's middle. */
  readonly near: number[];
  readonly nearM2: Float64Array;
}

export function createTile(tables: SectorTables, topK: number, size: number): Tile {
  return {
    topK,
    size,
    servers: new Int32Array(topK * size),
    serversMw: new Float32Array(topK * size),
    restMw: new Float32Array(tables.groups.count * size),
    reached: new Uint16Array(size),
    metres: new Uint16Array(size),
    bearing: new Uint16Array(size),
    near: [],
    nearM2: new Float64Array(tables.siteCount),
  };
}

/** Ranks all cells at the pixels of a window, which must fit the tile. Pixels off the mask stay without servers. */
export function coverTile(tile: Tile, raster: Raster, tables: SectorTables, window: PixelWindow): void {
  tile.servers.fill(-1);
  tile.serversMw.fill(0);
  tile.restMw.fill(0);
  findNear(tile, raster, tables, window);
  for (const site of tile.near) {
    const count = look(tile, raster, tables, site, window);
    let i = tables.siteFirst[site]!;
    const end = tables.siteFirst[site + 1]!;
    for (; i + 2 < end && areAlike(tables, i); i += 3) addThree(tile, tables, i, count);
    for (; i < end; i++) addCell(tile, tables, tables.siteCells[i]!, count);
  }
}

/** Whether three cells of a site from place `first` on differ in their antennas alone, as sectors of a mast mostly do. */
function areAlike({ siteCells, loss, groups }: SectorTables, first: number): boolean {
  const [one, two, three] = [siteCells[first]!, siteCells[first + 1]!, siteCells[first + 2]!];
  const { groupOf } = groups;
  return (
    loss[one] === loss[two] &&
    loss[one] === loss[three] &&
    groupOf[one] === groupOf[two] &&
    groupOf[one] === groupOf[three]
  );
}

/** Sites in reach, nearest first: then most of the later ones fail the first comparison. */
function findNear(tile: Tile, raster: Raster, tables: SectorTables, window: PixelWindow): void {
  const { pixelM, westM, northM } = raster;
  const [halfWideM, halfHighM] = [(window.columns * pixelM) / 2, (window.rows * pixelM) / 2];
  const middleX = westM + window.column * pixelM + halfWideM;
  const middleY = northM - window.row * pixelM - halfHighM;
  tile.near.length = 0;
  for (let site = 0; site < tables.siteCount; site++) {
    const eastM = Math.abs(tables.siteXM[site]! - middleX);
    const aboveM = Math.abs(tables.siteYM[site]! - middleY);
    tile.nearM2[site] = eastM ** 2 + aboveM ** 2;
    // From the site to the nearest edge of the window.
    const gapM2 = Math.max(0, eastM - halfWideM) ** 2 + Math.max(0, aboveM - halfHighM) ** 2;
    if (gapM2 <= (tables.rangeM + 1) ** 2) tile.near.push(site);
  }
  tile.near.sort((a, b) => tile.nearM2[a]! - tile.nearM2[b]! || a - b);
}

/** Finds the pixels that a site reaches, with distance and bearing; says how many there are. */
function look(tile: Tile, raster: Raster, tables: SectorTables, site: number, window: PixelWindow): number {
  const { reached, metres, bearing } = tile;
  const { pixelM, mask } = raster;
  const rangeM = tables.rangeM;
  const firstEastM = raster.westM + (window.column + 0.5) * pixelM - tables.siteXM[site]!;
  let count = 0;
  for (let row = 0; row < window.rows; row++) {
    const northM = raster.northM - (window.row + row + 0.5) * pixelM - tables.siteYM[site]!;
    const onRaster = (window.row + row) * raster.columns + window.column;
    const pixel = row * window.columns;
    if (northM > rangeM + 1 || northM < -rangeM - 1) continue;
    for (let column = 0; column < window.columns; column++) {
      if (mask[onRaster + column] === 0) continue;
      const eastM = firstEastM + column * pixelM;
      const apartM = wholeMetres(eastM, northM, rangeM);
      if (apartM > rangeM) continue;
      reached[count] = pixel + column;
      metres[count] = apartM;
      bearing[count] = bearingBin(eastM, northM);
      count += 1;
    }
  }
  return count;
}

/** The inner loop: the same arithmetic as `powerMwOf`, with everything that stands still taken out. */
function addCell(tile: Tile, tables: SectorTables, cell: number, count: number): void {
  const { reached, metres, bearing, size } = tile;
  const { horizontalGain, verticalGain, lossGain } = tables;
  const horizontal = tables.horizontal[cell]!;
  const vertical = tables.vertical[cell]!;
  const loss = tables.loss[cell]!;
  const peakMw = tables.peakMw[cell]!;
  const floor = tables.floorGain[cell]!;
  const weakest = tile.serversMw.subarray((tile.topK - 1) * size, tile.topK * size);
  const group = tables.groups.groupOf[cell]!;
  const rest = tile.restMw.subarray(group * size, (group + 1) * size);
  for (let i = 0; i < count; i++) {
    const pixel = reached[i]!;
    const at = metres[i]!;
    const gain = horizontalGain[horizontal + bearing[i]!]! * verticalGain[vertical + at]!;
    const powerMw = Math.fround(peakMw * lossGain[loss + at]! * (gain < floor ? floor : gain));
    if (powerMw > weakest[pixel]!) insert(tile, tables.groups.groupOf, pixel, cell, powerMw);
    else rest[pixel]! += powerMw;
  }
}

/**
 * `addCell` for three sectors at once: most pixels keep none of them, and then what is the same for all three is read
 * once and the rest is written once. This is most of the time of a run.
 */
function addThree(tile: Tile, tables: SectorTables, first: number, count: number): void {
  const { reached, metres, bearing, size } = tile;
  const { horizontalGain, verticalGain, lossGain, horizontal, vertical, peakMw, floorGain, siteCells } = tables;
  const { groupOf } = tables.groups;
  const [a, b, c] = [siteCells[first]!, siteCells[first + 1]!, siteCells[first + 2]!];
  const [horizontalA, horizontalB, horizontalC] = [horizontal[a]!, horizontal[b]!, horizontal[c]!];
  const [verticalA, verticalB, verticalC] = [vertical[a]!, vertical[b]!, vertical[c]!];
  const [peakA, peakB, peakC] = [peakMw[a]!, peakMw[b]!, peakMw[c]!];
  const [floorA, floorB, floorC] = [floorGain[a]!, floorGain[b]!, floorGain[c]!];
  const loss = tables.loss[a]!;
  const weakest = tile.serversMw.subarray((tile.topK - 1) * size, tile.topK * size);
  const group = groupOf[a]!;
  const rest = tile.restMw.subarray(group * size, (group + 1) * size);
  for (let i = 0; i < count; i++) {
    const pixel = reached[i]!;
    const at = metres[i]!;
    const turn = bearing[i]!;
    const passed = lossGain[loss + at]!;
    const gainA = horizontalGain[horizontalA + turn]! * verticalGain[verticalA + at]!;
    const gainB = horizontalGain[horizontalB + turn]! * verticalGain[verticalB + at]!;
    const gainC = horizontalGain[horizontalC + turn]! * verticalGain[verticalC + at]!;
    const mwA = Math.fround(peakA * passed * (gainA < floorA ? floorA : gainA));
    const mwB = Math.fround(peakB * passed * (gainB < floorB ? floorB : gainB));
    const mwC = Math.fround(peakC * passed * (gainC < floorC ? floorC : gainC));
    const least = weakest[pixel]!;
    if (mwA <= least && mwB <= least && mwC <= least) {
      rest[pixel]! += mwA + mwB + mwC;
      continue;
    }
    // One after the other: a stronger one raises what the next has to beat.
    if (mwA > least) insert(tile, groupOf, pixel, a, mwA);
    else rest[pixel]! += mwA;
    if (mwB > weakest[pixel]!) insert(tile, groupOf, pixel, b, mwB);
    else rest[pixel]! += mwB;
    if (mwC > weakest[pixel]!) insert(tile, groupOf, pixel, c, mwC);
    else rest[pixel]! += mwC;
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
