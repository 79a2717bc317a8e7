import type { Position } from '../model/resource.ts';

/** Web-mercator position in tile units at a zoom (EPSG:3857, XYZ numbering): whole parts are tile numbers. */
export function toTile(position: Position, zoom: number): { x: number; y: number } {
  const scale = 2 ** zoom;
  const sine = Math.sin((position.lat * Math.PI) / 180);
  return {
    x: ((position.lon + 180) / 360) * scale,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale,
  };
}

/** The position of a point in tile units at a zoom: what toTile came from. */
export function fromTile(point: { readonly x: number; readonly y: number }, zoom: number): Position {
  const scale = 2 ** zoom;
  return {
    lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * point.y) / scale))) * 180) / Math.PI,
    lon: (point.x / scale) * 360 - 180,
  };
}

/** The tile that holds a position. */
export function tileOf(position: Position, zoom: number): { x: number; y: number } {
  const { x, y } = toTile(position, zoom);
  return { x: Math.floor(x), y: Math.floor(y) };
}
