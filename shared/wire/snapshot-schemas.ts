import { z } from 'zod';
import { SHOWS } from '../alarms/alarm-filter.ts';
import { PERCEIVED_SEVERITIES } from '../alarms/severity.ts';
import { LIFECYCLES, RESOURCE_KINDS } from '../model/resource.ts';
import { SEVERITIES } from '../model/sample.ts';
import { alarmViewSchema } from './alarm-schemas.ts';
import { coverageSummarySchema, holesSchema, planSchema } from './planning-schemas.ts';

/**
 * Snapshots: what may be asked for, what is answered, and the document that is kept and hashed. Times are UTC ms, values
 * in the catalogue's base units, null where there is none. What belongs together by number is in columns of one length,
 * so that 20,000 racks stay small.
 */

/** Screens whose resources a snapshot may be narrowed to. */
export const SNAPSHOT_VIEWS = ['operations', 'radio', 'data-centre', 'egress', 'charging', 'compute'] as const;
export const SNAPSHOT_FORMATS = ['json', 'csv', 'xlsx', 'geojson', 'kml', 'html', 'pdf', 'png'] as const;
export const COMPARISON_FORMATS = ['json', 'csv', 'pdf'] as const;
export const SNAPSHOT_LANGUAGES = ['zh-CN', 'en'] as const;
/** Parts that a snapshot may lack, and why. */
export const SNAPSHOT_PARTS = ['values', 'alarms', 'coverage', 'plan', 'period'] as const;
export const LACK_REASONS = ['none-yet', 'not-there', 'of-the-past', 'not-kept', 'outside-scope', 'failed'] as const;
export const CHANGE_KINDS = ['appeared', 'vanished', 'changed'] as const;

export const MAX_SNAPSHOTS = 1_000;
export const MAX_KEEP_DAYS = 3_660;
export const DEFAULT_KEEP_DAYS = 400;
export const MAX_PERIOD_MS = 370 * 86_400_000;
/** Rows of each table of a comparison; the counts are of all. */
export const MAX_COMPARED_ROWS = 5_000;

const time = z.int();
const count = z.int().min(0);
const labelSchema = z.object({ zh: z.string(), en: z.string() });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const severity = z.enum(SEVERITIES);
const operatorName = z.string().trim().min(1).max(80).describe('Who acts; unverified until accounts exist');
const resourceId = z.string().min(1).max(200);

export const snapshotFormatSchema = z.enum(SNAPSHOT_FORMATS);
const languageSchema = z.enum(SNAPSHOT_LANGUAGES);

// ── requests ───────────────────────────────────────────────────────────────────────────────────────────────────────

const alarmScopeSchema = z
  .object({
    show: z.enum(SHOWS).describe('`open`: standing, neither shelved nor in maintenance'),
    severities: z.array(z.enum(PERCEIVED_SEVERITIES)).min(1).max(PERCEIVED_SEVERITIES.length).optional(),
    kind: z.string().min(1).max(100).optional(),
    resource: resourceId.optional().describe('The resource and everything below it'),
    owner: z.string().min(1).max(100).optional(),
    text: z.string().min(1).max(100).optional().describe('Part of an id, a name, a rule, a source or an owner'),
  })
  .strict()
  .describe('Which alarms of the scope’s resources; without it all that are listed');

export const snapshotScopeSchema = z
  .object({
    view: z.enum(SNAPSHOT_VIEWS).optional().describe('The kinds of resource that this screen shows'),
    kinds: z.array(z.enum(RESOURCE_KINDS)).min(1).max(RESOURCE_KINDS.length).optional(),
    hall: resourceId.optional().describe('Id of a hall: it and everything in it'),
    carrier: resourceId.optional().describe('Id of a carrier: it and its ports'),
    below: resourceId.optional().describe('Id of a resource: it and everything below it'),
    resources: z.array(resourceId).min(1).max(20_000).optional().describe('Exactly these, as a filter left them'),
    labels: z
      .array(z.object({ name: z.string().min(1).max(100), value: z.string().max(200) }).strict())
      .min(1)
      .max(20)
      .optional()
      .describe('Attributes that have these values'),
    alarms: alarmScopeSchema.optional(),
  })
  .strict()
  .describe('All that is named must hold; without any, the whole zone')
  .meta({ id: 'SnapshotScope' });

const viewportSchema = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  zoom: z.number().min(0).max(24),
});

