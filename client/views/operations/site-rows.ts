import { metricIndex } from '../../../shared/metrics/index.ts';
import type { Dictionary } from '../../../shared/model/dictionary.ts';
import type { Lifecycle } from '../../../shared/model/resource.ts';
import { qualityOf, SEVERITIES, SEVERITY_RANK, type Severity } from '../../../shared/model/sample.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { LiveColumns } from './live-states.ts';
import { type MapModel, nameOf } from './map-model.ts';

/** A site as the table shows it. Numbers are null where there is none. */
export interface SiteRow {
  readonly site: number;
  readonly id: string;
  readonly name: string;
  readonly lifecycle: Lifecycle;
  /** Null for a site that is not in service. */
  readonly state: Severity | null;
  readonly cells: number;
  readonly cellsEnabled: number | null;
  readonly prb: Reading;
  readonly users: Reading;
  readonly traffic: Reading;
}

export interface Reading {
  readonly value: number | null;
  readonly flags: number;
  readonly at: number;
}

export const SITE_COLUMNS = ['site', 'lifecycle', 'state', 'cells', 'prb', 'users', 'traffic'] as const;
export type SiteColumn = (typeof SITE_COLUMNS)[number];

export interface Order {
  readonly column: SiteColumn;
  readonly descending: boolean;
}

export function siteRows(model: MapModel, dictionary: Dictionary, live: LiveColumns, language: Language): SiteRow[] {
  const { sectors, inventory } = model;
  const reading = (metric: string, site: number): Reading => {
    const series = dictionary.series('site', site, metricIndex(metric));
    const flags = live.flags[series]!;
    const quality = qualityOf(flags);
    const value = quality === 'none' || quality === 'bad' ? null : live.value[series]!;
    return { value, flags, at: live.at[series]! };
  };
  return Array.from({ length: sectors.siteCount }, (_, site) => {
    const lifecycle = inventory.lifecycle('site', site);
    const cells = inventory.children('site', site, 'cell').length;
    const enabled = reading('site.cells-enabled', site).value;
    return {
      site,
      id: inventory.id('site', site),
      name: nameOf(inventory, 'site', site, language),
      lifecycle,
      state: lifecycle === 'in-service' ? (SEVERITIES[sectors.siteSeverity[site]!] ?? 'unknown') : null,
      cells,
      cellsEnabled: enabled === null ? null : Math.round((enabled * cells) / 100),
      prb: reading('site.prb-dl', site),
      users: reading('site.users', site),
      traffic: reading('site.traffic-dl', site),
    };
  });
}

const STAGE: readonly Lifecycle[] = ['in-service', 'building', 'planned', 'retired'];

/** Sorted by one column; equal ones by name. No number sorts below every number. */
export function sortRows(rows: readonly SiteRow[], { column, descending }: Order, language: Language): SiteRow[] {
  const sign = descending ? -1 : 1;
  const names = new Intl.Collator(language, { numeric: true });
  return [...rows].sort((a, b) => {
    const order = column === 'site' ? names.compare(a.name, b.name) : rankOf(a, column) - rankOf(b, column);
    return order === 0 ? names.compare(a.name, b.name) : sign * order;
  });
}

function rankOf(row: SiteRow, column: Exclude<SiteColumn, 'site'>): number {
  switch (column) {
    case 'state':
      return row.state === null ? -1 : SEVERITY_RANK[row.state];
    case 'lifecycle':
      return STAGE.indexOf(row.lifecycle);
    case 'cells':
      return row.cellsEnabled ?? -1;
    default:
      return row[column].value ?? -1;
  }
}
