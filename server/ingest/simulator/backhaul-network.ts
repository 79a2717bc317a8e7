import type { Meters } from './meters.ts';
import type { Moment } from './moment.ts';
import type { Situation } from './situation.ts';
import type { Topology } from './topology.ts';

/** The transport between the core and the sites: who is cut off, and what each link carries. */
export interface BackhaulNetwork {
  /** True for a site none of whose nodes reaches the core. A site that names no node is never cut off. */
  isCutOff(site: string, moment: Moment): boolean;
  /** bit/s through a link: `in` towards its `from`, `out` towards its `to`. */
  traffic(link: string, moment: Moment): { readonly in: number; readonly out: number };
}

/** Meters of what the cells of a site carry. */
export const downlinkMeter = (site: string): string => `dl ${site}`;
export const uplinkMeter = (site: string): string => `ul ${site}`;

/** Signalling and headers of the tunnels, on top of what users move. */
const OVERHEAD = 1.12;

const NO_FLOW = { in: 0, out: 0 };

interface Edge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
/** How a node is reached: over an edge, from a node nearer to the core. */
interface Hop {
  readonly edge: Edge | null;
  readonly nearer: string;
  readonly hops: number;
}

export function createBackhaulNetwork(topology: Topology, situation: Situation, meters: Meters): BackhaulNetwork {
  const nodes = topology.ofKind('backhaul-node');
  const inRingZero = nodes.filter((node) => Number(node.attributes.get('ring')) === 0);
  const core = (inRingZero.length > 0 ? inRingZero : nodes.slice(0, 1)).map(({ id }) => id);
  const edges = topology.ofKind('backhaul-link').map(
    (link): Edge => ({
      id: link.id,
      from: String(link.attributes.get('from') ?? ''),
      to: String(link.attributes.get('to') ?? ''),
    }),
  );
  const homes = topology.ofKind('site').map((site) => ({
    site: site.id,
    nodes: topology.needs(site.id, 'transport').filter((id) => topology.find(id)?.kind === 'backhaul-node'),
  }));
  const routed = homes.filter((home) => home.nodes.length > 0);
  const flows = new Map(edges.map((edge) => [edge.id, { in: 0, out: 0 }]));
  let cutOff = new Set<string>();
  let workedOut = Number.NaN;

  const send = (site: string, node: string, routes: ReadonlyMap<string, Hop>): void => {
    const down = OVERHEAD * meters.read(downlinkMeter(site));
    const up = OVERHEAD * meters.read(uplinkMeter(site));
    let at = node;
    for (let hop = routes.get(at); hop !== undefined && hop.edge !== null; hop = routes.get(at)) {
      const flow = flows.get(hop.edge.id)!;
      const towardsFrom = hop.edge.from === at;
      flow.in += towardsFrom ? down : up;
      flow.out += towardsFrom ? up : down;
      at = hop.nearer;
    }
  };

  const workOut = (moment: Moment): void => {
    if (workedOut === moment.at) return;
    workedOut = moment.at;
    const routes = routesFrom(core, edges, situation.down);
    for (const flow of flows.values()) Object.assign(flow, NO_FLOW);
    cutOff = new Set();
    for (const home of routed) {
      const nearest = nearestOf(home.nodes, routes);
      if (nearest === null) cutOff.add(home.site);
      else send(home.site, nearest, routes);
    }
  };

  return {
    isCutOff(site, moment) {
      workOut(moment);
      return cutOff.has(site);
    },
    traffic(link, moment) {
      workOut(moment);
      return flows.get(link) ?? NO_FLOW;
    },
  };
}

/** The node with the fewest hops to the core, null when none reaches it. */
function nearestOf(nodes: readonly string[], routes: ReadonlyMap<string, Hop>): string | null {
  let best: string | null = null;
  for (const id of nodes) {
    const hops = routes.get(id)?.hops;
    if (hops !== undefined && (best === null || hops < routes.get(best)!.hops)) best = id;
  }
  return best;
}

/** Fewest hops from the core over what is not down (breadth first; ties go to the link that comes first). */
function routesFrom(core: readonly string[], edges: readonly Edge[], down: ReadonlySet<string>): Map<string, Hop> {
  const reached = new Map<string, Hop>();
  for (const id of core) if (!down.has(id)) reached.set(id, { edge: null, nearer: id, hops: 0 });
  let frontier = [...reached.keys()];
  while (frontier.length > 0) {
    const next: string[] = [];
    for (const here of frontier) {
      for (const edge of edges) {
        const there = edge.from === here ? edge.to : edge.to === here ? edge.from : null;
        if (there === null || down.has(edge.id) || down.has(there) || reached.has(there)) continue;
        reached.set(there, { edge, nearer: here, hops: reached.get(here)!.hops + 1 });
        next.push(there);
      }
    }
    frontier = next;
  }
  return reached;
}
