import {
  tableExportQuerySchema,
  tableImportQuerySchema,
  tableImportSchema,
  tableImportStateSchema,
} from '../../../shared/wire/planning-table-schemas.ts';
import { badQuery, bytes, refusal } from '../openapi-answers.ts';

const TAG = 'Coverage and roll-out';

/** What the document says of tables of sites and cells. */
export const TABLE_OPERATIONS = [
  {
    method: 'get' as const,
    path: '/api/v1/sites/import',
    tag: TAG,
    summary: 'Whether imports can be kept, and what waits for the next start',
    answers: { 200: { says: 'State of imports', schema: tableImportStateSchema } },
  },
  {
    method: 'post' as const,
    path: '/api/v1/sites/import',
    tag: TAG,
    summary: 'Looks a table of sites or cells over; with `commit` keeps it, all or nothing',
    description:
      'Needs the header `X-Skyrack-Action: plan`. Without `commit` nothing changes: the answer names every mistake by row ' +
      'and column and what differs field by field, and has a `token`. The same file with `commit=<token>` is merged by id ' +
      'and on disk when it is answered; it **takes effect at the next start** of the server. CSV in UTF-8 (with BOM or ' +
      'without) or GB18030, or the first sheet of an XLSX workbook (`Content-Type: application/vnd.openxmlformats-' +
      'officedocument.spreadsheetml.sheet`); headers and values of vendors, NRM and Chinese engineering tables are ' +
      'understood. A column that the file does not have stays as it is, an empty cell empties it where it may be empty.',
    query: tableImportQuerySchema,
    body: { type: 'text/csv', says: 'At most 32 MiB, 200,000 rows; a workbook at most 256 MiB unpacked' },
    answers: {
      200: { says: 'What was found, and whether it was kept', schema: tableImportSchema },
      400: refusal(`${badQuery.says}; \`malformed\`: no table; \`rejected-rows\`: nothing was kept`),
      403: refusal('`action-header-required`: `X-Skyrack-Action: plan` is not there'),
      409: refusal('`conflict`: file or table changed since the look; `not-kept`: this zone is generated'),
      413: refusal('`too-large`: `limit` in bytes or rows'),
      415: refusal('`wrong-type` or `wrong-encoding`'),
    },
  },
  {
    method: 'get' as const,
    path: '/api/v1/sites/export',
    tag: TAG,
    summary: 'The table of sites or cells, with all that was committed, as CSV, XLSX, GeoJSON or KML',
    description:
      'CSV and XLSX have the columns of a zone pack; imported again they change nothing. Text that a spreadsheet would run ' +
      'carries an apostrophe, which the import takes away.',
    query: tableExportQuerySchema,
    answers: { 200: bytes('text/csv', 'RFC 4180, UTF-8; or the type of `format`'), 400: badQuery },
  },
];
