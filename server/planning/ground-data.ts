import { z } from 'zod';
import type { Ring } from '../../shared/geo/polygon.ts';
import type { Inventory } from '../ports.ts';
import type { GroundData, Place, Road } from './coverage/setup.ts';

/** Base-map layers by what they hold. A zone without them has no sea and no roads. */
const SEA_LAYER = 'sea';
const ROAD_LAYERS = ['transport_schematic', 'roads'] as const;
/** Classes of a road layer that nobody drives on. */
const RAIL: ReadonlySet<string> = new Set(['metro', 'rail', 'tram', 'ferry']);

const ring = z.array(z.tuple([z.number(), z.number()]).rest(z.number()));
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
  z.object({ type: z.literal('LineString'), coordinates: ring }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(ring) }),
]);
const featuresSchema = z.object({
  features: z.array(
    z.object({ geometry: z.unknown(), properties: z.record(z.string(), z.unknown()).nullable().optional() }),
  ),
});

/** What the inventory says of the ground, as plain data. */
export function groundData(inventory: Inventory): GroundData {
  return {
    outline: inventory.zone.outline,
    seas: featuresOf(inventory, SEA_LAYER).flatMap(({ polygons }) => polygons),
    demand: inventory.demand.map(({ lat, lon, people }) => ({ lat, lon, people })),
    places: placesOf(inventory),
    roads: roadsOf(inventory),
  };
}

function placesOf(inventory: Inventory): Place[] {
  const inService = inventory.ofKind('charging-station').filter(({ lifecycle }) => lifecycle === 'in-service');
  const stations = inService.flatMap(({ id, position }) =>
    position === undefined
      ? []
      : [{ id, kind: 'charging-station' as const, position, count: inventory.children(id).length }],
  );
  const racks = new Map<string, number>();
  for (const { id } of inventory.ofKind('rack')) {
    const centre = `datacentre/${id.split('/')[1]}`;
    racks.set(centre, (racks.get(centre) ?? 0) + 1);
  }
  const centres = inventory
    .ofKind('datacentre')
    .flatMap(({ id, position }) =>
      position === undefined ? [] : [{ id, kind: 'datacentre' as const, position, count: racks.get(id) ?? 0 }],
    );
  return [...stations, ...centres];
}

function roadsOf(inventory: Inventory): Road[] | null {
  const features = ROAD_LAYERS.flatMap((layer) => featuresOf(inventory, layer));
  const roads = features.flatMap(({ lines, properties }) => {
    const kind = text(properties.class) || text(properties.highway);
    if (lines.length === 0 || RAIL.has(kind)) return [];
    const zh = text(properties.name_zh) || text(properties.name) || text(properties.name_en);
    const en = text(properties.name_en) || zh;
    return [{ name: { zh, en }, class: kind, schematic: properties.schematic === true, lines }];
  });
  return roads.length === 0 ? null : roads;
}

/** Polygons and lines of a layer; what is something else is left out. The inventory has checked that it is GeoJSON. */
function featuresOf(inventory: Inventory, layer: string) {
  const source = inventory.basemap(layer);
  const parsed = source === undefined ? undefined : featuresSchema.safeParse(JSON.parse(source));
  return (parsed?.data?.features ?? []).map(({ geometry, properties }) => {
    const { data } = geometrySchema.safeParse(geometry);
    const shape: { polygons: Ring[][]; lines: Ring[] } = { polygons: [], lines: [] };
    if (data?.type === 'Polygon') shape.polygons.push(data.coordinates.map(flat));
    if (data?.type === 'MultiPolygon') shape.polygons.push(...data.coordinates.map((rings) => rings.map(flat)));
    if (data?.type === 'LineString') shape.lines.push(flat(data.coordinates));
    if (data?.type === 'MultiLineString') shape.lines.push(...data.coordinates.map(flat));
    return { ...shape, properties: properties ?? {} };
  });
}

function flat(points: readonly (readonly number[])[]): Ring {
  return points.map(([lon, lat]) => [lon!, lat!] as const);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
