type Cell = string | number;

/** CSV text (RFC 4180 quoting, LF) of rows that all have the columns of the first. */
export function toCsv(rows: readonly Readonly<Record<string, Cell>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => quoted(row[column]!)).join(','));
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}

function quoted(cell: Cell): string {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
