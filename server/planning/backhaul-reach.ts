import { isHeard } from '../../shared/model/sample.ts';
import type { Inventory, LiveState } from '../ports.ts';

/** What has cut a site off from the core: the nearest node or link that is down. */
export interface Obstacle {
  readonly id: string;
  /** Source time at which it was first heard to be down, UTC ms. */
  readonly since: number;
}

export type BackhaulReach = (site: string) => Obstacle | null;

interface Edge {
  readonly link: string;
  readonly to: string;
}

const DOWN = 0;
const CORE_RING = 0;

/**
 * The transport network as live state has it. A site is cut off when none of its nodes reaches a node of ring 0 over
 * nodes and links that are up: a ring that is broken once still carries everybody. A site without nodes is never cut off.
 */
export function createBackhaulReach(inventory: Inventory, live: LiveState): () => BackhaulReach {
  const edges = new Map<string, Edge[]>();
  const connect = (from: string, link: string, to: string): void => {
    edges.set(from, [...(edges.get(from) ?? []), { link, to }]);
  };
  const links = inventory.ofKind('backhaul-link');
  for (const { id, attributes } of links) {
    const [from, to] = [String(attributes.get('from') ?? ''), String(attributes.get('to') ?? '')];
    connect(from, id, to);
    connect(to, id, from);
  }
  const nodes = inventory.ofKind('backhaul-node');
  const core = new Set(nodes.filter(({ attributes }) => attributes.get('ring') === CORE_RING).map(({ id }) => id));
  const nodesOf = new Map<string, string[]>();
  for (const { from, to, role } of inventory.links) {
    if (role === 'transport' && to.startsWith('backhaul-node/')) nodesOf.set(from, [...(nodesOf.get(from) ?? []), to]);
  }
  const watched = [...nodes, ...links].map(({ id, kind }) => ({
    id,
    series: inventory.series(id, `${kind}.operational-state`),
  }));

  const down = new Map<string, number>();

  return () => {
    for (const { id, series } of watched) {
      const isDown = series >= 0 && isHeard(live.flags[series]!) && live.value[series] === DOWN;
      if (!isDown) down.delete(id);
      else if (!down.has(id)) down.set(id, live.at[series]!);
    }
    const answers = new Map<string, Obstacle | null>();
    return (site) => {
      const homes = nodesOf.get(site) ?? [];
      if (down.size === 0 || homes.length === 0) return null;
      const key = homes.join();
      let answer = answers.get(key);
      if (answer === undefined) {
        answer = obstacleOf(homes, edges, core, down);
        answers.set(key, answer);
      }
      return answer;
    };
  };
}

/** Null when a core node is reached, else the first thing that is down on the way, breadth first. */
function obstacleOf(
  homes: readonly string[],
  edges: ReadonlyMap<string, readonly Edge[]>,
  core: ReadonlySet<string>,
  down: ReadonlyMap<string, number>,
): Obstacle | null {
  const seen = new Set(homes);
  const queue = [...homes];
  const met: string[] = [];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    if (down.has(node)) {
      met.push(node);
      continue;
    }
    if (core.has(node)) return null;
    for (const { link, to } of edges.get(node) ?? []) {
      if (down.has(link)) {
        met.push(link);
        continue;
      }
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  // Cut off only since the last of them went down.
  return met.length === 0 ? null : { id: met[0]!, since: Math.max(...met.map((id) => down.get(id)!)) };
}
