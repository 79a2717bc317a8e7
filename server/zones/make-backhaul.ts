import { metresBetween } from '../../shared/geo/distance.ts';
import type { Position } from '../../shared/model/resource.ts';
import { AREAS, DATA_CENTRE } from './areas.ts';
import { type Ground, nearestM } from './ground.ts';
import { createRandom, type Random } from './random.ts';

const CORE_GBPS = 400;
const RING_GBPS = 100;
const SPACING_M = 350;

/** Aggregation rings with the areas that they serve: nodes per area. */
const RINGS: readonly (readonly (readonly [area: string, nodes: number])[])[] = [
  [
    ['station', 3],
    ['northwest', 2],
  ],
  [
    ['huoju', 2],
    ['core', 3],
  ],
  [
    ['north', 2],
    ['bay', 3],
  ],
  [
    ['east', 3],
    ['southeast', 2],
  ],
];

interface Node {
  /** As in the id of the resource: `core/c1`, `ring-2/n3`. */
  readonly id: string;
  readonly node: string;
  readonly ring: number;
  readonly position: Position;
}

/** Rows of backhaul.csv and backhaul-links.csv, what depends on what, and which node is nearest to a site. */
export function makeBackhaul(ground: Ground, seed: number) {
  const random = createRandom(seed, 'backhaul');
  const bay = AREAS.find(({ id }) => id === 'bay')!;
  const c1 = { id: 'core/c1', node: 'c1', ring: 0, position: DATA_CENTRE };
  const c2 = { id: 'core/c2', node: 'c2', ring: 0, position: ground.near(random, bay.centre, 300) };
  const rings = RINGS.map((areas, index) => placeRing(index + 1, areas, c1, ground, random));
  const nodes = [c1, c2, ...rings.flat()];
  const spans = [
    { link: 'l1', ring: 0, from: c1, to: c2, gbps: CORE_GBPS },
    ...rings.flatMap((ring, index) => spansOf(index + 1, [c1, ...ring, c2])),
  ];
  return {
    nodeRows: nodes.map(nodeRow),
    linkRows: spans.map(({ link, ring, from, to, gbps }) => ({
      link,
      ring,
      from: `backhaul-node/${from.id}`,
      to: `backhaul-node/${to.id}`,
      capacity_bps: gbps * 1e9,
      status: 'in_service',
      synthetic: 1,
    })),
    links: rings.flatMap((ring, index) => dependencies(index + 1, ring)),
    /** The aggregation node that serves a place: the nearest. */
    nodeFor: (position: Position): string => nearest(position, rings.flat()).id,
  };
}

/** Nodes of a ring in the order of the cable: from the first core node always on to the nearest that is left. */
function placeRing(
  ring: number,
  areas: readonly (readonly [string, number])[],
  core: Node,
  ground: Ground,
  random: Random,
): readonly Node[] {
  const left: Position[] = [];
  for (const [id, count] of areas) {
    const { centre, spreadM } = AREAS.find((area) => area.id === id)!;
    for (let placed = 0; placed < count; ) {
      const position = ground.near(random, centre, spreadM * 0.7);
      if (nearestM(position, left) < SPACING_M) continue;
      left.push(position);
      placed++;
    }
  }
  const ordered: Node[] = [];
  for (let at = core.position; left.length > 0; ) {
    at = left.reduce((best, each) => (metresBetween(at, each) < metresBetween(at, best) ? each : best));
    left.splice(left.indexOf(at), 1);
    const node = `n${ordered.length + 1}`;
    ordered.push({ id: `ring-${ring}/${node}`, node, ring, position: at });
  }
  return ordered;
}

function spansOf(ring: number, chain: readonly Node[]) {
  return chain.slice(1).map((to, index) => ({ link: `l${index + 1}`, ring, from: chain[index]!, to, gbps: RING_GBPS }));
}

/**
 * The path that each node uses while nothing is cut: its link towards the nearer end of the ring, and that link's next
 * node. The link in the middle protects; which way remains after a cut is for the ends of the links to say.
 */
function dependencies(ring: number, nodes: readonly Node[]): readonly (readonly [string, string])[] {
  const middle = Math.ceil(nodes.length / 2);
  return nodes.flatMap(({ id }, index) => {
    const first = index < middle;
    const link = `backhaul-link/ring-${ring}/l${first ? index + 1 : index + 2}`;
    const next = (first ? nodes[index - 1] : nodes[index + 1])?.id ?? (first ? 'core/c1' : 'core/c2');
    return [[`backhaul-node/${id}`, link] as const, [link, `backhaul-node/${next}`] as const];
  });
}

function nodeRow({ node, ring, position }: Node) {
  return {
    node,
    ring,
    lat: position.lat.toFixed(5),
    lon: position.lon.toFixed(5),
    name_zh: ring === 0 ? `核心节点 ${node.toUpperCase()}` : `${ring} 环汇聚节点 ${node.toUpperCase()}`,
    name_en: ring === 0 ? `Core node ${node.toUpperCase()}` : `Ring ${ring}, aggregation node ${node.toUpperCase()}`,
    status: 'in_service',
    synthetic: 1,
  };
}

function nearest(position: Position, nodes: readonly Node[]): Node {
  return nodes.reduce((best, node) =>
    metresBetween(position, node.position) < metresBetween(position, best.position) ? node : best,
  );
}