const requestShape = {
  operator: operatorName,
  title: z.string().trim().max(200).default(''),
  scope: snapshotScopeSchema.default({}),
  viewport: viewportSchema.nullable().default(null).describe('What the map showed'),
  keepDays: z
    .int()
    .min(1)
    .max(MAX_KEEP_DAYS)
    .default(DEFAULT_KEEP_DAYS)
    .describe('Deleted after so many days, and that is recorded'),
};

export const snapshotRequestSchema = z
  .object({
    ...requestShape,
    at: time.min(0).optional().describe('A past moment; without it the present'),
    from: time.min(0).optional().describe('With `to`: a period. The values are those of its end'),
    to: time.min(0).optional(),
  })
  .strict()
  .meta({ id: 'SnapshotRequest' });

export const deleteSnapshotSchema = z
  .object({ operator: operatorName, reason: z.string().trim().min(1).max(500) })
  .strict();

export const exportQuerySchema = z.object({ language: languageSchema.default('zh-CN') }).strict();
/** A format that there is none of is refused as `unknown-format`, wherever it is named. */
export const exportAsQuerySchema = exportQuerySchema.extend({
  format: z.string().max(64).describe(SNAPSHOT_FORMATS.join(', ')),
});

export const compareQuerySchema = z
  .object({
    a: z.string().max(64).describe('Id of the earlier snapshot'),
    b: z.string().max(64).describe('Id of the later one'),
    format: z.enum(COMPARISON_FORMATS).default('json'),
    language: languageSchema.default('zh-CN').describe('Of the words in CSV and PDF'),
  })
  .strict();

export const snapshotPathSchema = z.object({ id: z.string().describe('Id of a snapshot: 32 hexadecimal digits') });
export const exportPathSchema = snapshotPathSchema.extend({ format: z.string().describe(SNAPSHOT_FORMATS.join(', ')) });

// ── the document ───────────────────────────────────────────────────────────────────────────────────────────────────

export const snapshotMetricSchema = z
  .object({
    metric: z.string(),
    value: z.array(z.number().nullable()).describe('Null: never heard, or bad'),
    ageMs: z.array(z.number().nullable()).describe('At the snapshot’s moment; null: never heard'),
    flags: z
      .array(count)
      .describe(
        'Bits 0–1 quality (none, good, uncertain, bad), 2–4 reason (none, stale, suspect, clock-skew, out-of-range, ' +
          'no-communication, partial), 5 simulated, 6–7 freshness (live, late, stale), 8–10 severity (normal, warning, ' +
          'minor, major, critical, unknown), 11–12 which input a derived value came from',
      ),
    source: z.array(count).describe('Place in `sources`; 0 is none'),
  })
  .meta({ id: 'SnapshotMetric' });

export const snapshotColumnsSchema = z
  .object({
    kind: z.enum(RESOURCE_KINDS),
    id: z.array(z.string()),
    parent: z.array(z.string().nullable()),
    zh: z.array(z.string()),
    en: z.array(z.string()),
    lifecycle: z.array(z.enum(LIFECYCLES)),
    reporting: z.array(z.boolean()),
    synthetic: z.array(z.boolean()).describe('Invented by the zone pack’s author'),
    lat: z.array(z.number().nullable()),
    lon: z.array(z.number().nullable()),
    altResource: z.array(z.array(z.string())),
    attributes: z.array(z.object({ name: z.string(), value: z.array(z.union([z.string(), z.number()]).nullable()) })),
    state: z.array(severity.nullable()).describe('Worst over its own values; null: neither reports nor has data'),
    metrics: z.array(snapshotMetricSchema).describe('Columns of one length with `id`'),
  })
  .meta({ id: 'SnapshotColumns' });

const stepSchema = z.object({ severity, raise: z.number(), clear: z.number() });
const metricDefinitionSchema = z
  .object({
    id: z.string(),
    unit: z.string(),
    label: labelSchema,
    range: z.tuple([z.number(), z.number()]),
    intervalMs: z.number(),
    standard: z.string().nullable(),
    thresholds: z
      .object({ direction: z.enum(['above', 'below']), source: labelSchema, steps: z.array(stepSchema) })
      .nullable(),
    states: z.array(z.object({ value: z.number(), id: z.string(), label: labelSchema, severity })).nullable(),
  })
  .meta({ id: 'SnapshotMetricDefinition' });

