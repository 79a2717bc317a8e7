import { type LandMask, surfaceAt } from '../geo/land-mask.ts';
import type { Ring } from '../geo/polygon.ts';
import type { Position } from '../model/resource.ts';

/** Length of a degree of latitude on the sphere of `geo/distance.ts`, metres. */
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;
/** More pixels than any coverage run here can keep in memory with its servers. */
const MAX_PIXELS = 50_000_000;

/**
 * Square pixels over an area, row by row from the north, columns from the west: pixel = row · columns + column. Local
 * metres x (east) and y (north) are counted from the origin on a cylinder through its latitude: at 50 km from the origin
 * east–west lengths are off by 0.6 % (36° N), which is 0.1 dB of path loss.
 */
export interface Raster {
  readonly pixelM: number;
  readonly columns: number;
  readonly rows: number;
  /** Local metres of the north-western corner. */
  readonly westM: number;
  readonly northM: number;
  /** WGS84. */
  readonly origin: Position;
  /** 1 where coverage is asked for: inside the outline and not sea; rows · columns values. */
  readonly mask: Uint8Array;
}

/** No raster can be made; `reason` says why. */
export class RasterRefused extends Error {
  override readonly name = 'RasterRefused';
  constructor(readonly reason: 'no-outline' | 'pixel-size' | 'too-many-pixels') {
    super(reason);
  }
}

/**
 * The raster over an outline (WGS84 rings [lon, lat], holes by even-odd), with pixels of `pixelM` metres. A pixel is
 * inside when its centre is, and when `land` does not call it sea; what lies beyond the land mask counts as land.
 * Throws RasterRefused without an outline, for a pixel size that is not positive, and above 50 million pixels.
 */
export function createRaster(outline: readonly Ring[], pixelM: number, land?: LandMask): Raster {
  if (!(pixelM > 0 && Number.isFinite(pixelM))) throw new RasterRefused('pixel-size');
  const box = boxOf(outline);
  const origin = { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 };
  const highM = (box.north - box.south) * METRES_PER_DEGREE;
  const wideM = (box.east - box.west) * metresPerDegreeEast(origin);
  const columns = Math.max(1, Math.ceil(wideM / pixelM));
  const rows = Math.max(1, Math.ceil(highM / pixelM));
  if (columns * rows > MAX_PIXELS) throw new RasterRefused('too-many-pixels');
  const mask = new Uint8Array(columns * rows);
  const raster = { pixelM, columns, rows, westM: -(columns * pixelM) / 2, northM: (rows * pixelM) / 2, origin, mask };
  for (let row = 0; row < rows; row++) fillRow(raster, row, outline);
  if (land) clearSea(raster, land);
  return raster;
}

/** Local metres of a position. */
export function metresAt({ origin }: Raster, { lat, lon }: Position): { readonly xM: number; readonly yM: number } {
  return { xM: (lon - origin.lon) * metresPerDegreeEast(origin), yM: (lat - origin.lat) * METRES_PER_DEGREE };
}

/** The pixel that a position lies in, −1 outside the raster. The mask is not asked. */
export function pixelAt(raster: Raster, position: Position): number {
  const { xM, yM } = metresAt(raster, position);
  const column = Math.floor((xM - raster.westM) / raster.pixelM);
  const row = Math.floor((raster.northM - yM) / raster.pixelM);
  const isInside = column >= 0 && column < raster.columns && row >= 0 && row < raster.rows;
  return isInside ? row * raster.columns + column : -1;
}

/** Centre of a pixel, WGS84. */
export function positionOfPixel(raster: Raster, pixel: number): Position {
  const column = pixel % raster.columns;
  const row = (pixel - column) / raster.columns;
  return positionOfCorner(raster, column + 0.5, row + 0.5);
}

/**
 * A point given in columns from the west and rows from the north, WGS84; whole numbers are corners of pixels, as contours
 * count them.
 */
export function positionOfCorner({ origin, westM, northM, pixelM }: Raster, column: number, row: number): Position {
  return {
    lat: origin.lat + (northM - row * pixelM) / METRES_PER_DEGREE,
    lon: origin.lon + (westM + column * pixelM) / metresPerDegreeEast(origin),
  };
}

/** Area of the masked pixels, km². */
export function areaKm2({ mask, pixelM }: Raster): number {
  let pixels = 0;
  for (const inside of mask) pixels += inside;
  return (pixels * pixelM * pixelM) / 1e6;
}

function metresPerDegreeEast({ lat }: Position): number {
  return METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
}

function boxOf(outline: readonly Ring[]) {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [lon, lat] of outline.flat()) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  if (!(box.west < box.east && box.south < box.north)) throw new RasterRefused('no-outline');
  return box;
}

/** Marks the pixels of a row between each pair of crossings of the outline with the row's centre line. */
function fillRow(raster: Raster, row: number, outline: readonly Ring[]): void {
  const { lat } = positionOfCorner(raster, 0, row + 0.5);
  const crossings = crossingsAt(lat, outline).map((lon) => {
    const { xM } = metresAt(raster, { lat, lon });
    // The first pixel whose centre is east of the crossing.
    return Math.ceil((xM - raster.westM) / raster.pixelM - 0.5);
  });
  for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
    const from = row * raster.columns + Math.max(0, crossings[pair]!);
    const to = row * raster.columns + Math.min(raster.columns, crossings[pair + 1]!);
    if (to > from) raster.mask.fill(1, from, to);
  }
}

/** Longitudes at which the rings cross a latitude, from the west. */
function crossingsAt(lat: number, rings: readonly Ring[]): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!;
      const [xj, yj] = ring[j]!;
      if (yi > lat !== yj > lat) crossings.push(((xj - xi) * (lat - yi)) / (yj - yi) + xi);
    }
  }
  return crossings.sort((a, b) => a - b);
}

function clearSea(raster: Raster, land: LandMask): void {
  for (let pixel = 0; pixel < raster.mask.length; pixel++) {
    if (raster.mask[pixel] === 0) continue;
    if (surfaceAt(land, positionOfPixel(raster, pixel)) === 'sea') raster.mask[pixel] = 0;
  }
}
