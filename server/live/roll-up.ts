import type { Derivation } from '../../shared/metrics/metric.ts';
import type { ResourceKind } from '../../shared/model/resource.ts';
import {
  BAD,
  type Columns,
  FRESHNESS_SHIFT,
  GOOD,
  LIVE,
  NONE,
  QUALITY_MASK,
  SAMPLE_MASK,
  SIMULATED_BIT,
  STALE,
} from './columns.ts';
import { isUsable, PARTIAL, type Step, worseQuality } from './derive.ts';
import { type LaidOut, type Layout, metricNumber } from './layout.ts';
import { createSeriesSet } from './series-set.ts';
import { emptyDerived, type Writer } from './writer.ts';

type BelowDerivation = Extract<Derivation, { over: 'below' }>;

interface Output {
  readonly metric: number;
  readonly kind: ResourceKind;
  readonly derivation: BelowDerivation;
}

/**
 * Roll-ups of one input share one tree, since a phase is the sum of its halls: a node is a resource that shows a
 * roll-up of the input, its leaves are the input's series that no nearer node has. A change costs its nearest node and
 * one merge per level, not a walk over 20,000 racks per level.
 */
interface Node {
  readonly place: LaidOut;
  /** Expected input series; those of resources that need not report take no part. */
  leaves: Uint32Array;
  readonly below: Node[];
  above: Node | null;
  readonly outputs: { readonly series: number; readonly derivation: BelowDerivation }[];
  readonly stats: Stats;
}

/** What a node knows of everything below it. */
interface Stats {
  expected: number;
  /** Have ever had data. */
  heard: number;
  /** Are not stale. */
  fresh: number;
  /** Freshness of the freshest that took part. */
  freshness: number;
  /** Those whose number stands for now. */
  readonly now: Tally;
  /** Those that have a number at all, the last one kept through silence. */
  readonly known: Tally;
}

interface Tally {
  used: number;
  /** Used ones that equal the derivation's `equals`. */
  equal: number;
  sum: number;
  max: number;
  at: number;
  receivedAt: number;
  quality: number;
  source: number;
}

/** Derivations over everything below a resource: one step for each (input, equals). */
export function createRollUpSteps(layout: Layout, columns: Columns, writer: Writer): Step[] {
  const groups = new Map<string, Output[]>();
  layout.metrics.forEach((metric, number) => {
    const { derive } = metric;
    if (derive?.over !== 'below' || metricNumber(layout, derive.input) < 0) return;
    const key = `${derive.input} ${derive.equals ?? ''}`;
    const group = groups.get(key) ?? [];
    group.push({ metric: number, kind: metric.kind, derivation: derive });
    groups.set(key, group);
  });
  return [...groups.values()].map((outputs) => createRollUp(layout, columns, writer, outputs));
}

function createRollUp(layout: Layout, columns: Columns, writer: Writer, outputs: readonly Output[]): Step {
  const { input: inputId, equals } = outputs[0]!.derivation;
  const input = metricNumber(layout, inputId);
  const { nodes, nodeOf } = plant(layout, input, outputs);
  const dirty = createSeriesSet(nodes.length);
  const number = new Map(nodes.map((node, i) => [node, i]));
  return {
    inputs: [input],
    outputs: outputs.map((output) => output.metric),
    mark(series) {
      const node = nodeOf[layout.resourceOf[series]!]!;
      if (node >= 0) dirty.add(node);
    },
    run(now) {
      if (dirty.length === 0) return;
      const due = new Uint8Array(nodes.length);
      for (let i = 0; i < dirty.length; i++) due[dirty.get(i)] = 1;
      dirty.clear();
      // Nodes are ordered deepest first, so that what is below is done when a node is merged.
      for (let i = 0; i < nodes.length; i++) {
        if (due[i] === 0) continue;
        const node = nodes[i]!;
        gather(node, columns, equals);
        for (const { series, derivation } of node.outputs) write(columns, writer, series, derivation, node.stats, now);
        if (node.above !== null) due[number.get(node.above)!] = 1;
      }
    },
    forget() {
      dirty.clear();
      for (const { stats } of nodes) clear(stats);
    },
  };
}