export const snapshotPeriodSeriesSchema = z
  .object({
    resource: z.string(),
    metric: z.string(),
    at: z.array(time).describe('Start of each bucket'),
    min: z.array(z.number()),
    max: z.array(z.number()),
    mean: z.array(z.number()),
    coverage: z.array(z.number().nullable()).describe('Readings that came of those expected, 0…1'),
    quality: z.array(count).describe('Worst quality byte of the bucket'),
  })
  .meta({ id: 'SnapshotPeriodSeries' });

const coverageRasterSchema = z
  .object({
    layer: z.literal('covered').describe('Where the profile was kept: 1, else 0'),
    rows: count,
    columns: count,
    pixelM: z.number(),
    north: z
      .number()
      .describe('Edges, degrees WGS84; rows run from the north, columns from the west, evenly in degrees'),
    west: z.number(),
    south: z.number(),
    east: z.number(),
    nothing: count.describe('Stands for no value: sea, outside the outline'),
    runs: z.array(count).describe('Value and how many pixels have it, again and again, row by row'),
  })
  .meta({ id: 'SnapshotCoverageRaster' });

const countsSchema = z
  .object({
    resources: count,
    series: count.describe('Values that could be: metrics of all resources in the scope'),
    expected: count.describe('Of them, those of resources that report'),
    live: count.describe('Of those expected, fresh or late, with a number'),
    late: count,
    stale: count.describe('Heard once, silent now'),
    bad: count,
    never: count.describe('Expected and never heard'),
    simulated: count.describe('Values that are simulated'),
    synthetic: count.describe('Resources that are invented'),
  })
  .meta({ id: 'SnapshotCounts' });

const operatorSchema = z.object({ name: z.string(), verified: z.boolean(), from: z.string() });
const missingSchema = z.object({ part: z.enum(SNAPSHOT_PARTS), reason: z.enum(LACK_REASONS) });
const momentShape = {
  at: time.describe('The moment that the values are of'),
  from: time.nullable().describe('Begin of the period, null for a moment'),
  past: z.boolean().describe('Taken of the past, from history; else of the present as it was'),
};

const headShape = {
  id: z.string(),
  title: z.string(),
  ...momentShape,
  tier: z.enum(['live', 'raw', '1m', '1h']).describe('What the values come from'),
  takenAt: time,
  takenBy: operatorSchema,
  scope: snapshotScopeSchema,
  counts: countsSchema,
  coveragePct: z.number().min(0).max(100).nullable().describe('live / expected; null where nothing is expected'),
  sequence: z
    .object({ from: count, to: count })
    .nullable()
    .describe('Records of the journal that are in it; null for a past moment'),
  missing: z.array(missingSchema).describe('Parts that it does not have, and why'),
};

const KPI = { metric: z.string(), value: z.number().nullable(), simulated: z.boolean(), stale: z.boolean() };

export const snapshotContentSchema = z
  .object({
    ...headShape,
    product: z.object({ name: z.string(), version: z.string() }),
    zone: z.object({
      id: z.string(),
      name: labelSchema,
      timeZone: z.string(),
      outline: z.array(z.array(z.tuple([z.number(), z.number()]))),
      targets: z.object({ sites: z.number(), egressBps: z.number(), racks: z.number(), terminals: z.number() }),
      attribution: labelSchema,
    }),
    dictionary: z.string().describe('Version of the inventory'),
    viewport: viewportSchema.nullable(),
    basemap: z
      .array(z.object({ layer: z.string(), geojson: z.string().describe('Text, RFC 7946') }))
      .describe('What lies under the map'),
    sources: z.array(z.string()).describe('By number; the first is none'),
    metrics: z.array(metricDefinitionSchema).describe('The catalogue as it was, with its thresholds'),
    kinds: z.array(snapshotColumnsSchema),
    alarms: z
      .array(alarmViewSchema)
      .nullable()
      .describe('The list at `at`, of resources in the scope; null: see `missing`'),
    coverage: z
      .object({
        summary: coverageSummarySchema,
        holes: holesSchema,
        raster: coverageRasterSchema
          .nullable()
          .optional()
          .describe('Of the same moment; null where there was none, not in documents before 24 Nov 2026'),
      })
      .nullable()
      .describe('With the model’s parameters; null: see `missing`'),
    plan: planSchema.nullable(),
    period: z.array(snapshotPeriodSeriesSchema).nullable().describe('Of roll-ups over the period; null for a moment'),
  })
  .meta({ id: 'SnapshotContent' });

