import { z } from 'zod';
import { CLEAR_REASONS, LIMIT_SOURCES, SUPPRESSIONS } from '../alarms/alarm.ts';
import { TRANSITIONS } from '../alarms/life-cycle.ts';
import { PERCEIVED_SEVERITIES } from '../alarms/severity.ts';
import { ALARM_TYPES, PROBABLE_CAUSES, TRENDS } from '../alarms/x733.ts';
import { RESOURCE_KINDS } from '../model/resource.ts';
import type { Wire } from './http.ts';

/** Alarms over HTTP and on the stream. Times are UTC ms, values in base units. Terms: X.733, RFC 8632, 3GPP TS 28.532. */

const time = z.int().min(0);
const count = z.int().min(0);
const severitySchema = z.enum(PERCEIVED_SEVERITIES).meta({ id: 'PerceivedSeverity' });
const kindSchema = z.enum([...RESOURCE_KINDS, 'source', 'server']).meta({ id: 'AlarmedKind' });
const labelSchema = z.object({ zh: z.string(), en: z.string() });

/** Shedding is staged; what remains after the last is dark at `expectedAt`. */
const BATTERY_STAGES = ['radios-off'] as const;

const operatorSchema = z
  .object({
    name: z.string(),
    verified: z.boolean().describe('False while accounts do not exist: a name that was typed'),
    from: z.string().describe('Address that the action came from'),
  })
  .meta({ id: 'Operator' });

const thresholdSchema = z
  .object({
    metric: z.string().nullable().describe('Metric of the catalogue; null where the rule judges something of its own'),
    unit: z.string(),
    value: z.number().describe('As of the last raise or change'),
    raise: z.number(),
    clear: z.number(),
    source: z.enum(LIMIT_SOURCES).describe('Where the limits come from: catalogue, zone pack (alarms.yaml) or rule'),
    document: labelSchema.describe('The document or file that the limits are from'),
  })
  .meta({ id: 'AlarmThreshold' });

const shelfSchema = z.object({ at: time, by: operatorSchema, reason: z.string(), until: time });
const commentSchema = z.object({ at: time, by: operatorSchema, text: z.string() });

/** What a cause and everything folded under it costs. Counts are of resources in service, each once. */
export const effectSchema = z
  .object({
    sites: count.describe('Sites wholly out'),
    cells: count.describe('Cells out'),
    racks: count.describe('Racks dark, too warm, or left with one feed'),
    powerW: z.number().describe('IT load of those racks'),
    egressBps: z.number().describe('Capacity of the ports that are down'),
    connectors: count.describe('Charging connectors out'),
    gpus: count.describe('GPUs out'),
    areaKm2: z.number().nullable().describe('Uncovered area; null until the coverage model speaks'),
    people: z.number().nullable().describe('People in it'),
  })
  .meta({ id: 'AlarmEffect' });

export const alarmViewSchema = z
  .object({
    id: z.string(),
    rule: z.string().describe('Words: `alarms.problem.<rule>` of the text catalogue'),
    resource: z.string(),
    kind: kindSchema,
    name: labelSchema,
    path: z.array(z.object({ id: z.string(), name: labelSchema })).describe('From below the zone down to the parent'),
    qualifier: z.string(),
    alarmType: z.enum(ALARM_TYPES),
    probableCause: z.enum(PROBABLE_CAUSES),
    specificProblem: z.string().nullable().describe('In the words of an outside source'),
    severity: severitySchema.describe('The last before it cleared'),
    trend: z.enum(TRENDS),
    threshold: thresholdSchema.nullable(),
    raisedAt: time.describe('Event time of the first raise'),
    changedAt: time.describe('Event time of the last change of severity'),
    clearance: z.object({ at: time, reason: z.enum(CLEAR_REASONS), by: operatorSchema.nullable() }).nullable(),
    raises: z.int().min(1).describe('How often it was raised while in the list'),
    flapping: z.boolean().describe('Came and went so often that its clear is held off'),
    unknownSince: time.nullable().describe('Since when its evidence has been silent: neither standing nor cleared'),
    expectedAt: time.nullable().describe('Forecasts and countdowns: when the limit will be reached'),
    nextStage: z
      .object({ stage: z.enum(BATTERY_STAGES), at: time })
      .nullable()
      .default(null)
      .describe(
        'What goes first on a battery, before what it carries last: null where nothing is reported, or once it is off',
      ),
    root: z.string().nullable().describe('Id of the alarm that explains it; null for a root cause'),
    children: count.describe('Listed alarms folded under it, at any depth'),
    effect: effectSchema.nullable().describe('Of roots; null for folded alarms'),
    acknowledgement: z.object({ at: time, by: operatorSchema }).nullable(),
    owner: z.string().nullable(),
    shelf: shelfSchema.nullable(),
    maintenance: z.string().nullable().describe('Id of the maintenance window that covers it now'),
    suppressed: z.array(z.enum(SUPPRESSIONS)).describe('Why nobody is told of it'),
    comments: z.array(commentSchema),
    simulated: z.boolean(),
    source: z.string(),
    canClear: z.boolean().describe('An operator may clear it by hand'),
    version: z.int().min(1).describe('Grows with every transition of the record'),
    revision: count.describe('Grows with every operator action: send it back, so that two at once are noticed'),
  })
  .meta({ id: 'Alarm' });

