import { z } from 'zod';
import { alarmRulesQuerySchema, alarmRulesSchema } from '../../shared/wire/alarm-rule-schemas.ts';
import {
  acknowledgeSchema,
  alarmConflictSchema,
  alarmDetailSchema,
  alarmHistoryQuerySchema,
  alarmHistorySchema,
  alarmListQuerySchema,
  alarmListSchema,
  alarmSummarySchema,
  alarmViewSchema,
  assignSchema,
  clearSchema,
  commentRequestSchema,
  endMaintenanceSchema,
  maintenanceListSchema,
  maintenanceRequestSchema,
  maintenanceViewSchema,
  shelveSchema,
  unshelveSchema,
} from '../../shared/wire/alarm-schemas.ts';
import { availabilityQuerySchema, availabilitySchema } from '../../shared/wire/availability-schemas.ts';
import { type Answer, acting, badQuery, nothing, refusal } from './openapi-answers.ts';

const TAG = 'Alarms';
const alarmPath = z.object({ id: z.string().describe('Id of an alarm') });
const windowPath = z.object({ id: z.string().describe('Id of a maintenance window') });

const ok = (says: string, schema: z.ZodType): Answer => ({ says, schema });
const ACTING = {
  400: refusal('`invalid-field` or `unknown-field`: `field` says which; `malformed`: not JSON; else why it cannot be'),
  ...acting('alarm'),
  503: refusal('`replaying`: the list is being restored; `read-only`: the disk has no room, nothing has changed', {
    'Retry-After': 'Seconds',
  }),
};
const DESCRIPTION =
  'Needs a name in `operator`, recorded as unverified until accounts exist, and the header `X-Skyrack-Action: alarm`. ' +
  'On disk when it is answered.';

const read = (path: string, summary: string, schema: z.ZodType, more: object = {}) => ({
  method: 'get' as const,
  path,
  tag: TAG,
  summary,
  answers: { 200: ok(summary, schema) },
  ...more,
});
const action = (name: string, summary: string, schema: z.ZodType) => ({
  method: 'post' as const,
  path: `/api/v1/alarms/{id}/${name}`,
  tag: TAG,
  summary,
  description: DESCRIPTION,
  pathNames: alarmPath,
  body: { type: 'application/json', says: 'At most 64 KiB', schema },
  answers: {
    200: ok('The alarm as it is now', alarmViewSchema),
    404: nothing('alarm in the list'),
    409: {
      says: '`conflict`, `already-acknowledged`, `already-cleared` or `gone`: somebody was faster; the alarm as it is now',
      schema: alarmConflictSchema,
    },
    ...ACTING,
  },
});

/** What the document says of alarms and maintenance. */
export const ALARM_OPERATIONS = [
  read('/api/v1/alarms', 'The alarm list, worst first; or as it was at a past moment', alarmListSchema, {
    query: alarmListQuerySchema,
    answers: {
      200: ok('Records that stand, or wait to be acknowledged', alarmListSchema),
      400: badQuery,
      404: refusal('`not-kept`: nothing is kept from the moment `at`'),
    },
  }),
  read('/api/v1/alarms/summary', 'Counts by severity, raises per minute, what was ignored and why', alarmSummarySchema),
  read('/api/v1/alarms/history', 'Steps of records, newest first', alarmHistorySchema, {
    query: alarmHistoryQuerySchema,
    answers: { 200: ok('Steps', alarmHistorySchema), 400: badQuery },
  }),
  read('/api/v1/alarms/availability', 'How long resources were in service, by kind and each', availabilitySchema, {
    query: availabilityQuerySchema,
    answers: { 200: ok('Availability', availabilitySchema), 400: badQuery, 404: nothing('resource') },
  }),
  read('/api/v1/alarms/rules', 'Every rule, the numbers that it goes by, and where each is from', alarmRulesSchema, {
    query: alarmRulesQuerySchema,
    answers: { 200: ok('Rules', alarmRulesSchema), 400: badQuery, 404: nothing('rule') },
  }),
  read('/api/v1/alarms/{id}', 'One record with everything that happened to it', alarmDetailSchema, {
    pathNames: alarmPath,
    answers: { 200: ok('The record', alarmDetailSchema), 404: nothing('alarm') },
  }),
  action('acknowledge', 'Takes note of an alarm, with a comment if there is one', acknowledgeSchema),
  action('comment', 'Writes something to an alarm', commentRequestSchema),
  action('assign', 'Gives an alarm an owner, or (null) back to all', assignSchema),
  action('shelve', 'Puts an alarm aside, with a reason and an end', shelveSchema),
  action('unshelve', 'Takes an alarm from its shelf', unshelveSchema),
  action('clear', 'Ends an alarm by hand, where its source cannot', clearSchema),
  read(
    '/api/v1/maintenance',
    'Maintenance windows, which are open, and when the others will be',
    maintenanceListSchema,
  ),
  {
    method: 'post' as const,
    path: '/api/v1/maintenance',
    tag: TAG,
    summary: 'Plans a maintenance window',
    description: DESCRIPTION,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: maintenanceRequestSchema },
    answers: { 200: ok('The window', maintenanceViewSchema), ...ACTING },
  },
  {
    method: 'post' as const,
    path: '/api/v1/maintenance/{id}/end',
    tag: TAG,
    summary: 'Ends a maintenance window for good',
    description: DESCRIPTION,
    pathNames: windowPath,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: endMaintenanceSchema },
    answers: { 200: ok('The window, ended', maintenanceViewSchema), 404: nothing('maintenance window'), ...ACTING },
  },
];
