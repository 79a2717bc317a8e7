import { z } from 'zod';
import { RESOURCE_KINDS } from '../model/resource.ts';
import { SEVERITIES } from '../model/sample.ts';

/**
 * What may be asked of the past and what it answers. Times are UTC ms in replies; a request may also write them as
 * ISO 8601 with a zone. Numbers are in the catalogue's base units, null where there is none.
 */

/** Series (pairs of a resource and a metric) in one request. */
export const MAX_SERIES = 200;
/** Buckets per series, and per group. */
export const MAX_POINTS = 10_000;
/** Buckets in one reply. */
export const MAX_BUCKETS = 200_000;
/** The longest span of one request, and the longest of tier raw. */
export const MAX_SPAN_MS = 3_660 * 86_400_000;
export const MAX_RAW_SPAN_MS = 31 * 86_400_000;
export const MIN_STEP_MS = 1_000;
export const MAX_CHANGES = 100;
export const MAX_DOWNTIMES = 1_000;
/** How long one request may take. */
export const QUERY_BUDGET_MS = 5_000;

export const TIERS = ['raw', '1m', '1h'] as const;
export const GROUPINGS = ['hall', 'phase', 'carrier', 'band'] as const;

// ── requests ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** A `+` of a zone that nobody escaped has become a space. */
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+\- ]\d\d:\d\d)$/;
const MOMENT_FORM = 'UTC ms, or ISO 8601 with a zone: 2026-08-01T03:12:00+08:00';
/** The year 9999: later is a slip of the unit. */
const LAST_MOMENT = 253_402_300_799_999;

const momentSchema = z.union([z.string().max(40), z.number()]).transform((given, context) => {
  const text = String(given);
  const ms = /^\d{1,15}$/.test(text)
    ? Number(text)
    : ISO_8601.test(text)
      ? Date.parse(text.replace(' ', '+'))
      : Number.NaN;
  if (ms >= 0 && ms <= LAST_MOMENT) return ms;
  context.addIssue({ code: 'custom', message: `this is no moment; write it as ${MOMENT_FORM}` });
  return z.NEVER;
});