export const alarmListQuerySchema = z
  .object({
    active: z
      .enum(['true', 'false'])
      .optional()
      .describe('false: cleared ones that are not acknowledged yet; all without'),
    severity: z.string().max(100).optional().describe('Severities, comma-separated'),
    kind: z.string().max(400).optional().describe('Kinds of resource, comma-separated'),
    resource: z.string().max(200).optional().describe('The resource and everything below it'),
    root: z.string().max(40).optional().describe('`none`: root causes only; an id: what is folded under it'),
    q: z.string().max(100).optional().describe('Part of a resource id, a name, a rule or an owner'),
    at: z.coerce.number().int().min(0).optional().describe('The list as it was then, UTC ms'),
    limit: z.coerce.number().int().min(1).max(20_000).default(20_000),
  })
  .strict();

export const alarmCountsSchema = z.object({
  critical: count,
  major: count,
  minor: count,
  warning: count,
  indeterminate: count,
});

export const alarmListSchema = z
  .object({
    epoch: count.describe('Of the server’s start: sequences begin anew with it'),
    seq: count.describe('The list is as of this number of the alarm channel'),
    now: time.describe('Journal time'),
    alarms: z.array(alarmViewSchema).describe('Worst first, newest first within a severity'),
    total: count,
  })
  .meta({ id: 'AlarmList' });

export const alarmSummarySchema = z
  .object({
    epoch: count,
    seq: count,
    roots: alarmCountsSchema.describe('Standing root causes that are not suppressed'),
    standing: alarmCountsSchema.describe('All standing alarms'),
    unacknowledged: count,
    unknown: count,
    shelved: count,
    maintenance: count,
    raisesPerMinute: count.describe('Raises of the last minute: over 10 is a storm'),
    heldBack: count.describe('Raises beyond a source’s limit that wait for its flood to end'),
    ignored: z.record(z.string(), count).describe('What changed nothing, by reason: clear without raise, late, …'),
  })
  .meta({ id: 'AlarmSummary' });

export const alarmEventSchema = z.object({
  seq: z.int().min(1),
  at: time.describe('Journal time of the event'),
  transition: z.enum(TRANSITIONS),
  /** The record as it is now; a client puts it over what it has. */
  alarm: alarmViewSchema,
  /** It has left the list: cleared and acknowledged. */
  gone: z.boolean(),
});

/**
 * The alarm channel. The client asks with `alarms {epoch, after}`; the server answers `{ok, epoch, seq, gone}`: `gone`
 * says to load the list over HTTP and ask again with its epoch and seq. Then `alarms` batches come in order, each
 * acknowledged by the client with the last seq that it has; what is not acknowledged is sent again after a reconnect.
 */
export const alarmBatchSchema = z.object({ epoch: count, events: z.array(alarmEventSchema) });
export const watchAlarmsSchema = z.object({ epoch: count, after: count }).strict();

export const alarmHistoryQuerySchema = z
  .object({
    resource: z.string().max(200).optional().describe('The resource and everything below it'),
    from: z.coerce.number().int().min(0).optional(),
    to: z.coerce.number().int().min(0).optional(),
    limit: z.coerce.number().int().min(1).max(5_000).default(500),
  })
  .strict();

/** One step of a record's life. */
export const alarmStepSchema = z
  .object({
    alarm: z.string(),
    version: z.int().min(1),
    at: time,
    transition: z.enum(TRANSITIONS),
    severity: severitySchema,
    resource: z.string(),
    rule: z.string(),
    by: operatorSchema.nullable().describe('Null where no operator did it'),
    note: z.string().nullable().describe('Reason of a shelf, text of a comment, new owner, reason of a clear'),
  })
  .meta({ id: 'AlarmStep' });

