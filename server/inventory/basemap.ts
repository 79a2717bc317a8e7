import { z } from 'zod';
import type { LandMask } from '../../shared/geo/land-mask.ts';
import type { Ring } from '../../shared/geo/polygon.ts';
import type { PackFolder } from './pack-folder.ts';
import type { ProblemList } from './problems.ts';
import { parseJson, type ZoneFile } from './zone-file.ts';

/** What a pack says of the ground: all of it may be missing. */
export interface Ground {
  /** GeoJSON text by layer name. */
  readonly layers: ReadonlyMap<string, string>;
  /** Undefined when the pack draws none. */
  readonly outline: readonly Ring[] | undefined;
  readonly landMask: LandMask | undefined;
}

const OUTLINE_FILE = 'basemap/zone.geojson';

export async function readGround(pack: PackFolder, zone: ZoneFile, problems: ProblemList): Promise<Ground> {
  const layers = new Map<string, string>();
  for (const name of zone.basemapLayers) {
    const file = `basemap/${name}.geojson`;
    const text = await pack.text(file);
    if (text === undefined) problems.add({ file }, 'is missing, but zone.json lists it under basemap');
    else if (readFeatures(file, text, problems)) layers.set(name, text);
  }
  return {
    layers,
    outline: zone.outline ?? (await readOutline(pack, problems)),
    landMask: zone.landMask === undefined ? undefined : await readLandMask(pack, zone.landMask, problems),
  };
}

const ringsSchema = z.array(z.array(z.tuple([z.number(), z.number()]).rest(z.number())));
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: ringsSchema }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(ringsSchema) }),
]);
const featuresSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(z.looseObject({ type: z.literal('Feature'), geometry: z.unknown() })),
});

function readFeatures(file: string, text: string, problems: ProblemList): z.infer<typeof featuresSchema> | undefined {
  const before = problems.all.length;
  const result = featuresSchema.safeParse(parseJson(file, text, problems));
  if (!result.success && problems.all.length === before) problems.add({ file }, 'is not a GeoJSON FeatureCollection');
  return result.data;
}

/** Rings of every polygon of the outline file; inside is what an even number of rings does not undo. */
async function readOutline(pack: PackFolder, problems: ProblemList): Promise<readonly Ring[] | undefined> {
  const text = await pack.text(OUTLINE_FILE);
  const collection = text === undefined ? undefined : readFeatures(OUTLINE_FILE, text, problems);
  if (!collection) return undefined;
  const rings: Ring[] = [];
  for (const feature of collection.features) {
    const geometry = geometrySchema.safeParse(feature.geometry);
    if (!geometry.success) {
      problems.add({ file: OUTLINE_FILE }, 'holds something else than a Polygon or a MultiPolygon');
      return undefined;
    }
    const polygons = geometry.data.type === 'Polygon' ? [geometry.data.coordinates] : geometry.data.coordinates;
    for (const ring of polygons.flat()) rings.push(ring.map(([lon, lat]) => [lon, lat] as const));
  }
  return rings.length > 0 ? rings : undefined;
}

const landMaskSchema = z.object({
  west: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
  stepDeg: z.number().positive().max(10),
  nx: z.number().int().min(1).max(100_000),
  ny: z.number().int().min(1).max(100_000),
});

async function readLandMask(pack: PackFolder, name: string, problems: ProblemList): Promise<LandMask | undefined> {
  const header = `basemap/${name}.json`;
  const raster = `basemap/${name}.bin`;
  const text = await pack.text(header);
  const cells = await pack.bytes(raster);
  if (text === undefined) problems.add({ file: header }, 'is missing, but zone.json names it as landmask');
  if (!cells) problems.add({ file: raster }, 'is missing, but zone.json names it as landmask');
  if (text === undefined || !cells) return undefined;
  const before = problems.all.length;
  const grid = landMaskSchema.safeParse(parseJson(header, text, problems));
  if (!grid.success) {
    if (problems.all.length > before) return undefined;
    for (const issue of grid.error.issues) problems.add({ file: header, column: issue.path.join('.') }, issue.message);
    return undefined;
  }
  const expected = grid.data.nx * grid.data.ny;
  if (cells.length !== expected) {
    problems.add({ file: raster }, `has ${cells.length} bytes where ${header} says ${expected}`);
    return undefined;
  }
  return { ...grid.data, cells };
}
