import { toTile } from '../../shared/geo/tiles.ts';
import type { Position } from '../../shared/model/resource.ts';
import type { Box } from './label-placement.ts';

/** Side of the web-mercator world at zoom 0, CSS pixels: the usual 256-pixel tiles. */
const TILE_PX = 256;
/** Equator, WGS84, metres. */
const EQUATOR_M = 2 * Math.PI * 6_378_137;

/** Canvases are drawn so far beyond each edge of the view, CSS pixels, so that the beginning of a pan shows no void. */
export const MARGIN_PX = 96;

/**
 * What a canvas looks at. Origins are world pixels (EPSG:3857 at `zoom`) of the canvas' top left corner; width and
 * height are CSS pixels; `ratio` is device pixels per CSS pixel.
 */
export interface Camera {
  readonly zoom: number;
  readonly originX: number;
  readonly originY: number;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** Where words would be cut or covered (hidden-places.ts), pixels of the canvas; absent for nowhere. */
  readonly hidden?: readonly Box[];
}

/** World position in 0…1, independent of zoom; multiply by `worldPx(zoom)`. */
export function toWorld(position: Position): { x: number; y: number } {
  return toTile(position, 0);
}

/** Side of the world at a zoom, CSS pixels. */
export function worldPx(zoom: number): number {
  return TILE_PX * 2 ** zoom;
}

/** A world position as pixels of the camera's canvas. */
export function toCanvas(camera: Camera, world: { x: number; y: number }): { x: number; y: number } {
  const side = worldPx(camera.zoom);
  return { x: world.x * side - camera.originX, y: world.y * side - camera.originY };
}

/** Ground metres per CSS pixel. */
export function metresPerPx(lat: number, zoom: number): number {
  return (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / worldPx(zoom);
}

/** The longest round distance (1, 2 or 5 × 10ⁿ m) whose bar is at most `maxPx` long. */
export function scaleBar(lat: number, zoom: number, maxPx: number): { metres: number; px: number } {
  const perPx = metresPerPx(lat, zoom);
  const limit = perPx * maxPx;
  const power = 10 ** Math.floor(Math.log10(limit));
  const metres = ([5, 2, 1].find((step) => step * power <= limit) ?? 1) * power;
  return { metres, px: metres / perPx };
}