export const alarmHistorySchema = z
  .object({ steps: z.array(alarmStepSchema), more: z.boolean() })
  .meta({ id: 'AlarmHistory' });
export const alarmDetailSchema = z
  .object({
    alarm: alarmViewSchema,
    listed: z.boolean(),
    children: z.array(z.string()),
    steps: z.array(alarmStepSchema),
  })
  .meta({ id: 'AlarmDetail' });

// ── what operators send ────────────────────────────────────────────────────────────────────────────────────────────

const operatorName = z.string().trim().min(1).max(80).describe('Who acts; unverified until accounts exist');
const revision = count.optional().describe('The record’s revision that the operator saw: another one now → 409');
const reason = z.string().trim().min(1).max(500);

export const acknowledgeSchema = z.object({ operator: operatorName, revision, comment: reason.optional() }).strict();
export const commentRequestSchema = z
  .object({ operator: operatorName, revision, text: z.string().trim().min(1).max(2_000) })
  .strict();
export const assignSchema = z
  .object({ operator: operatorName, revision, owner: z.string().trim().min(1).max(80).nullable() })
  .strict();
export const shelveSchema = z
  .object({ operator: operatorName, revision, reason, until: time.describe('In the future, at most 90 days') })
  .strict();
export const unshelveSchema = z.object({ operator: operatorName, revision }).strict();
export const clearSchema = z.object({ operator: operatorName, revision, reason }).strict();

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day, as 02:00');
export const scheduleSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('once'), from: time, to: time }).strict(),
  z
    .object({
      type: z.literal('recurring'),
      freq: z.enum(['weekly', 'monthly']),
      byDay: z
        .array(z.string().regex(/^(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)$/, 'is not a day, as TU or 3TU'))
        .min(1)
        .max(14),
      from: clockTime,
      to: clockTime,
      timeZone: z.string().min(1).max(60),
      start: time,
      end: time.nullable(),
    })
    .strict(),
]);

export const maintenanceRequestSchema = z
  .object({
    operator: operatorName,
    title: z.string().trim().min(1).max(120),
    reason,
    scope: z
      .object({
        resources: z.array(z.string().max(200)).max(200).default([]),
        labels: z
          .array(z.object({ name: z.string().max(60), value: z.string().max(120) }).strict())
          .max(20)
          .default([]),
      })
      .strict(),
    schedule: scheduleSchema,
  })
  .strict();
export const endMaintenanceSchema = z.object({ operator: operatorName }).strict();

export const maintenanceViewSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    reason: z.string(),
    scope: z.object({
      resources: z.array(z.string()),
      labels: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
    schedule: scheduleSchema,
    createdAt: time,
    by: operatorSchema,
    open: z.boolean().describe('It covers its resources now'),
    next: z.object({ from: time, to: time }).nullable().describe('The opening that is now or comes next'),
    alarms: count.describe('Listed alarms that it covers now'),
  })
  .meta({ id: 'Maintenance' });
export const maintenanceListSchema = z
  .object({ windows: z.array(maintenanceViewSchema) })
  .meta({ id: 'MaintenanceList' });

/** Body of the 409 of an action: somebody was faster; the record as it is now. */
export const alarmConflictSchema = z
  .object({ code: z.string(), message: z.string(), alarm: alarmViewSchema })
  .meta({ id: 'AlarmConflict' });

export type AlarmView = Wire<z.infer<typeof alarmViewSchema>>;
export type AlarmEffect = Wire<z.infer<typeof effectSchema>>;
export type AlarmList = Wire<z.infer<typeof alarmListSchema>>;
export type AlarmSummary = Wire<z.infer<typeof alarmSummarySchema>>;
export type AlarmCounts = Wire<z.infer<typeof alarmCountsSchema>>;
export type AlarmEvent = Wire<z.infer<typeof alarmEventSchema>>;
export type AlarmBatch = Wire<z.infer<typeof alarmBatchSchema>>;
export type AlarmStep = Wire<z.infer<typeof alarmStepSchema>>;
export type AlarmHistory = Wire<z.infer<typeof alarmHistorySchema>>;
export type AlarmDetail = Wire<z.infer<typeof alarmDetailSchema>>;
export type MaintenanceView = Wire<z.infer<typeof maintenanceViewSchema>>;
