import { bandEdges, type Thresholds } from '../../shared/radio/coverage-bands.ts';
import type { CoverageLayer, CoverageRaster } from '../../shared/wire/planning.ts';

export { bandEdges, type Thresholds };

/** Where a raster lies, degrees WGS84, rows from the north and columns from the west. */
export interface RasterPlace {
  readonly rows: number;
  readonly columns: number;
  readonly north: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
}

/** A raster as the map draws it: a class per pixel. */
export interface ClassRaster extends RasterPlace {
  readonly classes: Uint8Array | Uint16Array;
  /** The class of pixels that are not drawn. */
  readonly nothing: number;
}

/**
 * The band that the contour runs around: covered by the profile's threshold, as likely as not (probability), polluted
 * (overlap), by one site only. Null for servers: there every border is drawn.
 */
export function contourBand(layer: CoverageLayer): number | null {
  switch (layer) {
    case 'rsrp':
    case 'single-server':
      return 2;
    case 'overlap':
      return 3;
    case 'best-server':
      return null;
    default:
      return 1;
  }
}

/** What a stored number means, in the layer's unit. */
export function meaningOf(raster: CoverageRaster, stored: number): number {
  return raster.offset + raster.step * stored;
}

/** Puts every pixel into the band that its value lies in; servers keep their number. */
export function classify(raster: CoverageRaster, thresholds: Thresholds): ClassRaster {
  if (raster.layer === 'best-server') return { ...raster, classes: raster.values };
  const edges = bandEdges(raster.layer, thresholds);
  // Stored numbers are whole steps: half a step below an edge that is not one of them still belongs under it.
  const bands = Uint8Array.from({ length: 256 }, (_, stored) => {
    const value = meaningOf(raster, stored);
    return edges.filter((edge) => value >= edge - 1e-9).length;
  });
  bands[raster.nothing] = NOTHING;
  return { ...raster, classes: Uint8Array.from(raster.values, (stored) => bands[stored]!), nothing: NOTHING };
}

export const NOTHING = 255;

/** Classes of the difference of two states: what the second has more or less than the first. */
export const CHANGE = { neither: 0, both: 1, gained: 2, lost: 3 } as const;

/** Two pictures are not of the same ground. */
export class RastersDiffer extends Error {
  override readonly name = 'RastersDiffer';
}

/** Where the threshold's band is kept in both, in neither, only in `after`, only in `before`. Throws RastersDiffer. */
export function differenceOf(before: ClassRaster, after: ClassRaster, band: number): ClassRaster {
  if (before.rows !== after.rows || before.columns !== after.columns) {
    throw new RastersDiffer(`${before.rows} × ${before.columns} is not ${after.rows} × ${after.columns}`);
  }
  const classes = new Uint8Array(after.classes.length).fill(NOTHING);
  for (let pixel = 0; pixel < classes.length; pixel++) {
    const [old, now] = [before.classes[pixel]!, after.classes[pixel]!];
    if (old === before.nothing && now === after.nothing) continue;
    const had = old !== before.nothing && old >= band;
    const has = now !== after.nothing && now >= band;
    classes[pixel] = has ? (had ? CHANGE.both : CHANGE.gained) : had ? CHANGE.lost : CHANGE.neither;
  }
  return { ...after, classes, nothing: NOTHING };
}

/** The pixel at a position, −1 outside. */
export function pixelAt(place: RasterPlace, lat: number, lon: number): number {
  const row = Math.floor(((place.north - lat) / (place.north - place.south)) * place.rows);
  const column = Math.floor(((lon - place.west) / (place.east - place.west)) * place.columns);
  const inside = row >= 0 && column >= 0 && row < place.rows && column < place.columns;
  return inside ? row * place.columns + column : -1;
}
