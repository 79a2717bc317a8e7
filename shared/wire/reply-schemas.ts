import { z } from 'zod';
import { CRS_NAMES } from '../geo/crs.ts';
import { LIFECYCLES, RESOURCE_KINDS } from '../model/resource.ts';
import { FRESHNESS, QUALITIES, REASONS, SEVERITIES } from '../model/sample.ts';
import { errorBodySchema } from './http-schemas.ts';

/** What the read API answers. Times are UTC ms, durations ms, values in the catalogue's base units. */

const count = z.int().min(0);
const time = z.int().min(0);
const kindSchema = z.enum(RESOURCE_KINDS).meta({ id: 'ResourceKind' });
const lifecycleSchema = z.enum(LIFECYCLES).meta({ id: 'Lifecycle' });
const severitySchema = z.enum(SEVERITIES).meta({ id: 'Severity' });
const labelSchema = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Label' });
const positionSchema = z
  .object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
  .meta({ id: 'Position', description: 'Degrees, WGS84.' });

// ── resources ──────────────────────────────────────────────────────────────────────────────────────────────────────

export const resourceViewSchema = z
  .object({
    id: z.string().describe('Stable, path-like: `rack/qingyun/p1-h03/r12/08`'),
    kind: kindSchema,
    parent: z.string().nullable().describe('Id of the containing resource; null for the zone'),
    name: labelSchema,
    lifecycle: lifecycleSchema,
    reporting: z.boolean().describe('Telemetry is expected from it: silence is a finding'),
    synthetic: z.boolean().describe('Invented by the author of the zone pack'),
    position: positionSchema.nullable(),
    altResource: z.array(z.string()).describe('Its names elsewhere: 3GPP DN, SNMP ifName, OCPP id'),
    attributes: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .describe('Facts of its kind; units are in names'),
    state: severitySchema.nullable().describe('Worst over its own series; null for one that does not report'),
  })
  .meta({ id: 'Resource' });

export const resourcePageSchema = z
  .object({
    resources: z.array(resourceViewSchema),
    total: count.describe('Of all pages'),
    next: z.string().nullable().describe('`cursor` of the next page; null on the last'),
  })
  .meta({ id: 'ResourcePage' });

export const latestValueSchema = z
  .object({
    resource: z.string(),
    metric: z.string(),
    unit: z.string(),
    value: z.number().nullable().describe('Null where the quality carries no number'),
    at: time.nullable().describe('Source time; null before the first sample'),
    receivedAt: time.nullable(),
    ageMs: z.number().min(0).nullable(),
    quality: z.enum(QUALITIES),
    reason: z.enum(REASONS),
    freshness: z.enum(FRESHNESS),
    simulated: z.boolean(),
    severity: severitySchema,
    source: z.string().nullable(),
  })
  .meta({ id: 'LatestValue' });

export const latestSchema = z.object({ values: z.array(latestValueSchema) }).meta({ id: 'Latest' });

/** So many of what needs a resource are listed; all are counted. */
export const MAX_NEEDED_BY = 200;

const resourceLinkSchema = z
  .object({
    id: z.string(),
    role: z.enum(['power', 'cooling', 'transport', 'carrier']),
  })
  .meta({ id: 'ResourceLink', description: 'What is at the other end of a dependency, and what it is for' });

export const resourceDetailSchema = resourceViewSchema
  .extend({
    path: z.array(z.object({ id: z.string(), name: labelSchema })).describe('From the zone down to the parent'),
    children: z.array(z.object({ kind: kindSchema, count })),
    dependsOn: z.array(resourceLinkSchema).describe('What it needs, as the zone pack’s links.csv says'),
    neededBy: z.array(resourceLinkSchema).max(MAX_NEEDED_BY).describe('What needs it: the first of `neededByCount`'),
    neededByCount: count,
    values: z.array(latestValueSchema),
  })
  .meta({ id: 'ResourceDetail' });

