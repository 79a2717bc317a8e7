import { CsvError, parse } from 'csv-parse/sync';
import { CRS_NAMES, type Crs, toWgs84 } from '../../../shared/geo/crs.ts';
import { insideRings } from '../../../shared/geo/polygon.ts';
import type { Position, Resource } from '../../../shared/model/resource.ts';
import type { TableCheck } from '../../../shared/wire/planning.ts';
import type { Inventory, TableFile } from '../../ports.ts';
import { groundData } from '../ground-data.ts';
import { COLUMNS, type Column, plainHeader } from './columns.ts';

type Problem = TableCheck['problems'][number];
type Values = ReadonlyMap<string, string | number>;

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

const MOST_PROBLEMS = 200;
/** What is compared as equal: decimals of degrees that a table keeps (a decimetre), and of every other number. */
const SAME = 1e-6;

/**
 * Looks a CSV table of sites or cells over: headers by their usual names, every value, ids that stand twice, places in
 * the sea or with latitude and longitude exchanged, cells of sites that there are none of; and what the file would change
 * of the inventory. Nothing changes. Problems name row and column; what is wrong anywhere makes the whole file wrong.
 */
export function checkTable({ table, text, crs }: TableFile, inventory: Inventory): TableCheck {
  const problems: Problem[] = [];
  const add = (row: number | null, column: string | null, message: string): void => {
    problems.push({ row, column, message });
  };
  const [header, ...lines] = split(text, add);
  const headers = header === undefined ? [] : header.cells;
  if (headers.length === 0) add(1, null, 'is empty: the header is missing');
  const found = findColumns(table, headers, add);
  const crsAt = headers.findIndex((name) => plainHeader(name) === 'crs');
  const ground = createGroundCheck(inventory);
  const rows = new Map<string, Values>();
  const seen = new Map<string, number>();
  for (const line of lines) {
    const values = readLine(line, headers, found, add);
    if (values === null) continue;
    const id = idOf(table, values);
    if (id === null) continue;
    const first = seen.get(id);
    if (first !== undefined)
      add(line.row, table === 'sites' ? 'site_id' : 'cell_id', `${id} stands in row ${first} already`);
    else seen.set(id, line.row);
    if (table === 'cells' && inventory.find(`site/${values.get('site_id')}`) === undefined) {
      add(line.row, 'site_id', `there is no site ${values.get('site_id')}`);
    }
    const placed = table === 'sites' ? placeOf(values, crsOf(line, crsAt, crs, add), ground, line.row, add) : values;
    rows.set(id, placed);
  }
  return {
    table,
    rows: lines.length,
    problems: problems.slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
    columns: found.map(({ at, column }) => ({ file: headers[at]!, column: column.name })),
    ignored: headers.filter((name, at) => !found.some((one) => one.at === at) && !KNOWN.has(plainHeader(name))),
    diff: diffOf(table, rows, found, inventory),
  };
}

/** Read, but no column of its own: where the coordinates are, and whether the row is invented. */
const KNOWN: ReadonlySet<string> = new Set(['crs', 'synthetic']);

type Add = (row: number | null, column: string | null, message: string) => void;

function split(text: string, add: Add): Line[] {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({
      // The parser counts to the record's last line; quoted cells may hold line breaks.
      row: info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0),
      cells: record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = 'lines' in error && typeof error.lines === 'number' ? error.lines : null;
    add(row, null, `is not well-formed CSV (${error.code})`);
    return [];
  }
}

interface Found {
  readonly at: number;
  readonly column: Column;
}

function findColumns(table: TableCheck['table'], headers: readonly string[], add: Add): Found[] {
  const found: Found[] = [];
  headers.forEach((name, at) => {
    const plain = plainHeader(name);
    const column = COLUMNS[table].find((one) => plainHeader(one.name) === plain || one.aliases?.includes(plain));
    if (column === undefined) return;
    if (found.some((one) => one.column === column)) add(1, name, `means ${column.name}, as another header does`);
    else found.push({ at, column });
  });
  for (const column of COLUMNS[table]) {
    if (column.required && !found.some((one) => one.column === column)) add(1, column.name, 'is missing');
  }
  return found;
}

