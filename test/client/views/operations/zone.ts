import { createMapModel, type MapModel } from '../../../../client/views/operations/map-model.ts';
import { metricIndex } from '../../../../shared/metrics/index.ts';
import { LIFECYCLES, type Lifecycle, type ResourceKind } from '../../../../shared/model/resource.ts';
import {
  type Freshness,
  packFlags,
  packQuality,
  type Quality,
  type Severity,
} from '../../../../shared/model/sample.ts';
import type { InventoryKind } from '../../../../shared/wire/http.ts';
import { type InventoryIndex, openInventory } from '../../../../shared/wire/inventory-index.ts';

interface Row {
  readonly id: string;
  /** Place in the parent kind's rows. */
  readonly parent?: number;
  readonly lifecycle?: Lifecycle;
  readonly position?: readonly [number, number];
  readonly attributes?: Readonly<Record<string, string | number>>;
}

const KINDS: readonly ResourceKind[] = [
  'zone',
  'site',
  'cell',
  'datacentre',
  'hall',
  'rack',
  'charging-station',
  'connector',
];
const PARENT = new Map<ResourceKind, ResourceKind>([
  ['cell', 'site'],
  ['connector', 'charging-station'],
  ['hall', 'datacentre'],
  ['rack', 'hall'],
]);

function columns(kind: ResourceKind, rows: readonly Row[]): InventoryKind {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.attributes ?? {})))];
  return {
    kind,
    id: rows.map((row) => row.id),
    name: rows.map((row) => [`${row.id} 名`, `${row.id} name`]),
    parentKind: rows.map(() => (kind === 'zone' ? -1 : KINDS.indexOf(PARENT.get(kind) ?? 'zone'))),
    parent: rows.map((row) => (kind === 'zone' ? -1 : (row.parent ?? 0))),
    lifecycle: rows.map((row) => LIFECYCLES.indexOf(row.lifecycle ?? 'in-service')),
    position: rows.map((row) => row.position ?? null),
    reporting: rows.map(() => 1),
    attributes: Object.fromEntries(names.map((name) => [name, rows.map((row) => row.attributes?.[name] ?? null)])),
  };
}

/** Two sites on air (three cells and one), one planned, a station with three connectors, a data centre with a rack. */
export function smallZone(): InventoryIndex {
  const rows: Partial<Record<ResourceKind, readonly Row[]>> = {
    zone: [{ id: 'zone/z' }],
    site: [
      { id: 'site/a', position: [36.26, 120.25] },
      { id: 'site/b', position: [36.27, 120.26] },
      { id: 'site/c', position: [36.28, 120.27], lifecycle: 'planned', attributes: { on_air_date: '2020-09-30' } },
    ],
    cell: [
      { id: 'cell/a/1', attributes: { azimuth_deg: 0, beamwidth_deg: 90 } },
      { id: 'cell/a/2', attributes: { azimuth_deg: 120 } },
      { id: 'cell/a/3', attributes: { azimuth_deg: 240 } },
      { id: 'cell/b/1', parent: 1 },
    ],
    datacentre: [{ id: 'datacentre/d', position: [36.265, 120.2585] }],
    hall: [{ id: 'hall/d/h1' }],
    rack: [{ id: 'rack/d/h1/r1/01' }],
    'charging-station': [{ id: 'charging-station/s', position: [36.25, 120.24] }],
    connector: [{ id: 'connector/s/1' }, { id: 'connector/s/2' }, { id: 'connector/s/3' }],
  };
  return openInventory({ version: 'v', kinds: KINDS.map((kind) => columns(kind, rows[kind] ?? [])) });
}

export interface SmallWorld {
  readonly inventory: InventoryIndex;
  readonly model: MapModel;
  readonly live: { readonly value: Float32Array; readonly flags: Uint16Array; readonly at: Float64Array };
  set(id: string, metric: string, value: number, about?: About): void;
}

interface About {
  readonly severity?: Severity;
  readonly freshness?: Freshness;
  readonly quality?: Quality;
  readonly simulated?: boolean;
}

/** A small zone with live columns that a test fills. */
export function smallWorld(): SmallWorld {
  const inventory = smallZone();
  const count = inventory.dictionary.seriesCount;
  const live = { value: new Float32Array(count), flags: new Uint16Array(count), at: new Float64Array(count) };
  return {
    inventory,
    model: createMapModel(inventory),
    live,
    set(id, metric, value, { severity = 'normal', freshness = 'live', quality = 'good', simulated = false } = {}) {
      if (metricIndex(metric) < 0) throw new Error(`no metric ${metric}`);
      const series = inventory.series(id, metric);
      live.value[series] = value;
      live.at[series] = 1_000;
      live.flags[series] = packFlags(packQuality(quality, 'none', simulated), freshness, severity);
    },
  };
}
