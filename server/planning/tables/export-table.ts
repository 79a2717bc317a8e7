import type { TableCheck } from '../../../shared/wire/planning.ts';
import type { Inventory } from '../../ports.ts';
import { COLUMNS } from './columns.ts';

/** The sites or cells of the inventory as CSV (RFC 4180, UTF-8), with the columns of a zone pack. */
export function exportTable(table: TableCheck['table'], inventory: Inventory): string {
  const columns = COLUMNS[table];
  const resources = inventory.ofKind(table === 'sites' ? 'site' : 'cell');
  const header = [...columns.map(({ name }) => name), 'crs', 'synthetic'];
  const lines = resources.map((resource) =>
    [...columns.map(({ of }) => of(resource) ?? ''), 'WGS84', resource.synthetic ? 1 : 0].map(quoted).join(','),
  );
  return `${[header.join(','), ...lines].join('\r\n')}\r\n`;
}

/** Text that a spreadsheet would take for a formula is left as it is: an export must be what is imported again. */
function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
