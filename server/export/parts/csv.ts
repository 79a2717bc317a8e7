import type { Cell, Column, Table } from './tables.ts';

/** A spreadsheet would take a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;
/** Excel takes UTF-8 for UTF-8 only with it. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A table as RFC 4180, UTF-8 with a byte order mark. Text that a spreadsheet would run gets an apostrophe before it;
 * numbers stay numbers. Times are ISO 8601 in UTC; a column's unit stands in its head.
 */
export function tableCsv({ columns }: Table): string {
  const lines = [columns.map(({ id, unit }) => textCell(unit === '' ? id : `${id} [${unit}]`)).join(',')];
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) lines.push(columns.map((column) => cell(column, row)).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function cell({ type, cells }: Column, row: number): string {
  const value: Cell = cells[row] ?? null;
  if (value === null) return '';
  if (typeof value === 'string') return textCell(value);
  return type === 'time' ? new Date(value).toISOString() : String(value);
}

export function textCell(value: string): string {
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
