import type { TableFormat, TableName } from '../../../shared/wire/planning.ts';
import type { DownloadFile, TableRow } from '../../ports.ts';
import { COLUMNS } from './columns.ts';
import { placesOf, writeGeojson, writeKml } from './export-places.ts';
import { withGuard } from './formula-guard.ts';
import { writeXlsx } from './write-xlsx.ts';

const TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
  kml: 'application/vnd.google-earth.kml+xml',
};

/** Tables by resource id. */
export type TableRows = ReadonlyMap<string, TableRow>;

/** What the thread of a table is asked that is to be written, once: plain data. */
export interface ExportQuestion {
  readonly table: TableName;
  readonly format: TableFormat;
  readonly rows: TableRows;
  readonly sites: TableRows;
}

/**
 * A table as a file. CSV (RFC 4180, UTF-8) and XLSX have the columns of a zone pack, and text that a spreadsheet would run
 * carries an apostrophe, which an import takes away again. `sites` says where cells stand.
 */
export function exportTable(table: TableName, format: TableFormat, rows: TableRows, sites: TableRows): DownloadFile {
  return { bytes: write(table, format, rows, sites), type: TYPES[format], name: `${table}.${format}` };
}

function write(table: TableName, format: TableFormat, rows: TableRows, sites: TableRows): Uint8Array {
  switch (format) {
    case 'csv': {
      const lines = sheetOf(table, rows).map((row) => row.map(quoted).join(','));
      return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
    }
    case 'xlsx':
      return writeXlsx(table, sheetOf(table, rows));
    case 'geojson':
      return writeGeojson(placesOf(table, rows, sites));
    case 'kml':
      return writeKml(table, placesOf(table, rows, sites));
  }
}

function sheetOf(table: TableName, rows: TableRows): (string | number)[][] {
  const names = COLUMNS[table].map(({ name }) => name);
  const guarded = (value: string | number): string | number => (typeof value === 'string' ? withGuard(value) : value);
  return [
    [...names, 'crs'],
    ...[...rows.values()].map((row) => [...names.map((name) => guarded(row.get(name) ?? '')), 'WGS84']),
  ];
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
