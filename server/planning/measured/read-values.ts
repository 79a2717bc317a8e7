import type { SheetLine } from '../tables/sheet.ts';
import type { MeasuredColumn, MeasuredColumnName } from './columns.ts';
import type { FoundColumns } from './find-columns.ts';
import type { AddProblem } from './problems.ts';

/** What a row says, by column; empty cells are not in it. */
export type RowValues = ReadonlyMap<MeasuredColumnName, number | string>;

const GIVEN_LENGTH = 40;

/** Reads the cells of a row, each by its column unless `read` knows better; null for a row with a problem. */
export function readValues(
  { row, cells }: SheetLine,
  found: FoundColumns,
  add: AddProblem,
  read: (column: MeasuredColumn, given: string) => ReturnType<MeasuredColumn['read']> = (column, given) =>
    column.read(given),
): RowValues | null {
  if (cells.length !== found.headers.length) {
    add(row, null, 'wrong-cell-count', { count: cells.length, expected: found.headers.length });
    return null;
  }
  const values = new Map<MeasuredColumnName, number | string>();
  let isWrong = false;
  for (const { at, column } of found.columns) {
    const given = cells[at]!.trim();
    if (given === '') continue;
    const value = read(column, given);
    if (typeof value !== 'object') values.set(column.name, value);
    else {
      isWrong = true;
      add(row, column.name, value.code, { ...value.values, given: given.slice(0, GIVEN_LENGTH) });
    }
  }
  return isWrong ? null : values;
}
