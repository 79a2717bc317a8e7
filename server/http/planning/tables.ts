import type { Express, Request } from 'express';
import {
  MAX_TABLE_BYTES,
  tableExportQuerySchema,
  tableImportQuerySchema,
} from '../../../shared/wire/planning-table-schemas.ts';
import { BodyTooLarge, type Planning, type TableFile } from '../../ports.ts';
import { fresh } from '../action.ts';
import { HttpError, parseQuery } from '../errors.ts';
import { answering, requireHeader } from './answers.ts';

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
    const format = formatOf(request);
    const bytes = await readBody(request, MAX_TABLE_BYTES);
    fresh(response).json(await answering(() => planning.importTable({ ...wanted, format, bytes }, commit)));
  });
  app.get('/api/v1/sites/export', (request, response) => {
    const { table, format } = parseQuery(tableExportQuerySchema, request.query);
    const { bytes, type, name } = planning.exportTable(table, format);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    fresh(response)
      .type(type)
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
}

/** Throws HttpError 415 for what is neither CSV nor XLSX, and for an encoding. */
function formatOf(request: Request): TableFile['format'] {
  const type = (request.get('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase();
  const format = FORMATS.get(type);
  if (format === undefined) {
    const limit = [...FORMATS.keys()].join(', ');
    throw new HttpError(415, { code: 'wrong-type', message: 'send CSV or XLSX', field: 'Content-Type', limit });
  }
  const encoding = request.get('content-encoding');
  if (encoding !== undefined && encoding !== 'identity') {
    const message = 'send it as it is';
    throw new HttpError(415, { code: 'wrong-encoding', message, field: 'Content-Encoding', limit: 'identity' });
  }
  return format;
}

/** Throws BodyTooLarge: at once where the length is stated, else with the byte that is too many. */
async function readBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  if (Number(request.get('content-length') ?? 0) > limitBytes) throw new BodyTooLarge(limitBytes);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > limitBytes) throw new BodyTooLarge(limitBytes);
  }
  return Buffer.concat(parts);
}