const STEP_UNITS_MS = new Map([
  ['', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

const stepSchema = z.union([z.string().max(20), z.number()]).transform((given, context) => {
  const [, number, unit] = /^(\d{1,12})(s|m|h|d)?$/.exec(String(given)) ?? [];
  if (number !== undefined) return Number(number) * STEP_UNITS_MS.get(unit ?? '')!;
  context.addIssue({ code: 'custom', message: 'this is no step; write it as ms or like 30s, 5m, 1h, 1d' });
  return z.NEVER;
});

const several = (maxLength: number) =>
  z
    .union([z.string().max(maxLength), z.array(z.string().max(maxLength))])
    .transform((given) => [...new Set(typeof given === 'string' ? [given] : given)]);

const SPAN = {
  from: momentSchema.optional().describe(`${MOMENT_FORM}; without it one hour before \`to\``),
  to: momentSchema.optional().describe('Exclusive; without it the present'),
};

export const seriesQuerySchema = z
  .object({
    resource: several(200).describe(`Id of a resource; may be repeated, ${MAX_SERIES} series in all`),
    metric: several(100).describe(
      'Id of a metric of the catalogue; may be repeated: each resource is asked for those of its kind',
    ),
    ...SPAN,
    points: z.coerce
      .number()
      .int()
      .min(1)
      .max(MAX_POINTS)
      .default(1_000)
      .describe(`At most so many buckets per series; ${MAX_BUCKETS} in all`),
    aggregate: z
      .enum(['auto', ...TIERS])
      .default('auto')
      .describe(
        'Which tier answers: `auto` takes the finest that has the span and fits into `points`; `raw` spans at most 31 days',
      ),
  })
  .strict();

export const stateQuerySchema = z
  .object({
    at: momentSchema.describe(`${MOMENT_FORM}; rounded down to a second`),
    topic: z
      .string()
      .max(250)
      .default('zone')
      .describe('Every topic of the stream: `zone`, `tile/…`, `cluster/…`, `floor/…`, `kind/…` or `resource/…`'),
  })
  .strict();

export const pastAttentionQuerySchema = z
  .object({ at: momentSchema.describe(`${MOMENT_FORM}; rounded down to a second`) })
  .strict();

export const downtimeQuerySchema = z
  .object({
    from: momentSchema.optional().describe(`${MOMENT_FORM}; without it the first start`),
    to: momentSchema.optional().describe('Exclusive; without it the present'),
  })
  .strict();

export const aggregateQuerySchema = z
  .object({
    metric: z.string().max(100).describe('Id of a metric of the catalogue'),
    kind: z.enum(RESOURCE_KINDS).optional().describe('The kind whose resources are taken: the metric’s own'),
    by: z.enum(GROUPINGS).describe('What the groups are: a container of these resources, or the band of cells'),
    ...SPAN,
    step: stepSchema
      .optional()
      .describe(
        `Width of a bucket: ms, or 30s, 5m, 1h, 1d; at least 1 s, ${MAX_POINTS} buckets per group. Without it about 300 buckets`,
      ),
  })
  .strict();

export const changesQuerySchema = z
  .object({
    resource: z
      .string()
      .max(200)
      .optional()
      .describe(
        'Id of a resource; without it the zone’s roll-ups, uplinks, plant, backhaul and sites: each row names its resource',
      ),
    before: momentSchema.optional().describe(`Changes before this moment, the latest first. ${MOMENT_FORM}`),
    after: momentSchema.optional().describe('Changes after this moment, the earliest first. One of the two is needed'),
    limit: z.coerce.number().int().min(1).max(MAX_CHANGES).default(1).describe('At most so many changes'),
  })
  .strict();

// ── replies ────────────────────────────────────────────────────────────────────────────────────────────────────────

const time = z.int().min(0);
const tierSchema = z.enum(TIERS).meta({ id: 'HistoryTier', description: 'Width of the buckets that were read.' });
const severitySchema = z.enum(SEVERITIES);
const numbers = z.array(z.number().nullable());

/** Columns of one length. A bucket without a sample is absent: a gap stays a gap. */
const bucketColumns = {
  at: z.array(time).describe('Start of the bucket; the sample’s source time where `stepMs` is 0. Ascending'),
  min: numbers.describe('Null where the bucket has no number: only bad samples'),
  max: numbers,
  mean: numbers.describe('Of its samples, each counted once'),
  count: z.array(z.int().min(0)).describe('Samples with a number'),
  coverage: z
    .array(z.number().min(0).max(1).nullable())
    .describe('Readings that came of those that were expected; null where none can be'),
  quality: z
    .array(z.int().min(0).max(255))
    .describe(
      'The worst of its samples in one byte: bits 0–1 none, good, uncertain, bad; bits 2–4 the reason; bit 5 simulated',
    ),
};
const answered = {
  from: time,
  to: time,
  tier: tierSchema,
  stepMs: z.number().min(0).describe('Width of a bucket; 0 where each is one sample'),
};

export const seriesReplySchema = z
  .object({
    ...answered,
    series: z.array(
      z
        .object({
          resource: z.string(),
          metric: z.string(),
          unit: z.string(),
          ...bucketColumns,
          last: numbers.describe('The newest number in the bucket'),
        })
        .meta({ id: 'PastSeries' }),
    ),
  })
  .meta({ id: 'PastSeriesList' });

export const aggregateReplySchema = z
  .object({
    ...answered,
    by: z.enum(GROUPINGS),
    groups: z.array(
      z
        .object({
          key: z.string().describe('Id of the container, or the band'),
          label: z.object({ zh: z.string(), en: z.string() }).nullable(),
          series: z.int().min(0).describe('Resources in the group'),
          ...bucketColumns,
        })
        .meta({ id: 'PastGroup', description: '`mean` is over all samples of the group.' }),
    ),
  })
  .meta({ id: 'PastAggregate' });

export const changesReplySchema = z
  .object({
    resource: z.string().nullable().describe('As asked'),
    searched: z.object({ from: time, to: time }).describe('The span that was looked through'),
    complete: z
      .boolean()
      .describe('False when the search gave up within its budget: there may be more beyond `searched`'),
    changes: z.array(
      z
        .object({
          at: time.describe('When the state began, as finely as `tier` says'),
          resource: z.string(),
          was: severitySchema.describe('The state before: `unknown` where nothing had been heard'),
          state: severitySchema,
          metric: z.string().describe('The metric that decides the state'),
          tier: tierSchema,
        })
        .meta({ id: 'StateChange' }),
    ),
  })
  .meta({ id: 'StateChanges', description: 'The nearest to the moment first.' });

export const pastAttentionSchema = z
  .object({
    at: time,
    tier: tierSchema,
    notRecordedSince: time
      .nullable()
      .describe('Nothing at all was recorded from then until this moment, so silence says nothing; else null'),
    counts: z
      .partialRecord(z.enum(RESOURCE_KINDS), z.array(z.int().min(0)))
      .describe(`In-service, reporting resources by kind and state, in the order ${SEVERITIES.join(', ')}`),
    worst: z
      .array(
        z.object({
          resource: z.string(),
          kind: z.enum(RESOURCE_KINDS),
          severity: severitySchema,
          metric: z.string(),
          value: z.number().nullable(),
          simulated: z.boolean(),
        }),
      )
      .describe('Not normal, worst first; at most 100. Since when, `/api/v1/changes` says'),
    total: z.int().min(0).describe('How many there are in all'),
    simulated: z.int().min(0),
    real: z.int().min(0),
    stale: z.int().min(0),
  })
  .meta({ id: 'PastAttention' });

export const downtimeSchema = z
  .object({
    watchedSince: time.nullable().describe('The first start of all; null before it'),
    spans: z
      .array(z.object({ from: time, to: time }))
      .describe(
        `When this server was off or stood still: nobody was heard then. Ascending; the newest ${MAX_DOWNTIMES}`,
      ),
    more: z.boolean().describe('There are older ones in the span'),
  })
  .meta({ id: 'Downtime' });
