import { z } from 'zod';
import { CRS_NAMES } from '../geo/crs.ts';

/** Tables of sites and cells as files: what may be asked and what is answered. */

/** What may be wrong with a row, a column or the file. */
export const TABLE_PROBLEM_CODES = [
  'empty-file',
  'missing-column',
  'double-column',
  'cell-count',
  'empty',
  'unreadable',
  'double-id',
  'unknown-site',
  'in-sea',
  'exchanged',
  'outside',
  'needed-site',
  'needed-cell',
  'pack',
] as const;
/** What a cell should have held. */
export const EXPECTED_VALUES = ['whole', 'number', 'degrees', 'text', 'date', 'id', 'one-of'] as const;

const TABLE_NAMES = ['sites', 'cells'] as const;
/** Body of a table that is imported, bytes. */
export const MAX_TABLE_BYTES = 32 * 1024 * 1024;

export const tableNameSchema = z.enum(TABLE_NAMES);
const table = tableNameSchema.default('sites');
const count = z.int().min(0);

/** Of a file that is looked over and then kept. */
export const fileImportFields = {
  crs: z.enum(CRS_NAMES).default('WGS84').describe('Where neither a column crs nor the header says it'),
  commit: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('The `token` of the look at the same file: keeps it. Without, nothing changes'),
};

export const tableImportQuerySchema = z
  .object({
    table,
    ...fileImportFields,
  })
  .strict();

export const tableExportQuerySchema = z
  .object({
    table,
    format: z
      .enum(['csv', 'xlsx', 'geojson', 'kml'])
      .default('csv')
      .describe('`geojson` and `kml`: sites as points, cells as sectors of the width of their beam'),
  })
  .strict();

const valueSchema = z.union([z.string(), z.number()]).nullable();

const pendingSchema = z
  .object({ sites: count, cells: count, since: z.int().nullable().describe('When the newest was kept, UTC ms') })
  .meta({ id: 'PendingTables', description: 'Rows that are kept and take effect at the next start of the server.' });

export const tableImportStateSchema = z
  .object({
    unavailable: z
      .enum(['generated'])
      .nullable()
      .describe('`generated`: this zone is made anew at each start, so nothing can be kept'),
    pending: pendingSchema,
  })
  .meta({ id: 'TableImportState' });

export const tableImportSchema = z
  .object({
    table: tableNameSchema,
    rows: count,
    rejected: count.describe('Rows with a problem'),
    problems: z
      .array(
        z.object({
          row: count.nullable().describe('Line of the file, the header being 1; null for the whole file'),
          column: z.string().nullable(),
          code: z.enum(TABLE_PROBLEM_CODES),
          expected: z.enum(EXPECTED_VALUES).nullable().describe('Of a cell that cannot be read, or is empty'),
          values: z.record(z.string(), z.union([z.string(), z.number()])).describe('What was given, what is allowed'),
          message: z.string().describe('The same in English'),
        }),
      )
      .describe('At most 200'),
    problemCount: count,
    columns: z
      .array(z.object({ file: z.string(), column: z.string() }))
      .describe('How the file’s headers were understood'),
    ignored: z.array(z.string()).describe('Headers that nothing is read from'),
    diff: z
      .object({
        added: z.array(z.string()),
        addedCount: count,
        changed: z.array(
          z.object({
            id: z.string(),
            fields: z.array(z.object({ column: z.string(), from: valueSchema, to: valueSchema })),
          }),
        ),
        changedCount: count,
        absent: z.array(z.string()).describe('In the table and not in the file: they stay as they are'),
        absentCount: count,
        same: count,
      })
      .describe('Against the table with all that was kept before; lists name at most 1,000'),
    token: z.string().nullable().describe('To commit exactly this; null where there is a problem or nothing to change'),
    committed: z.boolean(),
    takesEffect: z
      .enum(['next-start'])
      .nullable()
      .describe('When what was committed is seen on map, coverage and alarms; null where nothing was'),
    pending: pendingSchema,
  })
  .meta({ id: 'TableImport', description: 'All of a file is kept, or nothing of it.' });
