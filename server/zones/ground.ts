import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metresBetween } from '../../shared/geo/distance.ts';
import { type LandMask, surfaceAt } from '../../shared/geo/land-mask.ts';
import { insideRings, type Ring } from '../../shared/geo/polygon.ts';
import type { Position } from '../../shared/model/resource.ts';
import type { Random } from './random.ts';

/** Where invented things may stand. */
export interface Ground {
  /** True where a place and its surroundings (100 m) are inside the outline and on land. */
  fits(position: Position): boolean;
  /** A fitting place, uniform over the zone. */
  anywhere(random: Random): Position;
  /** A fitting place, normally distributed around a centre. */
  near(random: Random, centre: Position, spreadM: number): Position;
  /** Centres of square cells over the zone, row by row from the south-west, that are inside the outline and on land. */
  grid(cellM: number): readonly Position[];
}

const METRES_PER_DEGREE = 111_195;
const MARGIN_M = 100;

/** Reads the outline and the land mask of a zone's base map. */
export function readGround(basemap: string): Ground {
  const outline = JSON.parse(readFileSync(join(basemap, 'zone.geojson'), 'utf8')) as {
    features: { geometry: { coordinates: Ring[] } }[];
  };
  const rings = outline.features.flatMap((feature) => feature.geometry.coordinates);
  const raster = JSON.parse(readFileSync(join(basemap, 'landmask_3s.json'), 'utf8')) as Omit<LandMask, 'cells'>;
  const mask: LandMask = { ...raster, cells: readFileSync(join(basemap, 'landmask_3s.bin')) };
  const points = rings.flat();
  const [west, east] = [Math.min(...points.map(([lon]) => lon)), Math.max(...points.map(([lon]) => lon))];
  const [south, north] = [Math.min(...points.map(([, lat]) => lat)), Math.max(...points.map(([, lat]) => lat))];

  const good = (at: Position): boolean => insideRings(at.lon, at.lat, rings) && surfaceAt(mask, at) === 'land';
  const fits = (at: Position): boolean =>
    good(at) && [0, 1, 2, 3, 4, 5, 6, 7].every((eighth) => good(moved(at, MARGIN_M, (eighth * Math.PI) / 4)));

  function firstFitting(draw: () => Position): Position {
    for (let attempt = 0; attempt < 10_000; attempt++) {
      const position = rounded(draw());
      if (fits(position)) return position;
    }
    throw new Error('no fitting place found');
  }

  function grid(cellM: number): readonly Position[] {
    const stepLat = cellM / METRES_PER_DEGREE;
    const stepLon = stepLat / Math.cos((((south + north) / 2) * Math.PI) / 180);
    const cells: Position[] = [];
    for (let lat = south + stepLat / 2; lat < north; lat += stepLat) {
      for (let lon = west + stepLon / 2; lon < east; lon += stepLon) {
        const centre = rounded({ lat, lon });
        if (good(centre)) cells.push(centre);
      }
    }
    return cells;
  }

  return {
    fits,
    grid,
    anywhere: (random) =>
      firstFitting(() => ({ lat: south + random.next() * (north - south), lon: west + random.next() * (east - west) })),
    near: (random, centre, spreadM) =>
      firstFitting(() => moved(centre, Math.abs(random.normal()) * spreadM, random.next() * 2 * Math.PI)),
  };
}

function moved(from: Position, distanceM: number, bearingRad: number): Position {
  const lat = from.lat + (distanceM * Math.cos(bearingRad)) / METRES_PER_DEGREE;
  const metresPerDegreeLon = METRES_PER_DEGREE * Math.cos((from.lat * Math.PI) / 180);
  return { lat, lon: from.lon + (distanceM * Math.sin(bearingRad)) / metresPerDegreeLon };
}

/** Five decimals: about a metre. */
function rounded({ lat, lon }: Position): Position {
  return { lat: Math.round(lat * 1e5) / 1e5, lon: Math.round(lon * 1e5) / 1e5 };
}

/** Distance in metres to the nearest of some places; infinite when there are none. */
export function nearestM(position: Position, others: readonly Position[]): number {
  return others.reduce((nearest, other) => Math.min(nearest, metresBetween(position, other)), Number.POSITIVE_INFINITY);
}
