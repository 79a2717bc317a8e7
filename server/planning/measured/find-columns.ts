import type { Crs } from '../../../shared/geo/crs.ts';
import { crsNamed } from '../tables/find-columns.ts';
import { columnMeant, type MeasuredColumn } from './columns.ts';
import type { AddProblem } from './problems.ts';

/** How a file's headers were understood. */
export interface FoundColumns {
  readonly headers: readonly string[];
  readonly columns: readonly { readonly at: number; readonly column: MeasuredColumn }[];
  /** Where each row says its coordinate system; −1 for nowhere. */
  readonly crsAt: number;
  /** What the header of a coordinate says in brackets. */
  readonly crs: Crs | null;
  readonly ignored: readonly string[];
}

export function findColumns(
  known: readonly MeasuredColumn[],
  headers: readonly string[],
  add: AddProblem,
): FoundColumns {
  const columns: { at: number; column: MeasuredColumn }[] = [];
  const crsAt = headers.findIndex((header) => header.trim().toLowerCase() === 'crs');
  const ignored: string[] = [];
  headers.forEach((header, at) => {
    const column = columnMeant(known, header);
    if (column === undefined) {
      if (at !== crsAt) ignored.push(header);
    } else if (columns.some((one) => one.column === column)) {
      add(1, header, 'column-twice', { column: column.name });
    } else columns.push({ at, column });
  });
  if (headers.length > 0) {
    for (const column of known) {
      if (column.required && !columns.some((one) => one.column === column)) add(1, column.name, 'missing-column');
    }
  }
  const coordinates = columns.filter(({ column }) => column.name === 'lat' || column.name === 'lon');
  const crs = coordinates.map(({ at }) => crsNamed(headers[at]!)).find((named) => named !== undefined);
  return { headers, columns, crsAt, crs: crs ?? null, ignored };
}
