import { z } from 'zod';
import { PERCEIVED_SEVERITIES } from '../alarms/severity.ts';
import { ALARM_TYPES, PROBABLE_CAUSES } from '../alarms/x733.ts';
import type { Wire } from './http.ts';

/** Alarms that sources report themselves (X.733, RFC 8632). Times are UTC ms. */

export const MOST_REPORTS = 500;

const reportSchema = z
  .object({
    resource: z.string().min(1).max(200).describe('Id of a resource in service, or `source/<the token’s source>`'),
    qualifier: z
      .string()
      .max(120)
      .default('')
      .describe('Tells alarms of one resource apart: a fault number, a port. A clear names the same'),
    probableCause: z.enum(PROBABLE_CAUSES).default('indeterminate'),
    alarmType: z.enum(ALARM_TYPES).default('equipment-alarm'),
    severity: z.enum([...PERCEIVED_SEVERITIES, 'cleared']),
    at: z.int().min(0).describe('When it happened; at most five minutes ahead of the server’s clock'),
    text: z.string().trim().max(500).default('').describe('What is wrong, in the words of the equipment'),
  })
  .strict();

export const alarmReportRequestSchema = z
  .object({ reports: z.array(reportSchema).min(1).max(MOST_REPORTS).describe('In the order in which they happened') })
  .strict()
  .meta({ id: 'AlarmReports' });

export const alarmReportReplySchema = z
  .object({
    taken: z.int().min(0).describe('Reports that changed something, or wait for a hold or the end of a flood'),
    ignored: z
      .record(z.string(), z.int().min(1))
      .describe('The others, by reason: `clear-without-raise`, `duplicate`, `late`, `not-in-service`'),
  })
  .meta({ id: 'AlarmReportReply' });

export type ReportedAlarm = Wire<z.infer<typeof reportSchema>>;
