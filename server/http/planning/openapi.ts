import { auditQuerySchema, auditSchema } from '../../../shared/wire/planning-audit-schemas.ts';
import {
  coverageFileQuerySchema,
  coverageQuerySchema,
  coverageSummarySchema,
  holesSchema,
  n1QuerySchema,
  n1Schema,
  planQuerySchema,
  planSchema,
  rankingPathSchema,
  rankingRequestSchema,
  rankingSchema,
  rankingsSchema,
  whatIfReplySchema,
  whatIfSchema,
} from '../../../shared/wire/planning-schemas.ts';
import { type Answer, badQuery, bytes, nothing, refusal, TAG, unchanged } from '../openapi-answers.ts';
import { MEASUREMENT_OPERATIONS } from './openapi-measurements.ts';
import { PLAN_OPERATIONS } from './openapi-plans.ts';
import { TABLE_OPERATIONS } from './openapi-tables.ts';

const PLANNING = 'Coverage and roll-out';
const ok = (says: string, schema: Answer['schema']): Answer => ({ says, ...(schema ? { schema } : {}) });
const NOT_YET = refusal('`no-coverage`: the run is not done yet, or there can be none (`unavailable` of the summary)');
const HEADER = refusal('`action-header-required`: `X-Skyrack-Action: plan` is not there');
const ASKED = {
  403: HEADER,
  413: refusal('`too-large`: `limit` in bytes'),
  415: refusal('`wrong-type` or `wrong-encoding`'),
};
const BAD_BODY = '`invalid-field` or `unknown-field`: `field` says which; `malformed`';

