import { type Crs, fromWgs84 } from '../../shared/geo/crs.ts';
import type { Label } from '../../shared/model/resource.ts';
import { toWorld } from './camera.ts';

/** Lines and rings in world units (0…1), x and y alternating. */
export type WorldPath = Float64Array;

export interface PlaceLabel {
  readonly x: number;
  readonly y: number;
  readonly name: Label;
  /** `town`, `subdistrict`, `metro_station`, `water`, …; an unknown kind is drawn like a subdistrict. */
  readonly kind: string;
  readonly minZoom: number;
}

export interface TransportLine {
  readonly path: WorldPath;
  /** `motorway`, `primary`, `rail` or `metro`; anything else is drawn like a primary road. */
  readonly kind: string;
}

/** The base map's content, ready to be drawn at any zoom. */
export interface BaseMap {
  readonly sea: readonly WorldPath[];
  readonly coast: readonly WorldPath[];
  readonly zone: readonly WorldPath[];
  readonly transport: readonly TransportLine[];
  readonly places: readonly PlaceLabel[];
}

export const EMPTY_BASE_MAP: BaseMap = { sea: [], coast: [], zone: [], transport: [], places: [] };

/** Kinds of places that have a mark of their own elsewhere. */
const DRAWN_ELSEWHERE = new Set(['demo_datacentre']);
const ABOVE_ALL_ZOOMS = 24;

/**
 * Reads the GeoJSON layers of a zone pack (WGS84), by name: `sea`, `coastline`, `zone`, `places`,
 * `transport_schematic`. `crs` is what the map is drawn in. Files are from outside: whatever has not the expected form is left out.
 */
export function readBaseMap(layers: ReadonlyMap<string, unknown>, crs: Crs = 'WGS84'): BaseMap {
  const place: Place = (lon, lat) => toWorld(fromWgs84({ lat, lon }, crs));
  const shapes = (name: string) => featuresOf(layers.get(name)).flatMap((feature) => pathsOf(feature.geometry, place));
  return {
    sea: shapes('sea'),
    coast: shapes('coastline'),
    zone: shapes('zone'),
    transport: featuresOf(layers.get('transport_schematic')).flatMap((feature) =>
      pathsOf(feature.geometry, place).map((path) => ({ path, kind: textOf(feature.properties.get('class')) })),
    ),
    places: featuresOf(layers.get('places')).flatMap((feature) => placeOf(feature, place)),
  };
}

/** WGS84 degrees to world units of the map's system. */
type Place = (lon: number, lat: number) => { x: number; y: number };

interface Feature {
  readonly properties: ReadonlyMap<string, unknown>;
  readonly geometry: unknown;
}

function featuresOf(layer: unknown): Feature[] {
  const features = field(layer, 'features');
  if (!Array.isArray(features)) return [];
  return features.map((feature: unknown) => {
    const properties = field(feature, 'properties');
    return {
      properties: new Map(properties !== null && typeof properties === 'object' ? Object.entries(properties) : []),
      geometry: field(feature, 'geometry'),
    };
  });
}

function placeOf({ properties, geometry }: Feature, place: Place): PlaceLabel[] {
  const kind = textOf(properties.get('kind'));
  const [zh, en] = [textOf(properties.get('name_zh')), textOf(properties.get('name_en'))];
  const at = field(geometry, 'coordinates');
  if (field(geometry, 'type') !== 'Point' || !isPoint(at) || DRAWN_ELSEWHERE.has(kind) || (!zh && !en)) return [];
  const minZoom = Number(properties.get('minzoom') ?? 0);
  const world = place(at[0], at[1]);
  return [
    {
      ...world,
      name: { zh: zh || en, en: en || zh },
      kind,
      minZoom: Number.isFinite(minZoom) ? minZoom : ABOVE_ALL_ZOOMS,
    },
  ];
}

function pathsOf(geometry: unknown, place: Place): WorldPath[] {
  const coordinates = field(geometry, 'coordinates');
  switch (field(geometry, 'type')) {
    case 'LineString':
      return lines([coordinates], place);
    case 'MultiLineString':
    case 'Polygon':
      return lines(coordinates, place);
    case 'MultiPolygon':
      return Array.isArray(coordinates) ? coordinates.flatMap((part: unknown) => lines(part, place)) : [];
    default:
      return [];
  }
}

function lines(coordinates: unknown, place: Place): WorldPath[] {
  if (!Array.isArray(coordinates)) return [];
  return coordinates.flatMap((line: unknown) => {
    if (!Array.isArray(line)) return [];
    const points = line.filter(isPoint).map(([lon, lat]) => place(lon, lat));
    return points.length < 2 ? [] : [Float64Array.from(points.flatMap(({ x, y }) => [x, y]))];
  });
}

function isPoint(value: unknown): value is [number, number] {
  return Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]) && Math.abs(value[1]) < 89;
}

function field(value: unknown, name: string): unknown {
  return value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