/** Builds the tree: nodes deepest first, and for each resource the number of its nearest node or −1. */
function plant(layout: Layout, input: number, outputs: readonly Output[]): { nodes: Node[]; nodeOf: Int32Array } {
  const inputMetric = layout.metrics[input]!;
  const kinds = new Set(outputs.map((output) => output.kind));
  const byResource = new Map<number, Node>();
  const leaves = new Map<Node, number[]>();
  const ensure = (place: LaidOut): Node => {
    let node = byResource.get(place.index);
    if (node === undefined) {
      node = createNode(layout, place, outputs);
      byResource.set(place.index, node);
      leaves.set(node, []);
      const above = nearest(layout, place, kinds);
      if (above !== undefined) {
        node.above = ensure(above);
        node.above.below.push(node);
      }
    }
    return node;
  };

  const leafNode = new Map<number, Node>();
  for (const place of layout.resources) {
    if (place.resource.kind !== inputMetric.kind || !place.expected) continue;
    const above = nearest(layout, place, kinds);
    if (above === undefined) continue;
    const node = ensure(above);
    leaves.get(node)!.push(seriesOf(layout, place, input));
    leafNode.set(place.index, node);
  }
  const nodes = [...byResource.values()].sort((a, b) => depth(b) - depth(a));
  for (const node of nodes) node.leaves = Uint32Array.from(leaves.get(node)!);
  const nodeOf = new Int32Array(layout.resources.length).fill(-1);
  const number = new Map(nodes.map((node, i) => [node, i]));
  for (const [index, node] of leafNode) nodeOf[index] = number.get(node)!;
  return { nodes, nodeOf };
}

function createNode(layout: Layout, place: LaidOut, outputs: readonly Output[]): Node {
  return {
    place,
    leaves: new Uint32Array(0),
    below: [],
    above: null,
    outputs: outputs
      .filter((output) => output.kind === place.resource.kind)
      .map(({ metric, derivation }) => ({ series: seriesOf(layout, place, metric), derivation })),
    stats: emptyStats(),
  };
}

function nearest(layout: Layout, place: LaidOut, kinds: ReadonlySet<ResourceKind>): LaidOut | undefined {
  for (let at = place.parent; at >= 0; at = layout.resources[at]!.parent) {
    const above = layout.resources[at]!;
    if (kinds.has(above.resource.kind)) return above;
  }
  return undefined;
}

function seriesOf(layout: Layout, place: LaidOut, metric: number): number {
  return place.firstSeries + metric - layout.metricOf[place.firstSeries]!;
}

function depth(node: Node): number {
  return node.above === null ? 0 : depth(node.above) + 1;
}

function emptyStats(): Stats {
  return { expected: 0, heard: 0, fresh: 0, freshness: STALE, now: emptyTally(), known: emptyTally() };
}

function emptyTally(): Tally {
  return { used: 0, equal: 0, sum: 0, max: 0, at: 0, receivedAt: 0, quality: GOOD, source: 0 };
}

function clear(stats: Stats): void {
  stats.expected = 0;
  stats.heard = 0;
  stats.fresh = 0;
  stats.freshness = STALE;
  for (const tally of [stats.now, stats.known]) {
    tally.used = 0;
    tally.equal = 0;
    tally.sum = 0;
    tally.max = 0;
    tally.at = 0;
    tally.receivedAt = 0;
    tally.quality = GOOD;
    tally.source = 0;
  }
}

