import { CsvError, parse } from 'csv-parse/sync';
import { withoutGuard } from './formula-guard.ts';
import { MAX_ROWS, type Sheet, UnreadableTable } from './sheet.ts';

/** CSV in UTF-8 with or without BOM, else in GB18030, as Chinese exports are. Throws UnreadableTable. */
export function readCsv(bytes: Uint8Array): Sheet {
  const text = decode(bytes);
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      to: MAX_ROWS + 1,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { record: string[]; info: { lines: number } }[];
    if (records.length > MAX_ROWS) {
      throw new UnreadableTable('too-large', `has more than ${MAX_ROWS} rows`, null, MAX_ROWS);
    }
    return records.map(({ record, info }) => ({
      // The parser counts to the record's last line; quoted cells may hold line breaks.
      row: info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0),
      cells: record.map(withoutGuard),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = 'lines' in error && typeof error.lines === 'number' ? error.lines : null;
    throw new UnreadableTable('malformed', `is not well-formed CSV (${error.code})`, row);
  }
}

function decode(bytes: Uint8Array): string {
  for (const charset of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new UnreadableTable('malformed', 'is neither UTF-8 nor GB18030');
}

/** Spreadsheets of some languages write semicolons, copied tables have tabs: the one that the header has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]/)) || text.length);
  const count = (mark: string): number => header.split(mark).length;
  return [',', ';', '\t'].reduce((most, mark) => (count(mark) > count(most) ? mark : most));
}
