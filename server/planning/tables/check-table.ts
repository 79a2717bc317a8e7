import { createHash } from 'node:crypto';
import { CRS_NAMES, type Crs, toWgs84 } from '../../../shared/geo/crs.ts';
import { insideRings } from '../../../shared/geo/polygon.ts';
import type { Position } from '../../../shared/model/resource.ts';
import type { TableImport, TableName } from '../../../shared/wire/planning.ts';
import type { TableRow } from '../../ports.ts';
import { oneOf } from './column-kinds.ts';
import { crsNamed, type FoundColumns, findColumns } from './find-columns.ts';
import { mergeRow, type StatedRow } from './merge-row.ts';
import { type AddProblem, type Expected, type TableProblem, tableProblem, type Wrong } from './problems.ts';
import type { Sheet, SheetLine } from './sheet.ts';
import type { TableState } from './table-state.ts';

/** What was found in a table, and the rows that it would leave. */
export interface CheckedTable {
  readonly rows: number;
  readonly problems: readonly TableProblem[];
  readonly columns: TableImport['columns'];
  readonly ignored: readonly string[];
  readonly diff: TableDiff;
  /** Rows that are new or changed, whole. */
  readonly merged: ReadonlyMap<string, TableRow>;
  /** By resource id, where the file says it. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** Names this file's content over this state of the table: equal for equal ones only. */
  readonly token: string;
}

interface TableDiff {
  readonly added: readonly string[];
  readonly changed: readonly TableImport['diff']['changed'][number][];
  readonly absent: readonly string[];
  readonly same: number;
}

/**
 * Looks a table of sites or cells over: headers by their usual names, every value, ids that stand twice, places in the
 * sea or with latitude and longitude exchanged, cells of sites that there are none of; and what the file would change,
 * field by field. Nothing changes. Problems name row and column; what is wrong anywhere makes the whole file wrong.
 */
export function checkTable(table: TableName, sheet: Sheet, crs: Crs, state: TableState): CheckedTable {
  const problems: TableProblem[] = [];
  const add: AddProblem = (row, column, wrong) => {
    problems.push(tableProblem(row, column, wrong));
  };
  const [header, ...lines] = sheet;
  if (header === undefined) add(1, null, { code: 'empty-file' });
  const found = findColumns(table, header?.cells ?? [], add);
  const place = createPlacing(found, crs, state, add);
  const stated = new Map<string, StatedRow>();
  for (const line of lines) {
    const own = readLine(line, found, add);
    const id = own === null ? null : idOf(table, own.values);
    if (own === null || id === null) continue;
    const first = stated.get(id);
    if (first !== undefined) {
      if (table === 'sites' && found.namesCells && isSame(first.values, own.values)) continue;
      add(line.row, table === 'sites' ? 'site_id' : 'cell_id', { code: 'double-id', values: { id, first: first.row } });
      continue;
    }
    const site = own.values.get('site_id')!;
    if (table === 'cells' && !state.sites.has(`site/${site}`)) {
      add(line.row, 'site_id', { code: 'unknown-site', values: { site } });
    } else stated.set(id, own);
  }
  const merged = new Map<string, TableRow>();
  const diff = {
    added: [] as string[],
    changed: [] as TableDiff['changed'][number][],
    absent: [] as string[],
    same: 0,
  };
  for (const [id, own] of stated) {
    const placed = table === 'sites' ? { ...own, values: place(own.values, own.row) } : own;
    const before = state.rows.get(id);
    const { after, fields } = mergeRow(table, placed, before, found, (column, wrong) => add(own.row, column, wrong));
    if (before === undefined) diff.added.push(id);
    else if (fields.length > 0) diff.changed.push({ id, fields });
    else diff.same += 1;
    if (before === undefined || fields.length > 0) merged.set(id, after);
  }
  for (const id of state.rows.keys()) if (!stated.has(id)) diff.absent.push(id);
  return {
    rows: lines.length,
    problems,
    columns: found.columns.map(({ at, column }) => ({ file: found.headers[at]!, column: column.name })),
    ignored: found.ignored,
    diff,
    merged,
    rowOf: new Map([...stated].map(([id, { row }]) => [id, row])),
    token: tokenOf([table, [...state.rows].map(plain), [...merged].map(plain)]),
  };
}

/** Null for a line that cannot be told apart from others. */
function readLine(
  { row, cells }: SheetLine,
  { headers, columns, crsAt }: FoundColumns,
  add: AddProblem,
): StatedRow | null {
  if (cells.length !== headers.length) {
    add(row, null, { code: 'cell-count', values: { cells: cells.length, headers: headers.length } });
    return null;
  }
  const values = new Map<string, string | number>();
  const unread = new Set<string>();
  for (const { at, column } of columns) {
    const given = cells[at]!;
    if (given === '') {
      if (column.required) add(row, column.name, { code: 'empty', expected: column.expected });
      continue;
    }
    const value = column.read(given);
    if (value !== undefined) values.set(column.name, value);
    else {
      unread.add(column.name);
      add(row, column.name, unreadable(given, column.expected));
    }
  }
  if (crsAt >= 0 && cells[crsAt] !== '') values.set('crs', cells[crsAt]!);
  return { row, values, unread };
}

/** Of a long cell its beginning tells which it is. */
function unreadable(given: string, expected: Expected): Wrong {
  return { code: 'unreadable', expected, values: { given: given.slice(0, 40) } };
}

function idOf(table: TableName, values: TableRow): string | null {
  const site = values.get('site_id');
  if (site === undefined) return null;
  if (table === 'sites') return `site/${site}`;
  const cell = values.get('cell_id');
  return cell === undefined ? null : `cell/${site}/${cell}`;
}

function isSame(a: TableRow, b: TableRow): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}

/** About a centimetre: what a shift of coordinates leaves behind that means nothing. */
const DEGREES = 1e7;

/** The row in WGS84; where it cannot be, that is said. */
function createPlacing(found: FoundColumns, given: Crs, state: TableState, add: AddProblem) {
  return (values: TableRow, row: number): TableRow => {
    const [lat, lon] = [values.get('lat'), values.get('lon')];
    const named = values.get('crs');
    const crs = named === undefined ? (found.crs ?? given) : crsNamed(String(named));
    if (crs === undefined) {
      add(row, 'crs', unreadable(String(named), oneOf(CRS_NAMES)));
      return values;
    }
    if (typeof lat !== 'number' || typeof lon !== 'number') return values;
    const position = toWgs84({ lat, lon }, crs);
    const problem = groundProblem(position, state);
    if (problem !== null) add(row, 'lat', { code: problem, values: { lat, lon } });
    const round = (degrees: number): number => Math.round(degrees * DEGREES) / DEGREES;
    return new Map([...values, ['lat', round(position.lat)], ['lon', round(position.lon)]]);
  };
}

function groundProblem({ lat, lon }: Position, { outline, seas }: TableState): Wrong['code'] | null {
  if (seas.some((sea) => insideRings(lon, lat, sea))) return 'in-sea';
  if (outline.length === 0 || insideRings(lon, lat, outline)) return null;
  return insideRings(lat, lon, outline) ? 'exchanged' : 'outside';
}

function plain([id, row]: readonly [string, TableRow]): unknown {
  return [id, [...row].sort(([a], [b]) => (a < b ? -1 : 1))];
}

function tokenOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32);
}
