import type { Position } from '../../shared/model/resource.ts';
import type { CoverageHole } from '../../shared/wire/planning.ts';

/** Corners of an area, WGS84. */
export interface GeoBox {
  readonly southWest: Position;
  readonly northEast: Position;
}

/** The box around a hole's polygons; null where it has none. */
export function boundsOfHole(polygons: CoverageHole['polygons']): GeoBox | null {
  const points = polygons.flat(2);
  if (points.length === 0) return null;
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  return {
    southWest: { lat: Math.min(...lats), lon: Math.min(...lons) },
    northEast: { lat: Math.max(...lats), lon: Math.max(...lons) },
  };
}
