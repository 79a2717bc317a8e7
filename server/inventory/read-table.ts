import { CsvError, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { PackFolder } from './pack-folder.ts';
import { type ProblemList, quote } from './problems.ts';

export interface Row<T> {
  /** Of the pack, or what was imported over it. */
  readonly file: string;
  /** Line of the file, counting the header as 1. */
  readonly line: number;
  readonly value: T;
}

export interface Table<T> {
  readonly file: string;
  readonly rows: readonly Row<T>[];
  /** False when rows are missing because they were wrong: references into this table are then not judged. */
  readonly complete: boolean;
}

interface CsvLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads a CSV file of the pack against a schema whose fields are its columns. A missing file is an empty table. Columns
 * whose schema takes `undefined` may be absent or empty; any other column is required, and no other may be there.
 * Every mistake is added to `problems`; the good rows are returned.
 */
export async function readTable<S extends z.ZodObject>(
  pack: PackFolder,
  file: string,
  schema: S,
  problems: ProblemList,
): Promise<Table<z.output<S>>> {
  const before = problems.all.length;
  const text = await pack.text(file);
  const [header, ...lines] = text === undefined ? [] : splitCsv(file, text, problems);
  const rows: Row<z.output<S>>[] = [];
  if (text?.trim() === '') problems.add({ file, row: 1 }, 'is empty: the header is missing');
  if (header && checkHeader(file, header, schema, problems)) {
    const columns = placeColumns(header.cells, schema);
    for (const { line, cells } of lines) {
      const value = readRow(file, line, cells, header.cells.length, columns, schema, problems);
      if (value !== undefined) rows.push({ file, line, value });
    }
  }
  return { file, rows, complete: problems.all.length === before };
}

function splitCsv(file: string, text: string, problems: ProblemList): CsvLine[] {
  try {
    const records: unknown = parse(text, {
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // Named, so that a file in which several programs left their line ends reads all the same.
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    return (records as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      // The parser counts to the record's last line; quoted cells may hold line breaks.
      line:
        info.lines -
        record.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0),
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = 'lines' in error && typeof error.lines === 'number' ? error.lines : undefined;
    problems.add({ file, ...(row === undefined ? {} : { row }) }, `is not well-formed CSV (${error.code})`);
    return [];
  }
}

function checkHeader(file: string, header: CsvLine, schema: z.ZodObject, problems: ProblemList): boolean {
  const before = problems.all.length;
  const place = { file, row: header.line };
  const seen = new Set<string>();
  for (const name of header.cells) {
    if (!Object.hasOwn(schema.shape, name)) problems.add({ ...place, column: quote(name) }, 'is not a known column');
    else if (seen.has(name)) problems.add({ ...place, column: name }, 'stands twice in the header');
    seen.add(name);
  }
  for (const name of Object.keys(schema.shape)) {
    if (!seen.has(name) && !isOptional(schema, name)) problems.add({ ...place, column: name }, 'is missing');
  }
  return problems.all.length === before;
}

interface Column {
  readonly name: string;
  readonly index: number;
  readonly optional: boolean;
}

function placeColumns(header: readonly string[], schema: z.ZodObject): readonly Column[] {
  return header.map((name, index) => ({ name, index, optional: isOptional(schema, name) }));
}

function isOptional(schema: z.ZodObject, name: string): boolean {
  const field = schema.shape[name] as z.ZodType | undefined;
  return field?.safeParse(undefined).success ?? false;
}

function readRow<S extends z.ZodObject>(
  file: string,
  line: number,
  cells: readonly string[],
  width: number,
  columns: readonly Column[],
  schema: S,
  problems: ProblemList,
): z.output<S> | undefined {
  if (cells.length !== width) {
    problems.add({ file, row: line }, `has ${cells.length} cells where the header has ${width}`);
    return undefined;
  }
  // Keys are the schema's own column names: the header has been checked.
  const named: Record<string, string> = {};
  for (const { name, index, optional } of columns) {
    const cell = cells[index]!;
    if (cell !== '' || !optional) named[name] = cell;
  }
  const result = schema.safeParse(named);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    problems.add({ file, row: line, column: String(issue.path[0] ?? '') }, issue.message);
  }
  return undefined;
}