// ── the zone ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const zoneViewSchema = z
  .object({
    id: z.string(),
    name: labelSchema,
    timeZone: z.string().describe('IANA name'),
    simulated: z.boolean().describe('The simulator speaks for what no real source reports'),
    version: z.string().describe('Of Skyrack'),
    dictionary: z.string().describe('Equal versions number their series alike'),
    outline: z.array(z.array(z.tuple([z.number(), z.number()]))).describe('[lon, lat] rings'),
    targets: z.object({ sites: count, egressBps: z.number(), racks: count, terminals: count }),
    counts: z
      .partialRecord(z.enum(RESOURCE_KINDS), z.partialRecord(z.enum(LIFECYCLES), count))
      .describe('What is there by kind and lifecycle'),
    basemap: z.object({ layers: z.array(z.string()), attribution: labelSchema }),
    tiles: z
      .object({ url: z.string(), attribution: z.string(), crs: z.enum(CRS_NAMES) })
      .nullable()
      .describe('Raster tiles that may lie under the map: URL with {z}, {x} and {y}, and the system they are drawn in'),
    pmtiles: z
      .object({ maxZoom: count })
      .nullable()
      .describe('Vector tiles under GET /api/v1/zone/base.pmtiles and the finest zoom they have'),
  })
  .meta({ id: 'Zone' });

/** RFC 7946; what a layer's features hold is the pack's. */
export const featureCollectionSchema = z
  .looseObject({
    type: z.literal('FeatureCollection'),
    features: z.array(z.looseObject({ type: z.literal('Feature') })),
  })
  .meta({ id: 'FeatureCollection', description: 'GeoJSON, RFC 7946.' });

export const inventoryKindSchema = z
  .object({
    kind: kindSchema,
    id: z.array(z.string()),
    name: z
      .array(z.tuple([z.string(), z.string()]).nullable())
      .describe('[zh, en], or null where the name is made from the id (racks, rows)'),
    parentKind: z.array(z.int()).describe('Index into `kinds`; −1 for the zone'),
    parent: z.array(z.int()).describe('Ordinal of the parent in its kind; −1 for the zone'),
    lifecycle: z.array(z.int().min(0)).describe(`Index into ${LIFECYCLES.join(', ')}`),
    position: z.array(z.tuple([z.number(), z.number()]).nullable()).describe('[lat, lon] or null'),
    reporting: z.array(z.union([z.literal(0), z.literal(1)])),
    attributes: z.record(z.string(), z.array(z.union([z.string(), z.number()]).nullable())),
  })
  .meta({ id: 'InventoryKind' });

export const inventoryViewSchema = z
  .object({ version: z.string(), kinds: z.array(inventoryKindSchema) })
  .meta({ id: 'Inventory', description: 'Everything that screens draw, in columns, in the order of the dictionary.' });

// ── sources and the server itself ──────────────────────────────────────────────────────────────────────────────────

export const sourceViewSchema = z
  .object({
    id: z.string(),
    protocol: z.string(),
    simulated: z.boolean(),
    lastReceivedAt: time.nullable(),
    revoked: z.boolean().describe('Its token was taken back: it cannot send any more'),
    skewMs: z
      .number()
      .nullable()
      .describe('Newest source time minus ours at the last batch, negative when it lags; null before the first'),
    limits: z
      .object({
        series: count.describe('Beyond it, new series are refused as `series-limit`'),
        newSeriesPerMinute: count.describe('Beyond it, new series are refused as `new-series-limit`'),
        samplesPerSecond: count.describe('Beyond it, whole requests are refused as `over-rate`, to be sent again'),
      })
      .nullable()
      .describe('Null where there are none, as for the simulator'),
    series: count.describe('Series that it has sent, of `limits.series`'),
    resources: count,
    accepted: count,
    duplicate: count,
    late: count.describe('Kept, but older than what their series had: they never move the newest value back'),
    skewed: count.describe('Kept, with a time over 5 s ahead of the server’s'),
    future: count.describe('Refused: a time over 10 min ahead'),
    throttled: count.describe('Requests that were told to come again later: `over-rate` or `queue-full`'),
    rate: z.number().min(0).describe('Samples per second over the last minute, of `limits.samplesPerSecond`'),
    unmapped: z
      .array(z.object({ name: z.string(), count, example: z.string() }))
      .describe('The first hundred names that no mapping knows'),
    unmappedTotal: count,
    rejected: z.array(z.object({ reason: z.string(), count, example: z.string(), lastAt: time })),
    rejectedTotal: count,
  })
  .meta({ id: 'Source', description: 'Counts are since the start of the server.' });

