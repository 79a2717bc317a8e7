import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';

const METRES_PER_DEGREE = 111_195;
/** Share of the picture that stays free at each edge. */
const MARGIN = 0.06;
/** A single place is drawn with so much around it, degrees. */
const LEAST_SPAN = 0.01;
const TILE_PX = 256;
const LEAST_SQUEEZE = 0.01;

/** Degrees to pixels: evenly in both directions at the middle latitude, which is true enough for a zone. */
export interface Projection {
  point(lon: number, lat: number): readonly [x: number, y: number];
  /** A path of an SVG, not closed. */
  line(points: readonly (readonly number[])[]): string;
  pixels(metres: number): number;
}

/** What the map showed when it was taken from there; else so that everything that has a place fits. */
export function createProjection(content: SnapshotContent, width: number, height: number): Projection {
  const { middleLon, middleLat, squeeze, scale } = cameraOf(content, width, height);
  const round = (value: number): number => Math.round(value * 10) / 10;
  const point = (lon: number, lat: number): readonly [number, number] => [
    round(width / 2 + (lon - middleLon) * squeeze * scale),
    round(height / 2 - (lat - middleLat) * scale),
  ];
  return {
    point,
    line: (points) => points.map(([lon, lat], i) => `${i === 0 ? 'M' : 'L'}${point(lon!, lat!).join(' ')}`).join(''),
    pixels: (metres) => (metres / METRES_PER_DEGREE) * scale,
  };
}

interface Camera {
  readonly middleLon: number;
  readonly middleLat: number;
  /** Metres of a degree of longitude to those of one of latitude. */
  readonly squeeze: number;
  /** Pixels of a degree of latitude. */
  readonly scale: number;
}

function cameraOf(content: SnapshotContent, width: number, height: number): Camera {
  if (content.viewport !== null) {
    const { lat, lon, zoom } = content.viewport;
    const squeeze = squeezeAt(lat);
    // Web Mercator: the Earth's 360° are 256 px wide at zoom 0.
    return { middleLon: lon, middleLat: lat, squeeze, scale: (TILE_PX * 2 ** zoom) / 360 / squeeze };
  }
  const { west, east, south, north } = boundsOf(content);
  const [middleLon, middleLat] = [(west + east) / 2, (south + north) / 2];
  const squeeze = squeezeAt(middleLat);
  const scale = Math.min(
    (width * (1 - 2 * MARGIN)) / ((east - west) * squeeze),
    (height * (1 - 2 * MARGIN)) / (north - south),
  );
  return { middleLon, middleLat, squeeze, scale };
}

/** Nowhere zero: at a pole a map has no width. */
function squeezeAt(lat: number): number {
  return Math.max(LEAST_SQUEEZE, Math.cos((lat * Math.PI) / 180));
}

/** The zone's outline where nothing has a place. */
function boundsOf(content: SnapshotContent): { west: number; east: number; south: number; north: number } {
  const lons = content.kinds.flatMap(({ lon }) => lon.filter((value) => value !== null));
  const lats = content.kinds.flatMap(({ lat }) => lat.filter((value) => value !== null));
  const outline = content.zone.outline.flat();
  const [xs, ys] = lons.length > 0 ? [lons, lats] : [outline.map(([lon]) => lon), outline.map(([, lat]) => lat)];
  const least = (values: readonly number[]): number =>
    values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (xs.length === 0) return { west: -LEAST_SPAN, east: LEAST_SPAN, south: -LEAST_SPAN, north: LEAST_SPAN };
  const [west, east, south, north] = [least(xs), most(xs), least(ys), most(ys)];
  const [padX, padY] = [Math.max(0, LEAST_SPAN - (east - west)) / 2, Math.max(0, LEAST_SPAN - (north - south)) / 2];
  return { west: west - padX, east: east + padX, south: south - padY, north: north + padY };
}
