import type { Sheet } from '../tables/sheet.ts';
import { type CheckedMeasurements, type MeasurementState, tokenOf } from './check-measurements.ts';
import { BIN_COLUMNS, columnMeant } from './columns.ts';
import { findColumns } from './find-columns.ts';
import { binColumns, type HistogramBin } from './histogram-bins.ts';
import { columnsOf } from './points.ts';
import type { AddProblem, MeasurementProblem } from './problems.ts';
import { type RowValues, readValues } from './read-values.ts';

/** A file that counts is one of histograms; a log of points counts nothing. */
export function isOfHistograms(sheet: Sheet): boolean {
  const meant = new Set(sheet[0]?.cells.map((header) => columnMeant(BIN_COLUMNS, header)?.name));
  return meant.has('count') && (meant.has('from_dbm') || meant.has('to_dbm'));
}

/**
 * Reads histograms of SS-RSRP: a row for each bin, its edges (an empty one is open) and how many reports lie in it. Rows of
 * several SSBs of a cell add up. Problems are those of `checkMeasurements`.
 */
export function checkHistograms(sheet: Sheet, { cells }: Pick<MeasurementState, 'cells'>): CheckedMeasurements {
  const problems: MeasurementProblem[] = [];
  const add: AddProblem = (row, column, code, values = {}) => {
    problems.push({ row, column, code, values });
  };
  const [header, ...lines] = sheet;
  const found = findColumns(BIN_COLUMNS, header?.cells ?? [], add);
  const bins: HistogramBin[] = [];
  let simulated = false;
  const isReadable = problems.length === 0;
  for (const line of isReadable ? lines : []) {
    const values = readValues(line, found, add);
    if (values === null) continue;
    const bin = binOf(values, line.row, cells, add);
    if (bin !== null) bins.push(bin);
    simulated ||= values.get('simulated') === 1;
  }
  return {
    rows: lines.length,
    skipped: { noLevel: 0, noPosition: 0 },
    kind: 'histograms',
    points: columnsOf([]),
    bins: binColumns(bins),
    problems,
    columns: found.columns.map(({ at, column }) => ({ file: found.headers[at]!, column: column.name })),
    ignored: found.ignored,
    simulated,
    token: tokenOf(bins),
  };
}

function binOf(values: RowValues, row: number, cells: MeasurementState['cells'], add: AddProblem): HistogramBin | null {
  const [cell, fromDbm, toDbm, count] = [
    values.get('cell') ?? values.get('nci'),
    edge(values, 'from_dbm'),
    edge(values, 'to_dbm'),
    values.get('count'),
  ];
  if (cell === undefined) add(row, 'cell', 'no-cell');
  else if (typeof cell === 'string' && cells?.has(cell) === false) add(row, 'cell', 'unknown-cell', { given: cell });
  else if (typeof count !== 'number') add(row, 'count', 'no-count');
  else if (fromDbm === null && toDbm === null) add(row, 'from_dbm', 'no-edge');
  else if (fromDbm !== null && toDbm !== null && fromDbm >= toDbm) {
    add(row, 'from_dbm', 'edges-exchanged', { from: fromDbm, to: toDbm });
  } else return { cell, fromDbm, toDbm, count };
  return null;
}

function edge(values: RowValues, name: 'from_dbm' | 'to_dbm'): number | null {
  const value = values.get(name);
  return typeof value === 'number' ? value : null;
}
