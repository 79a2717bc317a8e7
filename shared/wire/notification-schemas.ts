import { z } from 'zod';
import { WEEKDAYS } from '../alarms/maintenance.ts';
import { PERCEIVED_SEVERITIES } from '../alarms/severity.ts';
import { RESOURCE_KINDS } from '../model/resource.ts';

/** Who is told of alarms, and how, over HTTP. Times are UTC ms. */

export const MAX_CHANNELS = 50;
export const MAX_ROUTES = 200;

/**
 * What a message says of an alarm, or of the channel itself. `worse`: higher severity. `more`: more is folded under it.
 * `again`: it had cleared and stands again. `escalated`: nobody has acknowledged it. `digest`: several at once.
 */
export const NOTICE_TYPES = [
  'raised',
  'worse',
  'more',
  'flapping',
  'again',
  'escalated',
  'cleared',
  'digest',
  'watchdog',
  'test',
  'document',
] as const;
/** `dropped`: the queue was full, or its channel went. */
export const DELIVERY_RESULTS = ['sent', 'failed', 'dropped'] as const;

const time = z.int().min(0);
const count = z.int().min(0);
const name = z.string().trim().min(1).max(80);
const operatorName = name.describe('Who acts; unverified until accounts exist');
const language = z.enum(['zh-CN', 'en']);
const identifier = z.string().min(1).max(40);
const minutes = z.int().min(1).max(1_440);
const operatorSchema = z
  .object({ name: z.string(), verified: z.boolean(), from: z.string() })
  .meta({ id: 'NotificationOperator' });

// ── channels ───────────────────────────────────────────────────────────────────────────────────────────────────────

const channelFields = {
  name,
  language: language.default('zh-CN'),
  enabled: z.boolean().default(true).describe('False keeps it, and sends nothing'),
  watchdogMinutes: minutes
    .nullable()
    .default(null)
    .describe('A message that always comes, this often, so that a receiver notices when none does; null for none'),
};
const url = z.string().max(2_000).describe('http or https, without a name and password');
const to = z.array(z.email().max(254)).min(1).max(50).describe('Mail addresses');

export const channelRequestSchema = z.discriminatedUnion('type', [
  z.object({ operator: operatorName, type: z.literal('webhook'), url, ...channelFields }).strict(),
  z.object({ operator: operatorName, type: z.literal('mail'), to, ...channelFields }).strict(),
]);

export const channelChangeSchema = z
  .object({
    operator: operatorName,
    name,
    language,
    enabled: z.boolean(),
    watchdogMinutes: minutes.nullable(),
    url: url.optional().describe('Of a webhook; as it was without'),
    to: to.optional().describe('Of mail; as it was without'),
    newSecret: z.boolean().default(false).describe('True makes a new secret and says it once'),
  })
  .strict();

export const removeNotificationSchema = z.object({ operator: operatorName }).strict();

export const removedNotificationSchema = z.object({ deleted: z.string() });

const failureSchema = z.object({ at: time, problem: z.string() });

export const channelViewSchema = z
  .object({
    id: z.string(),
    type: z.enum(['webhook', 'mail']),
    name: z.string(),
    language,
    enabled: z.boolean(),
    watchdogMinutes: minutes.nullable(),
    target: z.string().describe('Origin of the webhook, as paths hold secrets; or the mail addresses'),
    to: z.array(z.string()).describe('Mail addresses; empty for a webhook'),
    createdAt: time,
    by: operatorSchema,
    queued: count.describe('Messages that wait'),
    sent: count.describe('Since the start of the server'),
    failed: count.describe('Given up since then'),
    lastSentAt: time.nullable(),
    failure: failureSchema.nullable().describe('Of the last attempt; null when it went well'),
  })
  .meta({ id: 'NotificationChannel' });

export const channelListSchema = z
  .object({
    channels: z.array(channelViewSchema),
    limit: z.literal(MAX_CHANNELS),
    mail: z.boolean().describe('Whether this server can send mail (SKYRACK_SMTP_URL)'),
  })
  .meta({ id: 'NotificationChannelList' });