/** Null for a line that cannot be told apart from others. */
function readLine({ row, cells }: Line, headers: readonly string[], found: readonly Found[], add: Add): Values | null {
  if (cells.length !== headers.length) {
    add(row, null, `has ${cells.length} cells where the header has ${headers.length}`);
    return null;
  }
  const values = new Map<string, string | number>();
  for (const { at, column } of found) {
    const given = cells[at]!;
    if (given === '') {
      if (column.required) add(row, column.name, `is empty: ${column.expected} is expected`);
      continue;
    }
    const value = column.read(given);
    if (value === undefined) add(row, column.name, `"${given.slice(0, 40)}" is not ${column.expected}`);
    else values.set(column.name, value);
  }
  return values;
}

function idOf(table: TableCheck['table'], values: Values): string | null {
  const site = values.get('site_id');
  if (site === undefined) return null;
  if (table === 'sites') return `site/${site}`;
  const cell = values.get('cell_id');
  return cell === undefined ? null : `cell/${site}/${cell}`;
}

function crsOf({ row, cells }: Line, at: number, otherwise: Crs, add: Add): Crs {
  const given = at < 0 ? '' : (cells[at] ?? '').toUpperCase().replace('GCJ02', 'GCJ-02').replace('BD09', 'BD-09');
  if (given === '') return otherwise;
  const crs = CRS_NAMES.find((name) => name === given);
  if (crs === undefined) add(row, 'crs', `"${given.slice(0, 40)}" is not one of ${CRS_NAMES.join(', ')}`);
  return crs ?? otherwise;
}

type GroundCheck = (position: Position) => string | null;

function createGroundCheck(inventory: Inventory): GroundCheck {
  const { outline, seas } = groundData(inventory);
  return ({ lat, lon }) => {
    if (seas.some((sea) => insideRings(lon, lat, sea))) return 'is in the sea';
    if (outline.length === 0 || insideRings(lon, lat, outline)) return null;
    return insideRings(lat, lon, outline) ? 'latitude and longitude are exchanged' : 'is outside the zone';
  };
}

/** The row in WGS84; where it cannot be, that is said. */
function placeOf(values: Values, crs: Crs, ground: GroundCheck, row: number, add: Add): Values {
  const [lat, lon] = [values.get('lat'), values.get('lon')];
  if (typeof lat !== 'number' || typeof lon !== 'number') return values;
  const position = toWgs84({ lat, lon }, crs);
  const problem = ground(position);
  if (problem !== null) add(row, 'lat', `${lat}, ${lon} ${problem}`);
  return new Map([...values, ['lat', position.lat], ['lon', position.lon]]);
}

function diffOf(
  table: TableCheck['table'],
  rows: ReadonlyMap<string, Values>,
  found: readonly Found[],
  inventory: Inventory,
): TableCheck['diff'] {
  const added: string[] = [];
  const changed: { id: string; columns: string[] }[] = [];
  let same = 0;
  for (const [id, values] of rows) {
    const resource = inventory.find(id);
    if (resource === undefined) {
      added.push(id);
      continue;
    }
    const columns = found.filter(({ column }) => differs(column, resource, values)).map(({ column }) => column.name);
    if (columns.length > 0) changed.push({ id, columns });
    else same += 1;
  }
  const absent = inventory
    .ofKind(table === 'sites' ? 'site' : 'cell')
    .map(({ id }) => id)
    .filter((id) => !rows.has(id));
  return { added, changed, absent, same };
}

function differs(column: Column, resource: Resource, values: Values): boolean {
  const [is, would] = [column.of(resource), values.get(column.name)];
  if (would === undefined) return is !== undefined && is !== '';
  if (typeof is === 'number' && typeof would === 'number') return Math.abs(is - would) > SAME;
  return String(is ?? '') !== String(would);
}
