import type { Position } from '../../../shared/model/resource.ts';
import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import type { TableName } from '../../../shared/wire/planning.ts';
import type { TableRow } from '../../ports.ts';

/** A site as a point, a cell as the sector that its beam is as wide as; degrees WGS84. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly row: TableRow;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: LonLat }
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] };
}

type LonLat = readonly [number, number];
type Rows = ReadonlyMap<string, TableRow>;

/** How far a sector is drawn: it says where a cell looks, not how far it reaches. */
const SECTOR_M = 150;
const STEP_DEG = 10;
const METRES_PER_DEGREE = 111_195;

/** What has a position; a cell without an azimuth has no sector. */
export function placesOf(table: TableName, rows: Rows, sites: Rows): Place[] {
  return [...rows].flatMap(([id, row]): Place[] => {
    const site = table === 'sites' ? row : sites.get(`site/${row.get('site_id')}`);
    const [lat, lon] = [site?.get('lat'), site?.get('lon')];
    if (typeof lat !== 'number' || typeof lon !== 'number') return [];
    const name = String(site!.get('site_name_zh') ?? site!.get('site_name_en') ?? id);
    if (table === 'sites') return [{ id, name, row, geometry: { type: 'Point', coordinates: [lon, lat] } }];
    const [azimuth, width] = [row.get('azimuth_deg'), row.get('beamwidth_deg')];
    if (typeof azimuth !== 'number') return [];
    const coordinates = [sectorRing({ lat, lon }, azimuth, typeof width === 'number' ? width : 0)];
    return [{ id, name: `${name} ${row.get('cell_id')}`, row, geometry: { type: 'Polygon', coordinates } }];
  });
}

/** Against the clock, as RFC 7946 §3.1.6 asks of an outer ring; a beam of no stated width is a narrow one. */
function sectorRing({ lat, lon }: Position, azimuthDeg: number, beamwidthDeg: number): LonLat[] {
  const width = Math.min(359, Math.max(STEP_DEG, beamwidthDeg));
  const steps = Math.ceil(width / STEP_DEG);
  const eastM = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const edge = Array.from({ length: steps + 1 }, (_, step): LonLat => {
    const angle = ((azimuthDeg + width / 2 - (width * step) / steps) * Math.PI) / 180;
    return [
      round(lon + (SECTOR_M * Math.sin(angle)) / eastM),
      round(lat + (SECTOR_M * Math.cos(angle)) / METRES_PER_DEGREE),
    ];
  });
  return [[lon, lat], ...edge, [lon, lat]];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** RFC 7946. */
export function writeGeojson(places: readonly Place[]): Uint8Array {
  const features = places.map(({ id, row, geometry }) => ({
    type: 'Feature',
    id,
    geometry,
    properties: Object.fromEntries(row),
  }));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }), 'utf8');
}

/** KML 2.2 (OGC 12-007). */
export function writeKml(table: TableName, places: readonly Place[]): Uint8Array {
  const marks = places.map(({ id, name, row, geometry }) => {
    const data = [...row].map(
      ([column, value]) => `<Data name="${escapeMarkup(column)}"><value>${escapeMarkup(String(value))}</value></Data>`,
    );
    return (
      `<Placemark id="${escapeMarkup(id.replaceAll('/', '.'))}"><name>${escapeMarkup(name)}</name>` +
      `<ExtendedData>${data.join('')}</ExtendedData>${shapeOf(geometry)}</Placemark>`
    );
  });
  const kml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${table}</name>`,
    ...marks,
    '</Document></kml>',
  ];
  return Buffer.from(`${kml.join('\n')}\n`, 'utf8');
}

function shapeOf(geometry: Place['geometry']): string {
  if (geometry.type === 'Point') return `<Point><coordinates>${geometry.coordinates.join()}</coordinates></Point>`;
  const ring = geometry.coordinates[0]!.map((point) => point.join()).join(' ');
  return `<Polygon><outerBoundaryIs><LinearRing><coordinates>${ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>`;
}
