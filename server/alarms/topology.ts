import type { Link } from '../../shared/model/resource.ts';
import type { Inventory } from '../ports.ts';

/** How a fault spreads: along the parents and the links of these roles. */
export const FAMILIES = {
  contains: [],
  power: ['power'],
  cooling: ['cooling'],
  transport: ['transport', 'carrier'],
} as const satisfies Record<string, readonly Link['role'][]>;
export type Family = keyof typeof FAMILIES;

/** What a resource hangs on. */
export interface Topology {
  /** Steps from a resource up to another that it hangs on by a family; undefined where it does not. */
  hops(resource: string, family: Family, to: string): number | undefined;
  /** Everything that a resource hangs on by any family; never itself. */
  above(resource: string): readonly string[];
  /** What may take over the load of a resource's neighbours: what stands beside it for the same dependents. */
  beside(resource: string): ReadonlySet<string>;
}

const NOTHING: readonly Link[] = [];
const DOWN_STEPS = 4;

/**
 * The inventory's graph, walked once per resource and kept. Where something hangs on several of one transport role, they
 * stand in for each other (the two links of a ring node): none of them alone explains an outage, so they are not walked.
 */
export function createTopology(inventory: Inventory): Topology {
  // Nothing hangs on a cell that is only its neighbour.
  const links = inventory.links.filter(({ role }) => role !== 'neighbour');
  const from = groupBy(links, (link) => link.from);
  const to = groupBy(links, (link) => link.to);
  const known = new Map<Family, Map<string, ReadonlyMap<string, number>>>();
  const neighbours = new Map<string, ReadonlySet<string>>();

  /** Without links of its own it hangs on its parent alone: racks of a row share what is known of it. */
  const anchorOf = (resource: string): string | null =>
    from.has(resource) || resource.startsWith('backhaul-link/') ? null : (inventory.find(resource)?.parent ?? null);

  const next = (resource: string, family: Family): string[] => {
    const parent = inventory.find(resource)?.parent ?? null;
    const found = parent === null ? [] : [parent];
    if (family === 'transport') found.push(...endsOf(inventory, resource));
    for (const role of FAMILIES[family]) {
      const links = (from.get(resource) ?? NOTHING).filter((link) => link.role === role);
      if (links.length === 1 || family !== 'transport') found.push(...links.map((link) => link.to));
    }
    return found;
  };

  const walk = (resource: string, family: Family): ReadonlyMap<string, number> => {
    const found = new Map<string, number>();
    let edge = [resource];
    for (let hops = 1; edge.length > 0; hops++) {
      const further: string[] = [];
      for (const one of edge) {
        for (const up of next(one, family)) {
          if (up === resource || found.has(up)) continue;
          found.set(up, hops);
          further.push(up);
        }
      }
      edge = further;
    }
    return found;
  };

  const lookBeside = (resource: string): ReadonlySet<string> => {
    const own = new Set([resource]);
    const parent = inventory.find(resource)?.parent ?? null;
    if (parent !== null && to.has(parent)) own.add(parent);
    let edge = [...own];
    for (let step = 0; step < DOWN_STEPS && edge.length > 0; step++) {
      edge = edge.flatMap((one) => (to.get(one) ?? NOTHING).map((link) => link.from)).filter((one) => !own.has(one));
      for (const one of edge) own.add(one);
    }
    const beside = new Set<string>();
    for (const one of own) {
      const links = from.get(one) ?? NOTHING;
      const roles = new Set(links.filter((link) => own.has(link.to)).map((link) => link.role));
      for (const link of links) if (roles.has(link.role) && !own.has(link.to)) beside.add(link.to);
    }
    return beside;
  };

  const upstream = (resource: string, family: Family): ReadonlyMap<string, number> => {
    let byResource = known.get(family);
    if (byResource === undefined) {
      byResource = new Map();
      known.set(family, byResource);
    }
    let found = byResource.get(resource);
    if (found === undefined) {
      found = walk(resource, family);
      byResource.set(resource, found);
    }
    return found;
  };

  const everything = new Map<string, readonly string[]>();
  const above = (resource: string): readonly string[] => {
    const anchor = anchorOf(resource);
    const key = anchor ?? resource;
    const kept = everything.get(`${anchor === null ? '' : 'below '}${key}`);
    if (kept !== undefined) return kept;
    const found = new Set<string>(anchor === null ? [] : [anchor]);
    for (const family of Object.keys(FAMILIES) as Family[])
      for (const up of upstream(key, family).keys()) found.add(up);
    found.delete(resource);
    const list = [...found];
    everything.set(`${anchor === null ? '' : 'below '}${key}`, list);
    return list;
  };

  return {
    above,
    hops(resource, family, target) {
      const anchor = anchorOf(resource);
      if (anchor === null) return upstream(resource, family).get(target);
      if (anchor === target) return 1;
      const further = upstream(anchor, family).get(target);
      return further === undefined ? undefined : further + 1;
    },
    beside(resource) {
      let found = neighbours.get(resource);
      if (found === undefined) {
        found = lookBeside(resource);
        neighbours.set(resource, found);
      }
      return found;
    },
  };
}

/** Both nodes of a transport link; links.csv may name only the one towards the core. */
function endsOf(inventory: Inventory, resource: string): readonly string[] {
  const found = inventory.find(resource);
  if (found?.kind !== 'backhaul-link') return [];
  return ['from', 'to'].map((end) => found.attributes.get(end)).filter((end) => typeof end === 'string');
}

function groupBy(links: readonly Link[], key: (link: Link) => string): ReadonlyMap<string, readonly Link[]> {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    const group = groups.get(key(link));
    if (group === undefined) groups.set(key(link), [link]);
    else group.push(link);
  }
  return groups;
}
