import { metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import type { Lifecycle, ResourceKind } from '../../../shared/model/resource.ts';
import { qualityOf, SEVERITIES, SEVERITY_RANK, type Severity } from '../../../shared/model/sample.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import { type LiveColumns, stateReader } from './live-states.ts';

/** What the map draws beside sites, each a table of its own. */
export const TABLE_KINDS = [
  'cell',
  'backhaul-link',
  'backhaul-node',
  'charging-station',
  'connector',
  'datacentre',
] as const satisfies readonly ResourceKind[];
export type TableKind = (typeof TABLE_KINDS)[number];

/** One resource as the table shows it; values in the order of the catalogue. */
export interface KindRow {
  readonly id: string;
  readonly name: string;
  readonly lifecycle: Lifecycle;
  /** Null for what is not in service. */
  readonly state: Severity | null;
  readonly values: readonly KindValue[];
}

export interface KindValue {
  readonly value: number | null;
  readonly flags: number;
  /** Source time, UTC ms, 0 before the first. */
  readonly at: number;
}

/** A column: the name, the stage, the state, or the metric of that place in the catalogue. */
export type KindColumn = 'name' | 'lifecycle' | 'state' | number;

export interface KindOrder {
  readonly column: KindColumn;
  readonly descending: boolean;
}

export function metricsOfTable(kind: TableKind): readonly MetricDefinition[] {
  return metricsOf(kind);
}

export function kindRows(kind: TableKind, inventory: InventoryIndex, live: LiveColumns, language: Language): KindRow[] {
  const metrics = metricsOfTable(kind);
  const states = stateReader(inventory.dictionary, kind, live);
  return Array.from({ length: inventory.count(kind) }, (_, ordinal) => {
    const lifecycle = inventory.lifecycle(kind, ordinal);
    return {
      id: inventory.id(kind, ordinal),
      name: inventory.name(kind, ordinal)[language === 'zh-CN' ? 0 : 1],
      lifecycle,
      state: lifecycle === 'in-service' ? (SEVERITIES[states.now(ordinal)] ?? 'unknown') : null,
      values: metrics.map((_metric, m) => readingOf(live, inventory.dictionary.series(kind, ordinal, m))),
    };
  });
}

function readingOf(live: LiveColumns, series: number): KindValue {
  const flags = live.flags[series]!;
  const quality = qualityOf(flags);
  const value = quality === 'none' || quality === 'bad' ? null : live.value[series]!;
  return { value, flags, at: live.at[series]! };
}

/** Sorted by one column; equal ones by name. No number sorts below every number. */
export function sortKindRows(rows: readonly KindRow[], order: KindOrder, language: Language): KindRow[] {
  const names = new Intl.Collator(language, { numeric: true });
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(a, b, order.column, names) || names.compare(a.name, b.name));
}

function compare(a: KindRow, b: KindRow, column: KindColumn, names: Intl.Collator): number {
  if (column === 'name') return names.compare(a.name, b.name);
  if (column === 'lifecycle') return a.lifecycle.localeCompare(b.lifecycle);
  return rankOf(a, column) - rankOf(b, column);
}

function rankOf(row: KindRow, column: 'state' | number): number {
  if (column === 'state') return row.state === null ? -1 : SEVERITY_RANK[row.state];
  return row.values[column]?.value ?? -1;
}
