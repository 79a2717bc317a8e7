import type { Resource, ResourceKind } from '../../shared/model/resource.ts';
import { RESOURCE_KINDS } from '../../shared/model/resource.ts';
import type { SnapshotScope } from '../../shared/wire/snapshots.ts';
import { type Inventory, SnapshotRefused } from '../ports.ts';

/** What each screen shows. */
const KINDS_OF_VIEW: Readonly<Record<NonNullable<SnapshotScope['view']>, readonly ResourceKind[]>> = {
  operations: RESOURCE_KINDS,
  radio: ['site', 'cell', 'backhaul-node', 'backhaul-link'],
  'data-centre': [
    'datacentre',
    'utility',
    'transformer',
    'generator',
    'ups',
    'pdu',
    'phase',
    'hall',
    'row',
    'rack',
    'power-feed',
    'cooling-unit',
  ],
  egress: ['carrier', 'router', 'uplink'],
  charging: ['charging-station', 'connector'],
  compute: ['gpu-node'],
};

/** Resources in a scope, of one kind, by their ordinals. */
export interface ScopedKind {
  readonly kind: ResourceKind;
  readonly ordinals: Uint32Array;
}

/**
 * What a scope holds, in the order of the dictionary; kinds that have none are left out. Throws SnapshotRefused
 * `unknown-resource` for an id that there is none of, `empty-scope` where nothing is left.
 */
export function resolveScope(inventory: Inventory, scope: SnapshotScope): readonly ScopedKind[] {
  const wanted = testOf(inventory, scope);
  const kinds: ScopedKind[] = [];
  for (const kind of RESOURCE_KINDS) {
    const ordinals: number[] = [];
    for (const [ordinal, resource] of inventory.ofKind(kind).entries()) if (wanted(resource)) ordinals.push(ordinal);
    if (ordinals.length > 0) kinds.push({ kind, ordinals: Uint32Array.from(ordinals) });
  }
  if (kinds.length === 0) throw new SnapshotRefused('empty-scope', 'there is nothing in this scope', 'scope');
  return kinds;
}

/** Coverage and plan are of the whole zone: they belong to its snapshot and to the radio network's. */
export function hasCoverage(scope: SnapshotScope): boolean {
  const named = Object.entries(scope).filter(([, value]) => value !== undefined);
  return named.every(([name, value]) => name === 'view' && (value === 'operations' || value === 'radio'));
}

function testOf(inventory: Inventory, scope: SnapshotScope): (resource: Resource) => boolean {
  const { view, kinds, labels } = scope;
  const ofView = view && new Set(KINDS_OF_VIEW[view]);
  const ofKinds = kinds && new Set(kinds);
  const tops = topsOf(inventory, scope);
  const listed = scope.resources && new Set(scope.resources);
  for (const id of scope.resources ?? []) known(inventory, id, 'scope.resources');
  return (resource) =>
    (ofView?.has(resource.kind) ?? true) &&
    (ofKinds?.has(resource.kind) ?? true) &&
    (listed?.has(resource.id) ?? true) &&
    (labels?.every(({ name, value }) => String(resource.attributes.get(name) ?? '') === value) ?? true) &&
    tops.every((top) => isBelow(inventory, resource, top));
}

function topsOf(inventory: Inventory, { hall, carrier, below }: SnapshotScope): readonly string[] {
  if (below !== undefined) known(inventory, below, 'scope.below');
  if (hall !== undefined) known(inventory, hall, 'scope.hall', 'hall');
  if (carrier !== undefined) known(inventory, carrier, 'scope.carrier', 'carrier');
  return [hall, carrier, below].filter((id) => id !== undefined);
}

function known(inventory: Inventory, id: string, field: string, kind?: ResourceKind): void {
  const resource = inventory.find(id);
  if (resource !== undefined && (kind === undefined || resource.kind === kind)) return;
  throw new SnapshotRefused('unknown-resource', `there is no such ${kind ?? 'resource'}`, field);
}

function isBelow(inventory: Inventory, resource: Resource, top: string): boolean {
  for (let at: Resource | undefined = resource; at !== undefined; ) {
    if (at.id === top) return true;
    at = at.parent === null ? undefined : inventory.find(at.parent);
  }
  return false;
}