/** What is exported as JSON, and lies inside the HTML file. */
export const snapshotDocumentSchema = z
  .object({
    format: z.literal('skyrack-snapshot'),
    version: z.literal(1),
    sha256: sha256.describe('Of `content` in canonical form: RFC 8785, UTF-8'),
    content: snapshotContentSchema,
  })
  .meta({ id: 'SnapshotDocument' });

// ── replies ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const snapshotSummarySchema = z
  .object({
    ...headShape,
    sha256,
    bytes: count.describe('Of the file as it is kept'),
    productVersion: z.string(),
    zone: z.string(),
    expiresAt: time,
    alarms: count.nullable().describe('Standing alarms; null where there is no list'),
    kpis: z.array(z.object(KPI)).describe('The zone’s own numbers; empty where the zone is not in the scope'),
    schedule: z.string().nullable().describe('Id of the schedule that it was taken by'),
    madeUp: z.boolean().describe('Taken later than planned, since the server did not run then'),
  })
  .meta({ id: 'SnapshotSummary' });

export const snapshotListSchema = z
  .object({
    snapshots: z.array(snapshotSummarySchema).describe('Newest first'),
    formats: z.array(
      z.object({ format: snapshotFormatSchema, type: z.string(), extension: z.string(), languages: z.boolean() }),
    ),
    limit: count,
  })
  .meta({ id: 'SnapshotList' });

export const snapshotVerificationSchema = z
  .object({
    ok: z.boolean(),
    id: z.string(),
    problem: z
      .enum(['unreadable', 'not-a-snapshot', 'hash-differs', 'page-differs', 'index-differs', 'other-id'])
      .nullable(),
    sha256: z.string().nullable().describe('As the document says'),
    computed: z.string().nullable().describe('Of what it holds'),
    recorded: z.string().nullable().describe('As the log had it when it was taken; null without the server'),
    chain: z.boolean().nullable().describe('The log’s own chain is whole; null without the server'),
    checkedAt: time,
  })
  .meta({ id: 'SnapshotVerification' });

export const snapshotEventSchema = z
  .object({
    n: z.int().min(1),
    at: time,
    event: z.enum(['taken', 'deleted', 'expired', 'recovered']),
    snapshot: z.string().nullable(),
    by: operatorSchema.nullable().describe('Null: the server itself'),
    reason: z.string().nullable(),
    sha256: z.string().nullable(),
    previous: z.string().describe('Hash of the entry before; zeros for the first'),
    hash: z.string(),
  })
  .meta({ id: 'SnapshotEvent' });
export const snapshotEventsSchema = z
  .object({
    whole: z.boolean().describe('Every entry follows from the one before'),
    events: z.array(snapshotEventSchema),
  })
  .meta({ id: 'SnapshotEvents' });

const sideSchema = z.object({
  id: z.string(),
  title: z.string(),
  ...momentShape,
  coveragePct: z.number().nullable(),
  simulated: count,
});
const changeSchema = z.object({
  change: z.enum(CHANGE_KINDS),
  resource: z.string(),
  kind: z.string(),
  name: labelSchema,
});
const tally = z.object({ appeared: count, vanished: count, changed: count });

export const snapshotComparisonSchema = z
  .object({
    a: sideSchema,
    b: sideSchema,
    sameScope: z.boolean().describe('False: a difference may be one of scope'),
    figures: z
      .array(
        z.object({
          figure: z.string().describe('A metric id, or `sites-on-air`, `coverage-share`, `standing-alarms`, …'),
          label: labelSchema,
          unit: z.string(),
          a: z.number().nullable(),
          b: z.number().nullable(),
          change: z.number().nullable().describe('b − a'),
        }),
      )
      .describe('Sites on air, coverage, alarms, racks, egress and the zone’s own numbers'),
    resources: z.object({
      tally,
      rows: z.array(
        changeSchema.extend({
          field: z.string().describe('`state`, `lifecycle`, an attribute’s name; empty for appeared and vanished'),
          a: z.string().nullable(),
          b: z.string().nullable(),
        }),
      ),
    }),
    alarms: z
      .object({
        tally,
        rows: z.array(changeSchema.extend({ rule: z.string(), a: z.string().nullable(), b: z.string().nullable() })),
      })
      .nullable()
      .describe('By alarm id; null where one of the two has no list'),
    truncated: z.boolean().describe(`More than ${MAX_COMPARED_ROWS} rows in a table: the tallies are of all`),
  })
  .meta({ id: 'SnapshotComparison' });
