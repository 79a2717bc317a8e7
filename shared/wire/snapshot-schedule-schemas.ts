import { z } from 'zod';
import { snapshotFormatSchema, snapshotRequestSchema, snapshotScopeSchema } from './snapshot-schemas.ts';

/** Snapshots that are taken by themselves, and links to snapshots. Times are UTC ms. */

export const SCHEDULE_RHYTHMS = ['daily', 'working-days', 'weekly', 'monthly'] as const;
/** Of a run, in their order. */
export const SCHEDULE_STEPS = ['taking', 'writing', 'sending'] as const;
export const MAX_SCHEDULES = 50;
export const MAX_SHARE_DAYS = 366;
/** Links of one snapshot that stand at a time. */
export const MAX_SHARES = 20;

const time = z.int();
const count = z.int().min(0);
const { operator, keepDays } = snapshotRequestSchema.shape;
const operatorSchema = z.object({ name: z.string(), verified: z.boolean(), from: z.string() });
const language = z.enum(['zh-CN', 'en']);

const rhythmShape = {
  rhythm: z.enum(SCHEDULE_RHYTHMS).describe('`working-days` is Monday to Friday; it knows no holidays'),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .describe('Of the day in the time zone: `18:00`'),
  weekday: z.int().min(1).max(7).optional().describe('Of a weekly one; 1 is Monday'),
  day: z.int().min(1).max(28).optional().describe('Of a monthly one'),
  timeZone: z.string().max(60).optional().describe('IANA name; the zone’s own without it'),
};

export const scheduleDeliverySchema = z
  .object({
    channel: z.string().min(1).max(64).describe('Id of a channel of notifications'),
    formats: z.array(snapshotFormatSchema).max(8).describe('Files that go along'),
    language: language.default('zh-CN'),
  })
  .strict()
  .meta({ id: 'SnapshotDelivery' });

export const snapshotScheduleRequestSchema = z
  .object({
    operator,
    title: z.string().trim().min(1).max(200),
    ...rhythmShape,
    period: z.boolean().default(false).describe('Also the figures over the time since the run before'),
    scope: snapshotScopeSchema.default({}),
    keepDays,
    delivery: scheduleDeliverySchema.nullable().default(null),
  })
  .strict()
  .meta({ id: 'SnapshotScheduleRequest' });

export const snapshotScheduleSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    rhythm: z.enum(SCHEDULE_RHYTHMS),
    time: z.string(),
    weekday: z.int().nullable(),
    day: z.int().nullable(),
    timeZone: z.string(),
    period: z.boolean(),
    scope: snapshotScopeSchema,
    keepDays: z.int(),
    delivery: scheduleDeliverySchema.nullable(),
    by: operatorSchema,
    createdAt: time,
    nextAt: time.nullable(),
    running: z.boolean(),
    progress: z
      .object({ step: z.enum(SCHEDULE_STEPS), done: count.describe('Files that are made'), of: count })
      .nullable()
      .default(null)
      .describe('How far a run is; null while none runs'),
    last: z
      .object({
        dueAt: time,
        ranAt: time,
        snapshot: z.string().nullable(),
        missed: count.describe('Runs that were due while the server did not run; made up for once, by this one'),
        problem: z.string().nullable().describe('Why there is no snapshot'),
        delivered: z.enum(['none', 'sent', 'failed']),
        deliveryProblem: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'SnapshotSchedule' });

export const snapshotScheduleListSchema = z
  .object({
    schedules: z.array(snapshotScheduleSchema),
    channels: z
      .array(z.object({ id: z.string(), type: z.enum(['webhook', 'mail']), name: z.string() }))
      .describe('That a schedule may deliver to'),
    limit: count,
  })
  .meta({ id: 'SnapshotScheduleList' });

export const deleteScheduleSchema = z.object({ operator }).strict();
export const schedulePathSchema = z.object({ id: z.string().describe('Id of a schedule') });

export const shareRequestSchema = z
  .object({
    operator,
    days: z.int().min(1).max(MAX_SHARE_DAYS).default(30).describe('The link ends after so many days'),
    formats: z.array(snapshotFormatSchema).max(8).default([]).describe('Files that it gives, beside the page'),
    language: language.default('zh-CN'),
  })
  .strict()
  .meta({ id: 'SnapshotShareRequest' });

export const snapshotShareSchema = z
  .object({
    id: z.string(),
    snapshot: z.string(),
    formats: z.array(snapshotFormatSchema),
    language,
    by: operatorSchema,
    createdAt: time,
    expiresAt: time,
    revoked: z.object({ at: time, by: operatorSchema }).nullable(),
    opened: count.describe('Times that it was followed since the start of this server'),
  })
  .meta({ id: 'SnapshotShare' });

export const madeShareSchema = z
  .object({
    share: snapshotShareSchema,
    path: z.string().describe('Of the link, on this server; said this once'),
  })
  .meta({ id: 'MadeSnapshotShare' });
export const snapshotShareListSchema = z
  .object({ shares: z.array(snapshotShareSchema) })
  .meta({ id: 'SnapshotShareList' });
export const sharePathSchema = z.object({ id: z.string(), share: z.string().describe('Id of a link') });
