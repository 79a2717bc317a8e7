import {
  deleteScheduleSchema,
  madeShareSchema,
  schedulePathSchema,
  sharePathSchema,
  shareRequestSchema,
  snapshotScheduleListSchema,
  snapshotScheduleRequestSchema,
  snapshotScheduleSchema,
  snapshotShareListSchema,
  snapshotShareSchema,
} from '../../shared/wire/snapshot-schedule-schemas.ts';
import { snapshotPathSchema } from '../../shared/wire/snapshot-schemas.ts';
import { acting, needsOperator, refusal } from './openapi-answers.ts';

const TAG = 'Snapshots';
const SCHEDULES = '/api/v1/snapshot-schedules';
const SHARES = '/api/v1/snapshots/{id}/shares';
const gone = refusal('`no-such-snapshot`: there is none of this id, or it was deleted');
const wrong = refusal('`invalid-field`, `unknown-field` or `malformed`');
const ACTING = acting('snapshot');
const DESCRIPTION = needsOperator('snapshot');

/** What the document says of schedules and links. */
export const SCHEDULE_OPERATIONS = [
  {
    method: 'get' as const,
    path: SCHEDULES,
    tag: TAG,
    summary: 'Snapshots that are taken by themselves, and where they may be delivered',
    answers: { 200: { says: 'With what became of the last run of each', schema: snapshotScheduleListSchema } },
  },
  {
    method: 'post' as const,
    path: SCHEDULES,
    tag: TAG,
    summary: 'Has snapshots taken by the calendar of a time zone',
    description: `${DESCRIPTION} What was missed while the server did not run is made up for once.`,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: snapshotScheduleRequestSchema },
    answers: {
      201: { says: 'The schedule', schema: snapshotScheduleSchema },
      400: refusal('`bad-schedule`, `no-such-channel`, `empty-scope`, `unknown-resource` and what is malformed'),
      409: refusal('`full`: remove one first'),
      ...ACTING,
    },
  },
  {
    method: 'delete' as const,
    path: `${SCHEDULES}/{id}`,
    tag: TAG,
    summary: 'Ends a schedule; its snapshots stay',
    description: DESCRIPTION,
    pathNames: schedulePathSchema,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: deleteScheduleSchema },
    answers: {
      200: { says: '`deleted`: its id' },
      400: wrong,
      404: refusal('`no-such-schedule`: there is none of this id'),
      ...ACTING,
    },
  },
  {
    method: 'get' as const,
    path: SHARES,
    tag: TAG,
    summary: 'Links to a snapshot, also those that have ended',
    pathNames: snapshotPathSchema,
    answers: { 200: { says: 'Oldest first; none says its token', schema: snapshotShareListSchema }, 404: gone },
  },
  {
    method: 'post' as const,
    path: SHARES,
    tag: TAG,
    summary: 'Makes a link to a snapshot: to its page and the files that are named, until a day',
    description: DESCRIPTION,
    pathNames: snapshotPathSchema,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: shareRequestSchema },
    answers: {
      201: { says: 'The link; its path is said this once', schema: madeShareSchema },
      400: wrong,
      404: gone,
      409: refusal('`full`: take one back first'),
      ...ACTING,
    },
  },
  {
    method: 'delete' as const,
    path: `${SHARES}/{share}`,
    tag: TAG,
    summary: 'Takes a link back: it leads nowhere from now on',
    description: DESCRIPTION,
    pathNames: sharePathSchema,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: deleteScheduleSchema },
    answers: {
      200: { says: 'The link', schema: snapshotShareSchema },
      400: wrong,
      404: refusal('`no-such-share`: there is none of this id'),
      ...ACTING,
    },
  },
];
