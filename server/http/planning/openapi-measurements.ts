import {
  measurementImportQuerySchema,
  measurementImportSchema,
  measurementPathSchema,
  measurementSetsSchema,
  modelResidualsSchema,
} from '../../../shared/wire/planning-measured-schemas.ts';
import { badQuery, bytes, nothing, refusal } from '../openapi-answers.ts';

const TAG = 'Coverage and roll-out';
const ACTION = refusal('`action-header-required`: `X-Skyrack-Action: plan` is not there');
const NOT_YET = refusal('`no-coverage`: the run is not done yet, or there can be none (`unavailable` of the summary)');

/** What the document says of measured levels. */
export const MEASUREMENT_OPERATIONS = [
  {
    method: 'get' as const,
    path: '/api/v1/coverage/measurements',
    tag: TAG,
    summary: 'Sets of measured levels that are kept',
    answers: { 200: { says: 'Sets, and how many there may be', schema: measurementSetsSchema } },
  },
  {
    method: 'post' as const,
    path: '/api/v1/coverage/measurements',
    tag: TAG,
    summary: 'Looks a log of measured SS-RSRP over; with `commit` keeps it, all or nothing',
    description:
      'Needs the header `X-Skyrack-Action: plan`. CSV in UTF-8 (with BOM or without) or GB18030: latitude, longitude and ' +
      'SS-RSRP; SS-SINR, cell or NCI, PCI, NR-ARFCN and time where there are any, under the usual headers of drive-test ' +
      'tools in English and Chinese. Without `commit` nothing changes: the answer names every mistake by row, column and ' +
      'limit, and has a `token`. The same file with `commit=<token>` is on disk when it is answered. A column `simulated` ' +
      'of 1 marks the whole set. A file with `cell` or `nci`, `from_dbm`, `to_dbm` and `count` is one of histograms of ' +
      'L1M.SS-RSRP (TS 28.552 §5.1.1.22.1), whose bins are each vendor’s own: without places they are compared and not fitted.',
    query: measurementImportQuerySchema,
    body: { type: 'text/csv', says: 'At most 16 MiB, 100,000 rows' },
    answers: {
      200: { says: 'What was found, and what was kept', schema: measurementImportSchema },
      400: refusal(`${badQuery.says}; \`malformed\`: no table; \`rejected-rows\`: nothing was kept`),
      403: ACTION,
      409: refusal('`conflict`: the file changed since the look; `full`: `limit` sets or points are kept'),
      413: refusal('`too-large`: `limit` in bytes or rows'),
      415: refusal('`wrong-type` or `wrong-encoding`'),
    },
  },
  {
    method: 'delete' as const,
    path: '/api/v1/coverage/measurements/{id}',
    tag: TAG,
    summary: 'Takes a set away',
    description: 'Needs the header `X-Skyrack-Action: plan`. Its id is never used again.',
    pathNames: measurementPathSchema,
    answers: { 204: { says: 'It is gone' }, 403: ACTION, 404: nothing('measurements') },
  },
  {
    method: 'get' as const,
    path: '/api/v1/coverage/residuals',
    tag: TAG,
    summary: 'How far the model is from what was measured, fitted offsets, and the band of the area covered',
    description:
      'Residual = measured − predicted SS-RSRP of the cell that the point names (by id, NCI, or PCI with NR-ARFCN: the ' +
      'strongest one there that has it), else of the best server. Offsets are fitted by a random-effects model: a cell with ' +
      'few places is drawn to the zone’s offset. Rasters apply them only with `fit=true`, and say so.',
    answers: { 200: { says: 'Residuals', schema: modelResidualsSchema }, 503: NOT_YET },
  },
  {
    method: 'get' as const,
    path: '/api/v1/coverage/sample-measurements',
    tag: TAG,
    summary: 'A log to try it with: the model’s own levels with noise, marked as simulated',
    answers: { 200: bytes('text/csv', 'The log'), 503: NOT_YET },
  },
];
