import type { Link, Resource, ResourceKind } from '../../../shared/model/resource.ts';
import type { Inventory } from '../../ports.ts';

/** What of an inventory the simulation looks at. */
export type ZoneParts = Pick<Inventory, 'ofKind' | 'find' | 'children' | 'links'>;

/** Who is where and who depends on whom, as lookups. */
export interface Topology {
  find(id: string): Resource | undefined;
  /** Resources of a kind that are in service. */
  ofKind(kind: ResourceKind): readonly Resource[];
  /** What `id` depends on in a role. */
  needs(id: string, role: Link['role']): readonly string[];
  /** What depends on `id` in a role. */
  needing(id: string, role: Link['role']): readonly string[];
  /** Everything below `id` of a kind, in service; itself when it is of that kind. */
  below(id: string, kind: ResourceKind): readonly Resource[];
  /** Nearest container of a kind, undefined where there is none. */
  container(resource: Resource, kind: ResourceKind): Resource | undefined;
}

const NONE: readonly string[] = [];

export function createTopology({ ofKind, find, children, links }: ZoneParts): Topology {
  const needs = new Map<string, string[]>();
  const needing = new Map<string, string[]>();
  for (const { from, to, role } of links) {
    push(needs, `${role} ${from}`, to);
    push(needing, `${role} ${to}`, from);
  }
  const inService = (resource: Resource) => resource.lifecycle === 'in-service';
  const below = (id: string, kind: ResourceKind, found: Resource[]): Resource[] => {
    const here = find(id);
    if (here?.kind === kind && inService(here)) found.push(here);
    for (const child of children(id)) below(child.id, kind, found);
    return found;
  };
  return {
    find,
    ofKind: (kind) => ofKind(kind).filter(inService),
    needs: (id, role) => needs.get(`${role} ${id}`) ?? NONE,
    needing: (id, role) => needing.get(`${role} ${id}`) ?? NONE,
    below: (id, kind) => below(id, kind, []),
    container(resource, kind) {
      for (let id = resource.parent; id !== null; ) {
        const above = find(id);
        if (above === undefined || above.kind === kind) return above;
        id = above.parent;
      }
      return undefined;
    },
  };
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
