import { join } from 'node:path';
import type { TableName } from '../../shared/wire/planning.ts';
import { openPackFolder } from './pack-folder.ts';
import type { ProblemList } from './problems.ts';
import { type Row, readTable, type Table } from './read-table.ts';
import type { Tables } from './read-tables.ts';
import { cellSchema, siteSchema } from './schemas.ts';

/** Where commits go. */
export const IMPORTED = 'imported';

/** A zone as the next start would load it. */
export interface PackTrial {
  readonly folder: string;
  readonly dataFolder: string;
  readonly imported: string;
}

/** Files are of one zone: another pack on the same data folder does not see them. */
export function importedFile(name: string, zone: string, table: TableName): string {
  return join(name, zone, `${table}.csv`);
}

/** The pack's tables with the imported rows over them: by id, in their place; new ones behind. */
export async function withImported(
  tables: Tables,
  zone: string,
  {
    dataFolder,
    imported = IMPORTED,
  }: { readonly dataFolder?: string | undefined; readonly imported?: string | undefined },
  problems: ProblemList,
): Promise<Tables> {
  if (dataFolder === undefined) return tables;
  const folder = openPackFolder(dataFolder, problems);
  const file = (table: TableName): string => importedFile(imported, zone, table);
  const sites = await readTable(folder, file('sites'), siteSchema, problems);
  const cells = await readTable(folder, file('cells'), cellSchema, problems);
  return {
    ...tables,
    sites: over(tables.sites, sites, ({ site_id }) => site_id),
    cells: over(tables.cells, cells, ({ site_id, cell_id }) => `${site_id}/${cell_id}`),
  };
}

function over<T>(pack: Table<T>, imported: Table<T>, idOf: (value: T) => string): Table<T> {
  const left = new Map(imported.rows.map((row) => [idOf(row.value), row] as const));
  const rows = pack.rows.map((row): Row<T> => {
    const id = idOf(row.value);
    const instead = left.get(id);
    left.delete(id);
    return instead ?? row;
  });
  return { file: pack.file, rows: [...rows, ...left.values()], complete: pack.complete && imported.complete };
}
