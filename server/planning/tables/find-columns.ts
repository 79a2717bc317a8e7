import { CRS_NAMES, type Crs } from '../../../shared/geo/crs.ts';
import type { TableName } from '../../../shared/wire/planning.ts';
import type { Column } from './column-kinds.ts';
import { COLUMNS, headerWithoutUnit, plainHeader } from './columns.ts';
import type { AddProblem } from './problems.ts';

/** How a file's headers were understood. */
export interface FoundColumns {
  readonly headers: readonly string[];
  readonly columns: readonly { readonly at: number; readonly column: Column }[];
  /** Where each row says its coordinate system; −1 for nowhere. */
  readonly crsAt: number;
  /** What the header of a coordinate says in brackets: 经度(GCJ02). */
  readonly crs: Crs | null;
  readonly ignored: readonly string[];
  /** A table of cells, in which a site is stated once for each of them. */
  readonly namesCells: boolean;
}

export function findColumns(table: TableName, headers: readonly string[], add: AddProblem): FoundColumns {
  const columns: { at: number; column: Column }[] = [];
  const crsAt = headers.findIndex((name) => plainHeader(name) === 'crs');
  const ignored: string[] = [];
  headers.forEach((name, at) => {
    const column = meant(COLUMNS[table], name);
    if (column === undefined) {
      if (at !== crsAt) ignored.push(name);
    } else if (columns.some((one) => one.column === column)) {
      add(1, name, { code: 'double-column', values: { meant: column.name } });
    } else columns.push({ at, column });
  });
  for (const column of COLUMNS[table]) {
    if (column.required && !columns.some((one) => one.column === column))
      add(1, column.name, { code: 'missing-column' });
  }
  const cellId = COLUMNS.cells.filter(({ name }) => name === 'cell_id');
  const coordinates = columns.filter(({ column }) => column.name === 'lat' || column.name === 'lon');
  return {
    headers,
    columns,
    crsAt,
    crs: coordinates.map(({ at }) => crsNamed(headers[at]!)).find((crs) => crs !== undefined) ?? null,
    ignored,
    namesCells: headers.some((name) => meant(cellId, name) !== undefined),
  };
}

function meant(columns: readonly Column[], header: string): Column | undefined {
  for (const plain of [plainHeader(header), headerWithoutUnit(header)]) {
    const column = columns.find((one) => plainHeader(one.name) === plain || one.aliases.includes(plain));
    if (column !== undefined) return column;
  }
  return undefined;
}

/** The coordinate system that a text names, however it is spelt. */
export function crsNamed(text: string): Crs | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s_-]/g, '');
  return CRS_NAMES.find((name) => plain.includes(name.replace('-', '')));
}
