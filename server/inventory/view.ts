import { LIFECYCLES, RESOURCE_KINDS, type Resource, type ResourceKind } from '../../shared/model/resource.ts';
import type { InventoryKind, InventoryView } from '../../shared/wire/http.ts';
import type { Inventory } from '../ports.ts';

/** Attributes that screens draw from; the others are asked for one resource at a time. */
const DRAWN_ATTRIBUTES = [
  'azimuth_deg',
  'beamwidth_deg',
  'height_m',
  'capacity_bps',
  'power_kw',
  'connector_type',
  'floor_col',
  'floor_row',
  'rows',
  'racks_per_row',
  'progress_pct',
  'floor_side',
  'floor_position',
  'ring',
  'from',
  'to',
  'rack',
  'gpus',
  'rating_w',
  'occupied',
  'rated_w',
  'units',
] as const;

/** Kinds whose name is made from the id: `rack/qingyun/p1-h03/r12/08` reads P1-H03-R12-08. */
const NAMED_BY_ID: ReadonlySet<ResourceKind> = new Set(['row', 'rack']);

/** The inventory in columns, as the client loads it once. */
export function inventoryView(inventory: Inventory): InventoryView {
  return {
    version: inventory.version,
    kinds: RESOURCE_KINDS.map((kind) => kindView(kind, inventory)),
  };
}

function kindView(kind: ResourceKind, inventory: Inventory): InventoryKind {
  const resources = inventory.ofKind(kind);
  const parents = resources.map(({ parent }) => (parent === null ? undefined : inventory.find(parent)));
  return {
    kind,
    id: resources.map(({ id }) => id),
    name: resources.map(({ name }) => (NAMED_BY_ID.has(kind) ? null : ([name.zh, name.en] as const))),
    parentKind: parents.map((parent) => (parent ? RESOURCE_KINDS.indexOf(parent.kind) : -1)),
    parent: parents.map((parent) => (parent ? inventory.ordinal(parent.id) : -1)),
    lifecycle: resources.map(({ lifecycle }) => LIFECYCLES.indexOf(lifecycle)),
    position: resources.map(({ position }) => (position ? ([position.lat, position.lon] as const) : null)),
    reporting: resources.map(({ reporting }) => (reporting ? 1 : 0)),
    attributes: drawnAttributes(resources),
  };
}

/** Columns that have a value for some resource of the kind. */
function drawnAttributes(resources: readonly Resource[]): InventoryKind['attributes'] {
  const columns = new Map<string, readonly (string | number | null)[]>();
  for (const name of DRAWN_ATTRIBUTES) {
    if (!resources.some(({ attributes }) => attributes.has(name))) continue;
    columns.set(
      name,
      resources.map(({ attributes }) => attributes.get(name) ?? null),
    );
  }
  return Object.fromEntries(columns);
}
