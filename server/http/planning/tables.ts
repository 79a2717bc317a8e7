import type { Express } from 'express';
import {
  MAX_TABLE_BYTES,
  tableExportQuerySchema,
  tableImportQuerySchema,
} from '../../../shared/wire/planning-table-schemas.ts';
import type { Planning, TableFile } from '../../ports.ts';
import { fresh } from '../action.ts';
import { parseQuery } from '../errors.ts';
import { answering, requireHeader } from './answers.ts';
import { readFileBody, typeOfFile } from './read-file-body.ts';

const FORMATS: ReadonlyMap<string, TableFile['format']> = new Map([
  ['text/csv', 'csv'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
]);

/** Tables of sites and cells: looked over, kept, exported. */
export function mountTables(app: Express, planning: Planning): void {
  app.get('/api/v1/sites/import', (_request, response) => {
    fresh(response).json(planning.tableImportState());
  });
  app.post('/api/v1/sites/import', async (request, response) => {
    requireHeader(request);
    const { commit, ...wanted } = parseQuery(tableImportQuerySchema, request.query);
    const format = typeOfFile(request, FORMATS, 'send CSV or XLSX');
    const bytes = await readFileBody(request, MAX_TABLE_BYTES);
    fresh(response).json(await answering(() => planning.importTable({ ...wanted, format, bytes }, commit)));
  });
  app.get('/api/v1/sites/export', async (request, response) => {
    const { table, format } = parseQuery(tableExportQuerySchema, request.query);
    const { bytes, type, name } = await planning.exportTable(table, format);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    fresh(response)
      .type(type)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}
