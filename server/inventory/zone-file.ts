import { z } from 'zod';
import type { Label } from '../../shared/model/resource.ts';
import { isTimeZone } from '../../shared/model/time-zone.ts';
import type { CoverageProfile, Targets } from '../ports.ts';
import type { PackFolder } from './pack-folder.ts';
import { type ProblemList, quote } from './problems.ts';

const FILE = 'zone.json';

const label = z.strictObject({ zh: z.string().max(500), en: z.string().max(500) });
const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);

const profileSchema = z.strictObject({
  rsrp_dbm: z.number().min(-140).max(-40).optional(),
  sinr_db: z.number().min(-20).max(40).optional(),
  target_share: z.number().gt(0).max(1).optional(),
});
type ProfileFile = z.infer<typeof profileSchema>;

const zoneSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'is not an id of a–z, 0–9 and -'),
  name: label,
  time_zone: z.string().refine(isTimeZone, 'is not an IANA time zone such as Asia/Shanghai'),
  /** Rings of [lon, lat]; without it the outline is basemap/zone.geojson. */
  outline: z.array(z.array(point).min(4)).optional(),
  targets: z.strictObject({
    sites: z.number().int().min(0),
    egress_tbps: z.number().min(0),
    racks: z.number().int().min(0),
    terminals: z.number().int().min(0),
  }),
  /** What counts as covered here; what is not said is the product's own. */
  coverage: z.strictObject({ profile: profileSchema }).optional(),
  /** What is invented in this pack, in words; absent when nothing is. */
  synthetic: label.optional(),
  attribution: label.default({ zh: '', en: '' }),
  /** Vector layers in drawing order: each is basemap/<name>.geojson. */
  basemap: z.array(z.string().regex(/^[a-z0-9_-]{1,64}$/, 'is not a layer name of a–z, 0–9, _ and -')).default([]),
  /** Raster of land and sea: basemap/<name>.json and .bin. */
  landmask: z
    .string()
    .regex(/^[a-z0-9_-]{1,64}$/, 'is not a file name of a–z, 0–9, _ and -')
    .optional(),
});

export interface ZoneFile {
  readonly id: string;
  readonly name: Label;
  readonly timeZone: string;
  readonly outline?: readonly (readonly (readonly [number, number])[])[];
  readonly targets: Targets;
  readonly coverageProfile?: CoverageProfile;
  readonly synthetic: boolean;
  readonly attribution: Label;
  readonly basemapLayers: readonly string[];
  readonly landMask?: string;
}

/** Reads zone.json; undefined, with its problems listed, when it cannot be used. */
export async function readZoneFile(pack: PackFolder, problems: ProblemList): Promise<ZoneFile | undefined> {
  const before = problems.all.length;
  const text = await pack.text(FILE);
  if (text === undefined) {
    if (problems.all.length === before) problems.add({ file: FILE }, `is missing: ${pack.folder} is not a zone pack`);
    return undefined;
  }
  const json = parseJson(FILE, text, problems);
  if (json === undefined) return undefined;
  const result = zoneSchema.safeParse(json);
  if (!result.success) {
    for (const issue of result.error.issues) problems.add({ file: FILE, column: issue.path.join('.') }, issue.message);
    return undefined;
  }
  const { time_zone, targets, coverage, synthetic, basemap, landmask, outline, ...rest } = result.data;
  return {
    ...rest,
    timeZone: time_zone,
    targets: {
      sites: targets.sites,
      egressBps: targets.egress_tbps * 1e12,
      racks: targets.racks,
      terminals: targets.terminals,
    },
    ...(coverage ? { coverageProfile: profileOf(coverage.profile) } : {}),
    synthetic: synthetic !== undefined,
    basemapLayers: basemap,
    ...(outline ? { outline } : {}),
    ...(landmask === undefined ? {} : { landMask: landmask }),
  };
}

function profileOf({ rsrp_dbm, sinr_db, target_share }: ProfileFile): CoverageProfile {
  return {
    ...(rsrp_dbm === undefined ? {} : { rsrpDbm: rsrp_dbm }),
    ...(sinr_db === undefined ? {} : { sinrDb: sinr_db }),
    ...(target_share === undefined ? {} : { targetShare: target_share }),
  };
}

/** Parsed JSON, or undefined with the problem listed. */
export function parseJson(file: string, text: string, problems: ProblemList): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    problems.add({ file }, `is not JSON (${quote(error instanceof Error ? error.message : String(error))})`);
    return undefined;
  }
}
