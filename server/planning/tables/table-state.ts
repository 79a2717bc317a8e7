import type { Ring } from '../../../shared/geo/polygon.ts';
import type { TableName } from '../../../shared/wire/planning.ts';
import type { Inventory, TableOverlay, TableRow } from '../../ports.ts';
import { groundData } from '../ground-data.ts';
import { COLUMNS } from './columns.ts';

/** A table as it stands, and what its rows are checked against: plain data, that crosses to a worker. */
export interface TableState {
  /** By resource id, in the order of the inventory, what was imported since the start after it. */
  readonly rows: ReadonlyMap<string, TableRow>;
  /** Of sites, by resource id. */
  readonly sites: ReadonlySet<string>;
  readonly outline: readonly Ring[];
  readonly seas: readonly (readonly Ring[])[];
}

/** The inventory's rows with those over them that take effect at the next start. */
export function tableState(table: TableName, inventory: Inventory, overlay: TableOverlay | null): TableState {
  const { outline, seas } = groundData(inventory);
  return { rows: rowsOf(table, inventory, overlay), sites: siteIds(inventory, overlay), outline, seas };
}

/** The rows alone. */
export function rowsOf(
  table: TableName,
  inventory: Inventory,
  overlay: TableOverlay | null,
): ReadonlyMap<string, TableRow> {
  const rows = new Map<string, TableRow>();
  for (const resource of inventory.ofKind(table === 'sites' ? 'site' : 'cell')) {
    const row = new Map<string, string | number>();
    for (const { name, of } of COLUMNS[table]) {
      const value = of(resource);
      if (value !== undefined && value !== '') row.set(name, value);
    }
    rows.set(resource.id, row);
  }
  for (const [id, row] of overlay?.pending(table) ?? []) rows.set(id, row);
  return rows;
}

function siteIds(inventory: Inventory, overlay: TableOverlay | null): ReadonlySet<string> {
  const known = inventory.ofKind('site').map(({ id }) => id);
  return new Set([...known, ...(overlay?.pending('sites').keys() ?? [])]);
}
