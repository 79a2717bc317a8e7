import type { TableImport, TableName } from '../../../shared/wire/planning.ts';
import type { TableRow } from '../../ports.ts';
import type { Value } from './column-kinds.ts';
import { COLUMNS } from './columns.ts';
import type { FoundColumns } from './find-columns.ts';
import type { Wrong } from './problems.ts';

type Field = TableImport['diff']['changed'][number]['fields'][number];

/** A row as a file states it. */
export interface StatedRow {
  readonly row: number;
  readonly values: TableRow;
  /** Columns whose value could not be read, which was said. */
  readonly unread: ReadonlySet<string>;
}

/** What is compared as equal: decimals of degrees that a table keeps (a decimetre), and of every other number. */
const SAME = 1e-6;

/**
 * A row of the file over the row of that id. Columns that the file does not have stay as they are; an empty cell empties
 * a column that may be empty. What a new row cannot do without is said, and what follows from the rest is worked out.
 */
export function mergeRow(
  table: TableName,
  { values, unread }: StatedRow,
  before: TableRow | undefined,
  found: FoundColumns,
  add: (column: string, wrong: Wrong) => void,
): { readonly after: TableRow; readonly fields: readonly Field[] } {
  const after = new Map<string, Value>(before ?? []);
  const fields: Field[] = [];
  for (const { column } of found.columns) {
    const { name } = column;
    const [is, would] = [before?.get(name), values.get(name)];
    if (unread.has(name)) continue;
    if (would === undefined) {
      if (is === undefined || hasOwnWord(name)) continue;
      if (column.always) {
        add(name, { code: 'empty', expected: column.expected });
        continue;
      }
      after.delete(name);
    } else if (!isEqual(is, would)) after.set(name, would);
    else continue;
    if (before !== undefined) fields.push({ column: name, from: is ?? null, to: would ?? null });
  }
  if (before === undefined) complete(table, after, unread, add);
  return { after, fields };
}

/** Left empty, these stay what they were. */
function hasOwnWord(column: string): boolean {
  return column === 'site_name_zh' || column === 'site_name_en' || column === 'synthetic';
}

function isEqual(is: Value | undefined, would: Value): boolean {
  if (typeof is === 'number' && typeof would === 'number') return Math.abs(is - would) <= SAME;
  return is !== undefined && String(is) === String(would);
}

/** A new row: names stand for each other, NCI = gNB id · 2^(36 − its length) + cell (TS 38.413 §9.3.1.7). */
function complete(
  table: TableName,
  row: Map<string, Value>,
  unread: ReadonlySet<string>,
  add: (column: string, wrong: Wrong) => void,
): void {
  row.set('synthetic', row.get('synthetic') ?? 0);
  if (table === 'sites') {
    const name = row.get('site_name_zh') ?? row.get('site_name_en') ?? row.get('site_id') ?? '';
    row.set('site_name_zh', name);
    row.set('site_name_en', row.get('site_name_en') ?? name);
  } else {
    const [gnb, length, cell] = ['gnb_id', 'gnb_id_len', 'cell_id'].map((column) => Number(row.get(column)));
    const nci = gnb! * 2 ** (36 - length!) + cell!;
    if (!row.has('nci') && Number.isSafeInteger(nci)) row.set('nci', nci);
  }
  for (const { name, always } of COLUMNS[table]) {
    if (always && !row.has(name) && !unread.has(name))
      add(name, { code: table === 'sites' ? 'needed-site' : 'needed-cell' });
  }
}
