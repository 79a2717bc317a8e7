import type { Position } from '../model/resource.ts';

/** Mean radius of the earth (IUGG), metres. */
const EARTH_RADIUS_M = 6_371_008.8;

/** Great-circle distance in metres (haversine formula). */
export function metresBetween(a: Position, b: Position): number {
  const toRadians = Math.PI / 180;
  const sinLat = Math.sin(((b.lat - a.lat) * toRadians) / 2);
  const sinLon = Math.sin(((b.lon - a.lon) * toRadians) / 2);
  const h = sinLat * sinLat + Math.cos(a.lat * toRadians) * Math.cos(b.lat * toRadians) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}
