import { RESOURCE_KINDS, type ResourceKind } from '../../../../shared/model/resource.ts';
import type { InventoryKind, InventoryView } from '../../../../shared/wire/http.ts';
import { type InventoryIndex, openInventory } from '../../../../shared/wire/inventory-index.ts';

interface Entry {
  readonly id: string;
  readonly parent: string | null;
  readonly name?: readonly [string, string];
  /** Index into LIFECYCLES; 2 (in service) unless said. */
  readonly lifecycle?: number;
  readonly attributes?: Readonly<Record<string, string | number>>;
}

const OWN: readonly Entry[] = [
  { id: 'zone/z', parent: null, name: ['园区', 'Zone'] },
  { id: 'site/s1', parent: 'zone/z', name: ['一站', 'Site one'] },
  {
    id: 'cell/s1/1',
    parent: 'site/s1',
    name: ['一站 1 小区', 'Site one cell 1'],
    attributes: { azimuth_deg: 0, beamwidth_deg: 65 },
  },
  {
    id: 'cell/s1/2',
    parent: 'site/s1',
    name: ['一站 2 小区', 'Site one cell 2'],
    attributes: { azimuth_deg: 120, beamwidth_deg: 65 },
  },
  { id: 'datacentre/d', parent: 'zone/z', name: ['数据中心', 'Data centre'] },
  { id: 'phase/d/p1', parent: 'datacentre/d', name: ['一期', 'Phase 1'] },
  { id: 'phase/d/p2', parent: 'datacentre/d', name: ['二期', 'Phase 2'], lifecycle: 1 },
  {
    id: 'hall/d/p1-h01',
    parent: 'phase/d/p1',
    name: ['1 号机房', 'Hall 1'],
    attributes: { floor_col: 0, floor_row: 0, rows: 2, racks_per_row: 3 },
  },
  {
    id: 'hall/d/p2-h17',
    parent: 'phase/d/p2',
    name: ['17 号机房', 'Hall 17'],
    lifecycle: 1,
    attributes: { floor_col: 0, floor_row: 2, rows: 2, racks_per_row: 3, progress_pct: 90 },
  },
  ...['p1-h01', 'p2-h17'].flatMap((hall) =>
    ['r01', 'r02'].flatMap((row): Entry[] => [
      { id: `row/d/${hall}/${row}`, parent: `hall/d/${hall}`, lifecycle: hall.startsWith('p1') ? 2 : 1 },
      ...['01', '02', '03'].map((rack) => ({
        id: `rack/d/${hall}/${row}/${rack}`,
        parent: `row/d/${hall}/${row}`,
        lifecycle: hall.startsWith('p1') ? 2 : 1,
        attributes: { units: 42, rated_w: 6000 },
      })),
    ]),
  ),
  { id: 'carrier/c', parent: 'datacentre/d', name: ['运营商', 'Carrier'] },
  { id: 'uplink/d/u1', parent: 'carrier/c', name: ['出口 1', 'Uplink 1'], attributes: { capacity_bps: 4e11 } },
  { id: 'charging-station/k', parent: 'zone/z', name: ['充电站', 'Station'] },
  { id: 'connector/k/1', parent: 'charging-station/k', name: ['1 号枪', 'Connector 1'], attributes: { power_kw: 7 } },
  { id: 'power-feed/d/p1-h01/a', parent: 'hall/d/p1-h01', name: ['A 路', 'Feed A'] },
];

/** Kinds without an entry of their own stand in the zone, so that every kind is there. */
const ENTRIES: readonly Entry[] = [
  ...OWN,
  ...RESOURCE_KINDS.filter((kind) => !OWN.some(({ id }) => id.startsWith(`${kind}/`))).map(
    (kind): Entry => ({ id: `${kind}/one`, parent: 'zone/z', name: [`${kind} 一`, `${kind} one`] }),
  ),
];

function kindOf(id: string): ResourceKind {
  return RESOURCE_KINDS.find((kind) => id.startsWith(`${kind}/`))!;
}

function columns(kind: ResourceKind): InventoryKind {
  const all = (of: ResourceKind) => ENTRIES.filter((entry) => kindOf(entry.id) === of);
  const own = all(kind);
  const names = new Set(own.flatMap((entry) => Object.keys(entry.attributes ?? {})));
  const parentKind = (entry: Entry) => (entry.parent === null ? -1 : RESOURCE_KINDS.indexOf(kindOf(entry.parent)));
  return {
    kind,
    id: own.map(({ id }) => id),
    name: own.map(({ name }) => name ?? null),
    parentKind: own.map(parentKind),
    parent: own.map(({ parent }) => (parent === null ? -1 : all(kindOf(parent)).findIndex(({ id }) => id === parent))),
    lifecycle: own.map(({ lifecycle }) => lifecycle ?? 2),
    position: own.map(() => null),
    reporting: own.map(({ lifecycle }) => ((lifecycle ?? 2) === 2 ? 1 : 0)),
    attributes: Object.fromEntries(
      [...names].map((name) => [name, own.map((entry) => entry.attributes?.[name] ?? null)]),
    ),
  };
}

/** At least one of every kind; among them two halls and a site of two cells. */
export function smallZone(): InventoryIndex {
  const view: InventoryView = { version: 'v', kinds: RESOURCE_KINDS.map(columns) };
  return openInventory(view);
}