/** What the document says of coverage and roll-out. */
export const PLANNING_OPERATIONS = [
  ...PLAN_OPERATIONS,
  ...TABLE_OPERATIONS,
  ...MEASUREMENT_OPERATIONS,
  {
    method: 'get' as const,
    path: '/api/v1/coverage',
    tag: PLANNING,
    summary: 'One layer of the coverage raster, in one or two bytes a pixel',
    description:
      'uint32 length of a head (little endian), the head as JSON padded with spaces, then the values row by row from the ' +
      'north-west: value = `offset` + `step` · number, `nothing` where there is none. Rows and columns are even in degrees ' +
      'between `north`, `south`, `west` and `east`. Predicted by TR 38.901, never measured.',
    query: coverageQuerySchema,
    answers: {
      200: bytes('application/octet-stream', 'A raster', TAG),
      304: unchanged,
      400: badQuery,
      404: refusal('`no-such-plan` or `no-such-milestone`'),
      503: NOT_YET,
    },
  },
  {
    method: 'get' as const,
    path: '/api/v1/coverage/raster',
    tag: PLANNING,
    summary: 'The same as a file: PNG, GeoTIFF, its classes as GeoJSON or KML, or those bytes',
    description:
      '`tiff`: float32 in the layer’s unit, NaN for nothing, EPSG:4326. `png`: the map’s bands in its colours, transparent ' +
      'for nothing; its texts `Legend` and `Bounds` are JSON. `geojson` and `kml`: a multipolygon for each of those bands, along ' +
      'the edges of its pixels, with `from` ≤ value < `to` in the layer’s unit and its area.',
    query: coverageFileQuerySchema,
    answers: {
      200: {
        ...bytes('application/octet-stream', 'The file, of the type of `format`', TAG),
        orTypes: ['image/png', 'image/tiff', 'application/geo+json', 'application/vnd.google-earth.kml+xml'],
      },
      304: unchanged,
      400: refusal(`${badQuery.says}; \`bad-at\``),
      404: refusal('`no-such-plan` or `no-such-milestone`'),
      503: refusal(`${NOT_YET.says}; \`no-past\`: there is no history`),
    },
  },
  {
    method: 'get' as const,
    path: '/api/v1/coverage/summary',
    tag: PLANNING,
    summary: 'How much is covered: now, without outages, as planned; with the profile and the model behind it',
    answers: { 200: ok('`ready` says whether there are figures yet', coverageSummarySchema) },
  },
  {
    method: 'get' as const,
    path: '/api/v1/holes',
    tag: PLANNING,
    summary: 'What is uncovered, cause by cause, what will be, and in which order to restore',
    answers: { 200: ok('Holes', holesSchema) },
  },
  {
    method: 'post' as const,
    path: '/api/v1/holes/what-if',
    tag: PLANNING,
    summary: 'What an outage of these cells and sites would uncover, all else as it is now',
    description: 'Needs the header `X-Skyrack-Action: plan`. Changes nothing.',
    body: { type: 'application/json', says: 'At most 64 KiB', schema: whatIfSchema },
    answers: {
      200: ok('The hole, and coverage before and after', whatIfReplySchema),
      400: refusal(`${BAD_BODY}; \`nothing-asked\``),
      404: refusal('`no-such-cell` or `no-such-site`'),
      503: NOT_YET,
      ...ASKED,
    },
  },
  {
    method: 'get' as const,
    path: '/api/v1/coverage/audit',
    tag: PLANNING,
    summary: 'PCI collision and confusion, modulo 3 and 30, missing neighbours, from where cells overlap',
    query: auditQuerySchema,
    answers: { 200: ok('Findings, with the area that each is about', auditSchema), 400: badQuery, 503: NOT_YET },
  },
  {
    method: 'get' as const,
    path: '/api/v1/n-1',
    tag: PLANNING,
    summary: 'Sites by what the loss of each one uncovers',
    query: n1QuerySchema,
    answers: { 200: ok('Sites, most people first', n1Schema), 400: badQuery, 503: NOT_YET },
  },
  {
    method: 'get' as const,
    path: '/api/v1/plan',
    tag: PLANNING,
    summary: 'The roll-out: back-scheduled milestones, S-curve, coverage with each site, and what late costs',
    query: planQuerySchema,
    answers: {
      200: ok('The plan', planSchema),
      400: refusal(`${badQuery.says}; \`bad-late\``),
      404: refusal('`no-such-site`'),
    },
  },
  {
    method: 'get' as const,
    path: '/api/v1/next-sites',
    tag: PLANNING,
    summary: 'Rankings that wait, run or are over, newest first',
    answers: { 200: ok('Rankings', rankingsSchema) },
  },
  {
    method: 'post' as const,
    path: '/api/v1/next-sites',
    tag: PLANNING,
    summary: 'Begins to rank which sites to build next',
    description:
      'Needs the header `X-Skyrack-Action: plan`. Greedy on SS-RSRP coverage, with SS-SINR measured after each site and a ' +
      'certificate from a linear program. Read the answer’s `id` again until `state` is `done`.',
    body: { type: 'application/json', says: 'At most 64 KiB', schema: rankingRequestSchema },
    answers: {
      202: ok('The ranking, waiting or running', rankingSchema),
      400: refusal(`${BAD_BODY}; \`no-candidates\`, \`bad-phases\``),
      503: refusal('`busy`: too many wait; `no-coverage`'),
      ...ASKED,
    },
  },
  {
    method: 'get' as const,
    path: '/api/v1/next-sites/{id}',
    tag: PLANNING,
    summary: 'How far a ranking is, and what came out',
    pathNames: rankingPathSchema,
    answers: { 200: ok('The ranking', rankingSchema), 404: nothing('ranking') },
  },
  {
    method: 'post' as const,
    path: '/api/v1/next-sites/{id}/cancel',
    tag: PLANNING,
    summary: 'Ends a ranking that waits or runs',
    description: 'Needs the header `X-Skyrack-Action: plan`.',
    pathNames: rankingPathSchema,
    answers: { 200: ok('The ranking as it is now', rankingSchema), 403: HEADER, 404: nothing('ranking') },
  },
];
