import { createHash } from 'node:crypto';
import { type Crs, toWgs84 } from '../../../shared/geo/crs.ts';
import type { Position } from '../../../shared/model/resource.ts';
import type { MeasurementImport, MeasurementSet } from '../../../shared/wire/planning.ts';
import { crsNamed } from '../tables/find-columns.ts';
import type { Sheet, SheetLine } from '../tables/sheet.ts';
import { type MeasuredColumnName, POINT_COLUMNS } from './columns.ts';
import { type FoundColumns, findColumns } from './find-columns.ts';
import { type HistogramBins, NO_BINS } from './histogram-bins.ts';
import { columnsOf, type MeasuredPoint, type MeasuredPoints } from './points.ts';
import type { AddProblem, MeasurementProblem } from './problems.ts';
import { createTimeReader } from './read-time.ts';
import { readValues } from './read-values.ts';

/** What a log is checked against: plain data, that crosses to a worker. */
export interface MeasurementState {
  /** Resource ids; null for a file that was looked over before. */
  readonly cells: ReadonlySet<string> | null;
  /** Around the zone; null where it has no outline. */
  readonly box: { readonly south: number; readonly west: number; readonly north: number; readonly east: number } | null;
  readonly timeZone: string;
}

export interface CheckedMeasurements
  extends Pick<MeasurementImport, 'rows' | 'skipped' | 'columns' | 'ignored' | 'simulated'> {
  readonly kind: MeasurementSet['kind'];
  /** Empty in a file of histograms, as `bins` are in one of points. */
  readonly points: MeasuredPoints;
  readonly bins: HistogramBins;
  readonly problems: readonly MeasurementProblem[];
  /** Names this content: equal for equal ones only. */
  readonly token: string;
}

/** Places farther than this from the zone's box were measured for another one. */
const NEAR_KM = 20;
const KM_PER_DEGREE = 111.2;

/**
 * Reads a log of SS-RSRP at places: headers by their usual names, every value, coordinates in WGS84. A row without a level
 * or without a position is none of a measurement, and is counted; what is there and cannot be read is a problem of its row
 * and column, and makes the whole file wrong.
 */
export function checkMeasurements(sheet: Sheet, crs: Crs, state: MeasurementState): CheckedMeasurements {
  const problems: MeasurementProblem[] = [];
  const add: AddProblem = (row, column, code, values = {}) => {
    problems.push({ row, column, code, values });
  };
  const [header, ...lines] = sheet;
  if (header === undefined) add(1, null, 'empty-file');
  const found = findColumns(POINT_COLUMNS, header?.cells ?? [], add);
  const read = createRowReader(found, crs, state, add);
  const skipped = { noLevel: 0, noPosition: 0 };
  const points: MeasuredPoint[] = [];
  let simulated = false;
  const isReadable = problems.length === 0;
  for (const line of isReadable ? lines : []) {
    const row = read(line);
    if (row === null) continue;
    if ('skipped' in row) skipped[row.skipped] += 1;
    else {
      points.push(row.point);
      simulated ||= row.simulated;
    }
  }
  const columns = columnsOf(points);
  return {
    rows: lines.length,
    skipped,
    kind: 'points',
    points: columns,
    bins: NO_BINS,
    problems,
    columns: found.columns.map(({ at, column }) => ({ file: found.headers[at]!, column: column.name })),
    ignored: found.ignored,
    simulated,
    token: tokenOf(points),
  };
}

/** Names a content: equal for equal ones only. */
export function tokenOf(rows: readonly object[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 32);
}

type Row = { readonly point: MeasuredPoint; readonly simulated: boolean } | { readonly skipped: keyof Skipped };
type Skipped = MeasurementImport['skipped'];

/** Null for a row with a problem. */
function createRowReader(found: FoundColumns, given: Crs, state: MeasurementState, add: AddProblem) {
  const readTime = createTimeReader(state.timeZone);
  const place = createPlacing(found, given, state, add);
  return (line: SheetLine): Row | null => {
    const { row, cells } = line;
    const values = readValues(line, found, add, (column, text) => {
      if (column.name === 'at') return readTime(text) ?? { code: 'not-time', values: {} };
      const value = column.read(text);
      const isTurned = typeof value === 'object' && column.name === 'lat' && place.isExchanged(cells, text);
      return isTurned ? { code: 'exchanged', values: {} } : value;
    });
    if (values === null) return null;
    const number = (name: MeasuredColumnName): number | null => {
      const value = values.get(name);
      return typeof value === 'number' ? value : null;
    };
    const [lat, lon, rsrpDbm] = [number('lat'), number('lon'), number('ss_rsrp_dbm')];
    if (rsrpDbm === null) return { skipped: 'noLevel' };
    // A receiver that has lost the satellites writes zeros.
    if (lat === null || lon === null || (lat === 0 && lon === 0)) return { skipped: 'noPosition' };
    const position = place.at({ lat, lon }, cells, row);
    const named = values.get('cell');
    const cell = typeof named === 'string' ? named : null;
    if (cell !== null && state.cells?.has(cell) === false) add(row, 'cell', 'unknown-cell', { given: cell });
    if (position === null) return null;
    return {
      point: {
        ...position,
        rsrpDbm,
        sinrDb: number('ss_sinr_db'),
        cell,
        nci: number('nci') ?? number('cell'),
        pci: number('pci'),
        nrArfcn: number('nr_arfcn'),
        at: number('at'),
      },
      simulated: number('simulated') === 1,
    };
  };
}

/** About a centimetre: what a shift of coordinates leaves behind that means nothing. */
const DEGREES = 1e7;

/** The place in WGS84, null where it cannot be; that is said. */
function createPlacing(found: FoundColumns, given: Crs, { box }: MeasurementState, add: AddProblem) {
  const isNear = ({ lat, lon }: Position): boolean => {
    if (box === null) return true;
    const away = NEAR_KM / KM_PER_DEGREE;
    const awayEast = away / Math.cos((box.north * Math.PI) / 180);
    return (
      lat >= box.south - away && lat <= box.north + away && lon >= box.west - awayEast && lon <= box.east + awayEast
    );
  };
  const lonAt = found.columns.find(({ column }) => column.name === 'lon')?.at;
  return {
    at(at: Position, cells: readonly string[], row: number): Position | null {
      const named = found.crsAt < 0 ? '' : cells[found.crsAt]!.trim();
      const crs = named === '' ? (found.crs ?? given) : crsNamed(named);
      if (crs === undefined) {
        add(row, 'crs', 'not-crs', { given: named.slice(0, 40) });
        return null;
      }
      const position = toWgs84(at, crs);
      const round = (degrees: number): number => Math.round(degrees * DEGREES) / DEGREES;
      if (isNear(position)) return { lat: round(position.lat), lon: round(position.lon) };
      const values = { given: `${at.lat}, ${at.lon}` };
      if (isNear({ lat: at.lon, lon: at.lat })) add(row, 'lat', 'exchanged', values);
      else add(row, 'lat', 'far-away', { ...values, most: NEAR_KM });
      return null;
    },
    /** Of a latitude that is none. */
    isExchanged(cells: readonly string[], lat: string): boolean {
      return lonAt !== undefined && box !== null && isNear({ lat: Number(cells[lonAt]), lon: Number(lat) });
    },
  };
}
