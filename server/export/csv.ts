import type { ExportInput } from '../ports.ts';
import { tableCsv } from './parts/csv.ts';
import { type Table, tablesOf } from './parts/tables.ts';
import { zipTexts } from './parts/zip.ts';

/** A ZIP of one CSV file per table; `columns.csv` says what their columns are called. */
export function writeCsv({ content, sha256, language }: ExportInput): Uint8Array {
  const tables = tablesOf(content, sha256, language);
  return zipTexts([...tables, columnTable(tables)].map((table) => [`${table.id}.csv`, tableCsv(table)] as const));
}

function columnTable(tables: readonly Table[]): Table {
  const rows = tables.flatMap((table) => table.columns.map((column) => ({ table, column })));
  const text = (id: string, cells: readonly string[]) => ({ id, title: id, type: 'text' as const, unit: '', cells });
  return {
    id: 'columns',
    title: 'columns',
    columns: [
      text(
        'table',
        rows.map(({ table }) => table.id),
      ),
      text(
        'column',
        rows.map(({ column }) => column.id),
      ),
      text(
        'title',
        rows.map(({ column }) => column.title),
      ),
      text(
        'unit',
        rows.map(({ column }) => column.unit),
      ),
    ],
  };
}