function gather({ leaves, below, stats }: Node, columns: Columns, equals: number | undefined): void {
  clear(stats);
  const { flags } = columns;
  stats.expected = leaves.length;
  for (let i = 0; i < leaves.length; i++) {
    const s = leaves[i]!;
    const leafFlags = flags[s]!;
    if ((leafFlags & QUALITY_MASK) === NONE) continue;
    stats.heard++;
    const freshness = (leafFlags >> FRESHNESS_SHIFT) & 3;
    if (freshness !== STALE) stats.fresh++;
    if ((leafFlags & QUALITY_MASK) === BAD) continue;
    count(stats.known, columns, s, equals);
    if (!isUsable(leafFlags)) continue;
    count(stats.now, columns, s, equals);
    if (freshness < stats.freshness) stats.freshness = freshness;
  }
  for (const child of below) merge(stats, child.stats);
}

function count(tally: Tally, { value, at, receivedAt, flags, source }: Columns, s: number, equals?: number): void {
  const leaf = value[s]!;
  const first = tally.used++ === 0;
  if (first || leaf > tally.max) tally.max = leaf;
  if (first) tally.source = source[s]!;
  tally.sum += leaf;
  if (leaf === equals) tally.equal++;
  if (at[s]! > tally.at) tally.at = at[s]!;
  if (receivedAt[s]! > tally.receivedAt) tally.receivedAt = receivedAt[s]!;
  tally.quality = worseQuality(tally.quality, flags[s]! & SAMPLE_MASK);
}

function merge(into: Stats, from: Stats): void {
  into.expected += from.expected;
  into.heard += from.heard;
  into.fresh += from.fresh;
  into.freshness = Math.min(into.freshness, from.freshness);
  mergeTally(into.now, from.now);
  mergeTally(into.known, from.known);
}

function mergeTally(into: Tally, from: Tally): void {
  if (from.used === 0) return;
  if (into.used === 0 || from.max > into.max) into.max = from.max;
  if (into.used === 0) into.source = from.source;
  into.used += from.used;
  into.sum += from.sum;
  into.equal += from.equal;
  into.at = Math.max(into.at, from.at);
  into.receivedAt = Math.max(into.receivedAt, from.receivedAt);
  into.quality = worseQuality(into.quality, from.quality);
}

const result = emptyDerived();

function write(
  columns: Columns,
  writer: Writer,
  series: number,
  derivation: BelowDerivation,
  stats: Stats,
  now: number,
): void {
  if (stats.heard === 0) return;
  const { aggregate, equals } = derivation;
  const tally = stats.now.used > 0 ? stats.now : stats.known;
  if (aggregate === 'count' && equals === undefined) {
    // How many report is itself the statement about silence: it is complete and true when all are silent.
    result.value = stats.fresh;
    result.at = stats.now.used > 0 ? tally.at : now;
    result.quality = stats.now.used > 0 ? worseQuality(GOOD, tally.quality & ~QUALITY_MASK) : GOOD;
    result.freshness = LIVE;
  } else if (tally.used === 0) {
    if ((columns.flags[series]! & QUALITY_MASK) !== NONE) writer.silent(series);
    return;
  } else {
    // A sum keeps the last number of who fell silent: without it a load would seem to fall with every lost sensor.
    result.value = aggregate === 'sum' ? stats.known.sum : numberOf(aggregate, tally);
    result.at = tally.at;
    const complete = stats.now.used === stats.expected;
    result.quality = complete ? tally.quality : worseQuality(tally.quality & ~QUALITY_MASK, PARTIAL);
    if (aggregate === 'sum') result.quality |= stats.known.quality & SIMULATED_BIT;
    // As fresh as its freshest part, and `partial` says that others are older; all silent: the last of all, stale.
    result.freshness = stats.freshness;
  }
  result.receivedAt = tally.receivedAt;
  result.source = tally.source;
  result.origin = 0;
  writer.derived(series, result);
}

function numberOf(aggregate: BelowDerivation['aggregate'], { used, equal, sum, max }: Tally): number {
  switch (aggregate) {
    case 'max':
      return max;
    case 'mean':
      return sum / used;
    case 'sum':
      return sum;
    case 'count':
      return equal;
    case 'share':
      return (100 * equal) / used;
  }
}