export const sourcesSchema = z.object({ sources: z.array(sourceViewSchema) }).meta({ id: 'Sources' });

const standing = {
  epoch: z.int().describe('Changes with every start of the server'),
  degraded: z.array(z.string()).describe('What the server runs without, in words; empty when all is well'),
};

export const aliveSchema = z.object({ ok: z.literal(true) }).meta({ id: 'Alive' });
export const readinessSchema = z.object({ ready: z.literal(true), ...standing }).meta({ id: 'Readiness' });
export const notReadySchema = errorBodySchema
  .extend({
    ready: z.literal(false),
    ...standing,
    replayedPercent: z.number().min(0).max(100).describe('How much of the journal a start has replayed'),
  })
  .meta({ id: 'NotReady' });

export const healthViewSchema = z
  .object({
    ready: z.boolean(),
    notReady: z.string().nullable().describe('Why not: `replaying` or `stopping`'),
    ...standing,
    version: z.string(),
    now: time.describe('The server’s clock'),
    uptimeMs: z.number().min(0),
    journal: z.object({
      bytes: count,
      segments: count,
      pendingBytes: count.describe('Waiting for the disk'),
      fsync: z.object({
        count,
        meanMs: z.number().min(0).nullable().describe('Null before the first'),
        maxMs: z.number().min(0),
      }),
    }),
    history: z
      .object({
        engine: z.string().describe('`duckdb` or `prometheus`'),
        bytes: count.describe('On this disk'),
        lagRecords: count.describe('Durable in the journal and not yet here'),
        lagMs: z.number().min(0).describe('Age of the oldest of them'),
        tiers: z.array(
          z.object({
            tier: z.enum(['raw', '1m', '1h']),
            from: z.number().nullable().describe('The oldest moment that it has; null for none'),
            daysKept: z
              .number()
              .min(0)
              .nullable()
              .describe('How long it keeps at the present rate; null: no hour is sealed yet, or another store decides'),
          }),
        ),
        refusing: z.enum(['behind', 'read-only']).nullable().describe('Why no data is taken; null where it is'),
      })
      .nullable()
      .describe('Null where no past is kept'),
    loopDelay: z.object({
      p99Ms: z.number().min(0).describe('How late the event loop ran timers, over the last 10–20 s'),
      maxMs: z.number().min(0),
    }),
    rssBytes: count,
    clients: count.describe('Connected viewers'),
    series: z.object({
      known: count.describe('Series with a value, derived ones included'),
      limit: count.describe('Series that the inventory has room for'),
    }),
  })
  .meta({ id: 'Health' });

// ── demo scenarios ─────────────────────────────────────────────────────────────────────────────────────────────────

export const scenarioSchema = z
  .object({
    name: z.string(),
    title: labelSchema,
    description: labelSchema,
    targets: z.array(z.string()).describe('Ids of the first twenty resources that it strikes'),
    lengthS: z.number().min(0).nullable().describe('On its own clock; null for one that lasts until it is stopped'),
    problem: z.string().nullable().describe('Why it cannot run in this zone'),
    running: z.object({ startedAt: time, elapsedS: z.number().min(0).describe('On its own clock') }).nullable(),
  })
  .meta({ id: 'Scenario' });

export const scenariosSchema = z
  .object({
    simulated: z.boolean().describe('False where nothing is simulated: there are no scenarios then'),
    speed: z.number().min(1).describe('Seconds of a scenario in a second of the clock'),
    scenarios: z.array(scenarioSchema),
  })
  .meta({ id: 'Scenarios' });
