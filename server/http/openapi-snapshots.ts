import {
  compareQuerySchema,
  deleteSnapshotSchema,
  exportAsQuerySchema,
  exportPathSchema,
  exportQuerySchema,
  snapshotComparisonSchema,
  snapshotDocumentSchema,
  snapshotEventsSchema,
  snapshotListSchema,
  snapshotPathSchema,
  snapshotRequestSchema,
  snapshotSummarySchema,
  snapshotVerificationSchema,
} from '../../shared/wire/snapshot-schemas.ts';
import { acting, badQuery, needsOperator, refusal } from './openapi-answers.ts';

const TAG = 'Snapshots';
const PATH = '/api/v1/snapshots';
const gone = refusal('`no-such-snapshot`: there is none of this id, or it was deleted');
const busy = refusal('`busy`: too many are being worked on; try again');
const failed = refusal('`failed`: the server’s log says why');
const ACTING = acting('snapshot');
const DESCRIPTION = needsOperator('snapshot');

const EXPORT_ANSWERS = {
  200: { says: 'The file, as an attachment', schema: snapshotDocumentSchema },
  400: refusal('`unknown-format`: `limit` lists those that there are; `invalid-parameter` or `unknown-parameter`'),
  404: gone,
  500: failed,
  503: busy,
};

/** What the document says of snapshots. The document that is exported as JSON is described with its export. */
export const SNAPSHOT_OPERATIONS = [
  {
    method: 'get' as const,
    path: PATH,
    tag: TAG,
    summary: 'All snapshots, newest first, and the formats that they can be had in',
    answers: { 200: { says: 'Summaries', schema: snapshotListSchema } },
  },
  {
    method: 'post' as const,
    path: PATH,
    tag: TAG,
    summary: 'Takes a snapshot of the present, of a past moment or of a period',
    description: DESCRIPTION,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: snapshotRequestSchema },
    answers: {
      201: { says: 'The snapshot', schema: snapshotSummarySchema },
      400: refusal(
        '`future`, `before-history` (`limit` is the earliest moment), `bad-period`, `empty-scope`, `unknown-resource`, ' +
          '`invalid-field`, `unknown-field` or `malformed`',
      ),
      409: refusal('`full`: delete some first'),
      500: failed,
      503: refusal('`busy`, or `no-history`: this server keeps none'),
      ...ACTING,
    },
  },
  {
    method: 'get' as const,
    path: `${PATH}/compare`,
    tag: TAG,
    summary: 'What appeared, vanished and changed between two snapshots',
    query: compareQuerySchema,
    answers: {
      200: { says: 'JSON; with `format=csv` a ZIP of CSV tables', schema: snapshotComparisonSchema },
      400: badQuery,
      404: gone,
      500: failed,
      503: busy,
    },
  },
  {
    method: 'get' as const,
    path: `${PATH}/events`,
    tag: TAG,
    summary: 'What was taken, deleted and expired, as a chain of hashes',
    answers: { 200: { says: 'Oldest first', schema: snapshotEventsSchema } },
  },
  {
    method: 'get' as const,
    path: `${PATH}/{id}`,
    tag: TAG,
    summary: 'What a snapshot says of itself',
    pathNames: snapshotPathSchema,
    answers: { 200: { says: 'The summary', schema: snapshotSummarySchema }, 404: gone },
  },
  {
    method: 'delete' as const,
    path: `${PATH}/{id}`,
    tag: TAG,
    summary: 'Deletes a snapshot; that it was there, and why it went, stays recorded',
    description: DESCRIPTION,
    pathNames: snapshotPathSchema,
    body: { type: 'application/json', says: 'At most 64 KiB', schema: deleteSnapshotSchema },
    answers: {
      200: { says: '`deleted`: its id' },
      400: refusal('`invalid-field`, `unknown-field` or `malformed`'),
      404: gone,
      ...ACTING,
    },
  },
  {
    method: 'get' as const,
    path: `${PATH}/{id}/verify`,
    tag: TAG,
    summary: 'Takes the hash of the kept file again and compares it with what it says and with what was recorded',
    pathNames: snapshotPathSchema,
    answers: {
      200: { says: '`ok` and, where it is false, the problem', schema: snapshotVerificationSchema },
      404: gone,
      500: failed,
      503: busy,
    },
  },
  {
    method: 'get' as const,
    path: `${PATH}/{id}/export/{format}`,
    tag: TAG,
    summary: 'A snapshot as a file',
    description: 'The shape is that of `json`; the list says which other formats there are.',
    pathNames: exportPathSchema,
    query: exportQuerySchema,
    answers: EXPORT_ANSWERS,
  },
  {
    method: 'get' as const,
    path: `${PATH}/{id}/export`,
    tag: TAG,
    summary: 'A snapshot as a file, the format in the query',
    description: 'The same file as under `/export/{format}`.',
    pathNames: snapshotPathSchema,
    query: exportAsQuerySchema,
    answers: EXPORT_ANSWERS,
  },
];
