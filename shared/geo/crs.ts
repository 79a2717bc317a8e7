import type { Position } from '../model/resource.ts';

/**
 * Coordinate systems that maps of mainland China use. WGS84 is what receivers measure and what this product keeps;
 * GCJ-02 is the shifted system that maps published there are drawn in; BD-09 is Baidu's further shift of GCJ-02.
 */
export const CRS_NAMES = ['WGS84', 'GCJ-02', 'BD-09'] as const;
export type Crs = (typeof CRS_NAMES)[number];

/** Krasovsky 1940 ellipsoid, on which GCJ-02 is defined: semi-major axis, metres, and squared eccentricity. */
const AXIS_M = 6_378_245;
const ECCENTRICITY_2 = 0.006_693_421_622_965_943;
/** Outside this box GCJ-02 is WGS84. */
const CHINA = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 } as const;
/** Where the shift is measured from, degrees. */
const ORIGIN = { lat: 35, lon: 105 } as const;
const BD_PI = (Math.PI * 3000) / 180;
const BD_SHIFT = { lat: 0.006, lon: 0.0065 } as const;
/** Each step of the inversion gains about three digits; five are far below a millimetre. */
const INVERSE_STEPS = 5;

/** A WGS84 position in another system, degrees. */
export function fromWgs84(position: Position, crs: Crs): Position {
  if (crs === 'WGS84') return position;
  const gcj = toGcj02(position);
  return crs === 'GCJ-02' ? gcj : toBd09(gcj);
}

/** A position of another system in WGS84, degrees; exact to well under a metre. */
export function toWgs84(position: Position, crs: Crs): Position {
  if (crs === 'WGS84') return position;
  let guess = position;
  for (let step = 0; step < INVERSE_STEPS; step++) {
    const there = fromWgs84(guess, crs);
    guess = { lat: guess.lat + position.lat - there.lat, lon: guess.lon + position.lon - there.lon };
  }
  return guess;
}

function toGcj02({ lat, lon }: Position): Position {
  if (lon < CHINA.west || lon > CHINA.east || lat < CHINA.south || lat > CHINA.north) return { lat, lon };
  const [x, y] = [lon - ORIGIN.lon, lat - ORIGIN.lat];
  const angle = (lat * Math.PI) / 180;
  const w2 = 1 - ECCENTRICITY_2 * Math.sin(angle) ** 2;
  const w = Math.sqrt(w2);
  const north = (northM(x, y) * 180) / (((AXIS_M * (1 - ECCENTRICITY_2)) / (w2 * w)) * Math.PI);
  const east = (eastM(x, y) * 180) / ((AXIS_M / w) * Math.cos(angle) * Math.PI);
  return { lat: lat + north, lon: lon + east };
}

/** Shift to the north, metres, of a place x degrees east and y degrees north of the origin. */
function northM(x: number, y: number): number {
  const polynomial = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return polynomial + waves(6, x, 2, x) + waves(1, y, 1 / 3, y, 20, 40) + waves(1 / 12, y, 1 / 30, y, 160, 320);
}

/** Shift to the east, metres. */
function eastM(x: number, y: number): number {
  const polynomial = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return polynomial + waves(6, x, 2, x) + waves(1, x, 1 / 3, x, 20, 40) + waves(1 / 12, x, 1 / 30, x, 150, 300);
}

/** Two thirds of the sum of two sines of π · factor · angle. */
function waves(first: number, a: number, second: number, b: number, firstM = 20, secondM = 20): number {
  return ((firstM * Math.sin(first * a * Math.PI) + secondM * Math.sin(second * b * Math.PI)) * 2) / 3;
}

function toBd09({ lat, lon }: Position): Position {
  const radius = Math.hypot(lon, lat) + 0.000_02 * Math.sin(lat * BD_PI);
  const angle = Math.atan2(lat, lon) + 0.000_003 * Math.cos(lon * BD_PI);
  return { lat: radius * Math.sin(angle) + BD_SHIFT.lat, lon: radius * Math.cos(angle) + BD_SHIFT.lon };
}