export const channelSavedSchema = z
  .object({
    channel: channelViewSchema,
    secret: z.string().nullable().describe('Of a new webhook or a new secret: shown here and never again'),
  })
  .meta({ id: 'NotificationChannelSaved' });

export const channelTestSchema = z
  .object({
    ok: z.boolean(),
    elapsedMs: count,
    problem: z.string().nullable().describe('Why it did not go out; null when it was taken'),
  })
  .meta({ id: 'NotificationTest' });

export const channelPathSchema = z.object({ id: z.string().describe('Id of a channel') });

// ── routes ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day, as 02:00');

export const routeWindowSchema = z
  .object({
    days: z.array(z.enum(WEEKDAYS)).min(1).max(7),
    from: clockTime,
    to: clockTime.describe('At or before `from`: of the next day'),
    timeZone: z.string().min(1).max(60).describe('IANA name'),
  })
  .strict();

const routeFields = {
  name,
  enabled: z.boolean().default(true),
  channel: identifier.describe('Id of the channel that is told'),
  minSeverity: z.enum(PERCEIVED_SEVERITIES).default('major').describe('This or worse'),
  kinds: z
    .array(z.enum([...RESOURCE_KINDS, 'source', 'server']))
    .max(30)
    .default([])
    .describe('Kinds of resource; empty for all'),
  resources: z
    .array(z.string().max(200))
    .max(100)
    .default([])
    .describe('Resources with everything below them; with `labels`, any of both'),
  labels: z
    .array(z.object({ name: z.string().min(1).max(60), value: z.string().max(120) }).strict())
    .max(20)
    .default([])
    .describe('Attributes of the inventory, of the resource or one above it'),
  window: routeWindowSchema.nullable().default(null).describe('Only then; null for always'),
  simulated: z.boolean().default(false).describe('Tell of simulated alarms too'),
  escalation: z
    .object({ channel: identifier, afterMinutes: minutes })
    .strict()
    .nullable()
    .default(null)
    .describe('Who else is told when nobody has acknowledged by then'),
  last: z.boolean().default(false).describe('What this route takes is not shown to those after it'),
};

export const routeRequestSchema = z
  .object({
    operator: operatorName,
    place: z.int().min(0).max(MAX_ROUTES).optional().describe('Position in the list; without it, the end or as it is'),
    ...routeFields,
  })
  .strict();

export const routeViewSchema = z
  .object({ id: z.string(), ...routeFields, createdAt: time, by: operatorSchema })
  .meta({ id: 'NotificationRoute' });

export const routeListSchema = z
  .object({
    routes: z.array(routeViewSchema).describe('In the order in which they are tried'),
    limit: z.literal(MAX_ROUTES),
  })
  .meta({ id: 'NotificationRouteList' });

export const routePathSchema = z.object({ id: z.string().describe('Id of a route') });

// ── log ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const notificationLogQuerySchema = z
  .object({
    of: z.enum(['deliveries', 'changes']).optional().describe('Both without'),
    limit: z.coerce.number().int().min(1).max(1_000).default(100),
  })
  .strict();

const deliveryEntrySchema = z.object({
  of: z.literal('deliveries'),
  number: count,
  at: time,
  channel: z.string(),
  channelName: z.string(),
  message: z.string().describe('Id of the message, as its receiver gets it'),
  type: z.enum(NOTICE_TYPES),
  subject: z.string(),
  result: z.enum(DELIVERY_RESULTS),
  attempts: count,
  problem: z.string().nullable(),
});
const changeEntrySchema = z.object({
  of: z.literal('changes'),
  number: count,
  at: time,
  by: operatorSchema,
  action: z.string().describe('`add-channel`, `change-route`, …'),
  subject: z.string().describe('Name of the channel or route'),
  refused: z.string().nullable().describe('Code and why, where nothing changed'),
});

export const notificationLogSchema = z
  .object({ entries: z.array(z.discriminatedUnion('of', [deliveryEntrySchema, changeEntrySchema])) })
  .describe('Newest first')
  .meta({ id: 'NotificationLog' });
