import type { SnapshotComparison } from '../../shared/wire/snapshots.ts';
import { tableCsv } from './parts/csv.ts';
import type { Column, Table } from './parts/tables.ts';
import { inLanguage, type Language } from './parts/words.ts';
import { zipTexts } from './parts/zip.ts';

/** What two snapshots differ in, as a ZIP of CSV files. */
export function writeComparison(comparison: SnapshotComparison, language: Language): Uint8Array {
  const tables = [sides(comparison), figures(comparison, language), resources(comparison, language)];
  const all = comparison.alarms === null ? tables : [...tables, alarms(comparison.alarms, language)];
  return zipTexts(all.map((table) => [`${table.id}.csv`, tableCsv(table)] as const));
}

function column<Row>(
  rows: readonly Row[],
  type: Column['type'],
  id: string,
  cell: (row: Row) => string | number | null,
) {
  return { id, title: id, type, unit: '', cells: rows.map(cell) };
}

function table(id: string, columns: readonly Column[]): Table {
  return { id, title: id, columns };
}

function sides({ a, b, sameScope, truncated }: SnapshotComparison): Table {
  const rows = [a, b];
  return table('snapshots', [
    column(rows, 'text', 'id', ({ id }) => id),
    column(rows, 'text', 'title', ({ title }) => title),
    column(rows, 'time', 'at', ({ at }) => at),
    column(rows, 'number', 'coverage_pct', ({ coveragePct }) => coveragePct),
    column(rows, 'number', 'simulated_values', ({ simulated }) => simulated),
    column(rows, 'text', 'same_scope', () => String(sameScope)),
    column(rows, 'text', 'truncated', () => String(truncated)),
  ]);
}

function figures({ figures }: SnapshotComparison, language: Language): Table {
  return table('figures', [
    column(figures, 'text', 'figure', ({ figure }) => figure),
    column(figures, 'text', 'name', ({ label }) => inLanguage(label, language)),
    column(figures, 'text', 'unit', ({ unit }) => unit),
    column(figures, 'number', 'before', ({ a }) => a),
    column(figures, 'number', 'after', ({ b }) => b),
    column(figures, 'number', 'difference', ({ change }) => change),
  ]);
}

function resources({ resources: { rows } }: SnapshotComparison, language: Language): Table {
  return table('resources', [
    column(rows, 'text', 'change', ({ change }) => change),
    column(rows, 'text', 'kind', ({ kind }) => kind),
    column(rows, 'text', 'resource', ({ resource }) => resource),
    column(rows, 'text', 'name', ({ name }) => inLanguage(name, language)),
    column(rows, 'text', 'field', ({ field }) => field),
    column(rows, 'text', 'before', ({ a }) => a),
    column(rows, 'text', 'after', ({ b }) => b),
  ]);
}

function alarms({ rows }: NonNullable<SnapshotComparison['alarms']>, language: Language): Table {
  return table('alarms', [
    column(rows, 'text', 'change', ({ change }) => change),
    column(rows, 'text', 'rule', ({ rule }) => rule),
    column(rows, 'text', 'kind', ({ kind }) => kind),
    column(rows, 'text', 'resource', ({ resource }) => resource),
    column(rows, 'text', 'name', ({ name }) => inLanguage(name, language)),
    column(rows, 'text', 'before', ({ a }) => a),
    column(rows, 'text', 'after', ({ b }) => b),
  ]);
}
