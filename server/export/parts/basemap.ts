import { z } from 'zod';
import { escapeMarkup } from '../../../shared/text/escape-markup.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import type { Projection } from './projection.ts';
import type { Language } from './words.ts';

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const line = z.array(position);
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('MultiPoint'), coordinates: line }),
  z.object({ type: z.literal('LineString'), coordinates: line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(line) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(line)) }),
]);
const featuresSchema = z.object({
  features: z.array(
    z.object({
      geometry: geometrySchema,
      properties: z.object({ name_zh: z.string(), name_en: z.string() }).partial().nullable().catch(null),
    }),
  ),
});
type Geometry = z.infer<typeof geometrySchema>;

/** How layers look, by a word in their name; another one is drawn faintly. */
const LOOKS: readonly (readonly [word: string, look: string])[] = [
  ['sea', 'fill="#cfe0ea" stroke="none"'],
  ['coast', 'fill="none" stroke="#7fa3b8" stroke-width="1.2"'],
  ['transport', 'fill="none" stroke="#b9b3a4" stroke-width="1.5" stroke-dasharray="8 3"'],
  ['zone', 'fill="none" stroke="none"'],
];
const OTHER = 'fill="none" stroke="#c4c0b4" stroke-width="0.8"';

/** The base map's layers as SVG elements, in their order. A layer that is no GeoJSON is left out. */
export function readBasemap(basemap: SnapshotContent['basemap'], projection: Projection, language: Language): string[] {
  return basemap.flatMap(({ layer, geojson }) => {
    const parsed = featuresSchema.safeParse(parse(geojson));
    if (!parsed.success) return [];
    const look = LOOKS.find(([word]) => layer.includes(word))?.[1] ?? OTHER;
    return parsed.data.features.flatMap(({ geometry, properties }) => {
      const name = (language === 'zh-CN' ? properties?.name_zh : properties?.name_en) ?? '';
      return draw(geometry, name, look, projection);
    });
  });
}

function draw(geometry: Geometry, name: string, look: string, { point, line: path }: Projection): string[] {
  const label = ([lon, lat]: readonly number[]): string => {
    const [x, y] = point(lon!, lat!);
    return `<text x="${x}" y="${y}" font-size="11" fill="#6a6f78" text-anchor="middle">${escapeMarkup(name)}</text>`;
  };
  switch (geometry.type) {
    case 'Point':
      return name === '' ? [] : [label(geometry.coordinates)];
    case 'MultiPoint':
      return name === '' ? [] : geometry.coordinates.map(label);
    case 'LineString':
      return [`<path d="${path(geometry.coordinates)}" ${look}/>`];
    case 'MultiLineString':
      return geometry.coordinates.map((points) => `<path d="${path(points)}" ${look}/>`);
    case 'Polygon':
      return [`<path d="${rings(geometry.coordinates, path)}" fill-rule="evenodd" ${look}/>`];
    case 'MultiPolygon':
      return geometry.coordinates.map((polygon) => `<path d="${rings(polygon, path)}" fill-rule="evenodd" ${look}/>`);
  }
}

function rings(polygon: readonly (readonly (readonly number[])[])[], path: Projection['line']): string {
  return polygon.map((ring) => `${path(ring)}Z`).join('');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
