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
 * one merge per level, not a walk over 20,000 racks per level. A zone has ten thousand nodes per input: they are columns.
 */
interface Tree {
  /** Deepest first, so that what is below is done when a node is merged. */
  readonly places: readonly LaidOut[];
  /** Number of the node above, −1 at the top. */
  readonly above: Int32Array;
  /** Nodes right below a node. */
  readonly below: Rows;
  /** Expected input series of a node; those of resources that need not report take no part. */
  readonly leaves: Rows;
  /** Per resource: number of its nearest node or −1. */
  readonly nodeOf: Int32Array;
}

/** Lists of numbers, one after the other: row i is [from[i], from[i + 1]) of `numbers`. */
interface Rows {
  readonly from: Uint32Array;
  readonly numbers: Uint32Array;
}

/** What a node knows of everything below it, as fields of its row of numbers. */
const EXPECTED = 0;
/** Have ever had data. */
const HEARD = 1;
/** Are not stale. */
const FRESH = 2;
/** Freshness of the freshest that took part. */
const FRESHNESS = 3;
/** Tally of those whose number stands for now. */
const NOW = 4;
/** Tally of those that have a number at all, the last one kept through silence. */
const KNOWN = 12;
const FIELDS = 20;

// Fields of a tally.
const USED = 0;
/** Used ones that equal the derivation's `equals`. */
const EQUAL = 1;
const SUM = 2;
const MAX = 3;
const AT = 4;
const RECEIVED_AT = 5;
const QUALITY = 6;
const SOURCE = 7;

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
  const tree = plant(layout, input, outputs);
  const count = tree.places.length;
  const stats = new Float64Array(count * FIELDS);
  const due = new Uint8Array(count);
  const dirty = createSeriesSet(count);
  for (let node = 0; node < count; node++) clear(stats, node * FIELDS);
  return {
    inputs: [input],
    outputs: outputs.map((output) => output.metric),
    mark(series) {
      const node = tree.nodeOf[layout.resourceOf[series]!]!;
      if (node >= 0) dirty.add(node);
    },
    run(now) {
      if (dirty.length === 0) return;
      due.fill(0);
      for (let i = 0; i < dirty.length; i++) due[dirty.get(i)] = 1;
      dirty.clear();
      for (let node = 0; node < count; node++) {
        if (due[node] === 0) continue;
        gather(tree, node, stats, columns, equals);
        const place = tree.places[node]!;
        for (const { metric, kind, derivation } of outputs) {
          if (kind !== place.resource.kind) continue;
          write(columns, writer, seriesOf(layout, place, metric), derivation, stats, node * FIELDS, now);
        }
        const above = tree.above[node]!;
        if (above >= 0) due[above] = 1;
      }
    },
    forget() {
      dirty.clear();
      for (let node = 0; node < count; node++) clear(stats, node * FIELDS);
    },
  };
}

function plant(layout: Layout, input: number, outputs: readonly Output[]): Tree {
  const inputMetric = layout.metrics[input]!;
  const kinds = new Set(outputs.map((output) => output.kind));
  const leavesOf = new Map<LaidOut, number[]>();
  const nearestOf = new Map<number, LaidOut>();
  const ensure = (place: LaidOut): number[] => {
    let leaves = leavesOf.get(place);
    if (leaves === undefined) {
      leaves = [];
      leavesOf.set(place, leaves);
      const above = nearest(layout, place, kinds);
      if (above !== undefined) ensure(above);
    }
    return leaves;
  };
  for (const place of layout.resources) {
    if (place.resource.kind !== inputMetric.kind || !place.expected) continue;
    const above = nearest(layout, place, kinds);
    if (above === undefined) continue;
    ensure(above).push(seriesOf(layout, place, input));
    nearestOf.set(place.index, above);
  }

  const depth = (place: LaidOut): number => {
    const above = nearest(layout, place, kinds);
    return above === undefined ? 0 : depth(above) + 1;
  };
  const depths = new Map([...leavesOf.keys()].map((place) => [place, depth(place)]));
  const places = [...leavesOf.keys()].sort((a, b) => depths.get(b)! - depths.get(a)!);
  const number = new Map(places.map((place, node) => [place, node]));
  const above = Int32Array.from(places, (place) => {
    const next = nearest(layout, place, kinds);
    return next === undefined ? -1 : number.get(next)!;
  });
  const below: number[][] = places.map(() => []);
  above.forEach((parent, node) => {
    if (parent >= 0) below[parent]!.push(node);
  });
  const nodeOf = new Int32Array(layout.resources.length).fill(-1);
  for (const [index, place] of nearestOf) nodeOf[index] = number.get(place)!;
  return { places, above, below: rowsOf(below), leaves: rowsOf(places.map((place) => leavesOf.get(place)!)), nodeOf };
}

function rowsOf(lists: readonly (readonly number[])[]): Rows {
  const from = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => {
    from[i + 1] = from[i]! + list.length;
  });
  return { from, numbers: Uint32Array.from(lists.flat()) };
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

function clear(stats: Float64Array, row: number): void {
  stats.fill(0, row, row + FIELDS);
  stats[row + FRESHNESS] = STALE;
  stats[row + NOW + QUALITY] = GOOD;
  stats[row + KNOWN + QUALITY] = GOOD;
}

function gather(tree: Tree, node: number, stats: Float64Array, columns: Columns, equals: number | undefined): void {
  const row = node * FIELDS;
  clear(stats, row);
  const { from, numbers } = tree.leaves;
  const end = from[node + 1]!;
  stats[row + EXPECTED] = end - from[node]!;
  for (let i = from[node]!; i < end; i++) {
    const s = numbers[i]!;
    const leafFlags = columns.flags[s]!;
    if ((leafFlags & QUALITY_MASK) === NONE) continue;
    stats[row + HEARD]!++;
    const freshness = (leafFlags >> FRESHNESS_SHIFT) & 3;
    if (freshness !== STALE) stats[row + FRESH]!++;
    if ((leafFlags & QUALITY_MASK) === BAD) continue;
    count(stats, row + KNOWN, columns, s, equals);
    if (!isUsable(leafFlags)) continue;
    count(stats, row + NOW, columns, s, equals);
    if (freshness < stats[row + FRESHNESS]!) stats[row + FRESHNESS] = freshness;
  }
  const { from: first, numbers: children } = tree.below;
  for (let i = first[node]!; i < first[node + 1]!; i++) merge(stats, row, children[i]! * FIELDS);
}

function count(stats: Float64Array, tally: number, columns: Columns, s: number, equals?: number): void {
  const { value, at, receivedAt, flags, source } = columns;
  const leaf = value[s]!;
  const first = stats[tally + USED] === 0;
  stats[tally + USED]!++;
  if (first || leaf > stats[tally + MAX]!) stats[tally + MAX] = leaf;
  if (first) stats[tally + SOURCE] = source[s]!;
  stats[tally + SUM]! += leaf;
  if (leaf === equals) stats[tally + EQUAL]!++;
  if (at[s]! > stats[tally + AT]!) stats[tally + AT] = at[s]!;
  if (receivedAt[s]! > stats[tally + RECEIVED_AT]!) stats[tally + RECEIVED_AT] = receivedAt[s]!;
  stats[tally + QUALITY] = worseQuality(stats[tally + QUALITY]!, flags[s]! & SAMPLE_MASK);
}

function merge(stats: Float64Array, into: number, from: number): void {
  stats[into + EXPECTED]! += stats[from + EXPECTED]!;
  stats[into + HEARD]! += stats[from + HEARD]!;
  stats[into + FRESH]! += stats[from + FRESH]!;
  stats[into + FRESHNESS] = Math.min(stats[into + FRESHNESS]!, stats[from + FRESHNESS]!);
  mergeTally(stats, into + NOW, from + NOW);
  mergeTally(stats, into + KNOWN, from + KNOWN);
}

function mergeTally(stats: Float64Array, into: number, from: number): void {
  if (stats[from + USED] === 0) return;
  const first = stats[into + USED] === 0;
  if (first || stats[from + MAX]! > stats[into + MAX]!) stats[into + MAX] = stats[from + MAX]!;
  if (first) stats[into + SOURCE] = stats[from + SOURCE]!;
  stats[into + USED]! += stats[from + USED]!;
  stats[into + SUM]! += stats[from + SUM]!;
  stats[into + EQUAL]! += stats[from + EQUAL]!;
  stats[into + AT] = Math.max(stats[into + AT]!, stats[from + AT]!);
  stats[into + RECEIVED_AT] = Math.max(stats[into + RECEIVED_AT]!, stats[from + RECEIVED_AT]!);
  stats[into + QUALITY] = worseQuality(stats[into + QUALITY]!, stats[from + QUALITY]!);
}

const result = emptyDerived();

function write(
  columns: Columns,
  writer: Writer,
  series: number,
  { aggregate, equals }: BelowDerivation,
  stats: Float64Array,
  row: number,
  now: number,
): void {
  if (stats[row + HEARD] === 0) return;
  const current = stats[row + NOW + USED]!;
  const tally = row + (current > 0 ? NOW : KNOWN);
  const quality = stats[tally + QUALITY]!;
  if (aggregate === 'count' && equals === undefined) {
    // How many report is itself the statement about silence: it is complete and true when all are silent.
    result.value = stats[row + FRESH]!;
    result.at = current > 0 ? stats[tally + AT]! : now;
    result.quality = current > 0 ? worseQuality(GOOD, quality & ~QUALITY_MASK) : GOOD;
    result.freshness = LIVE;
  } else if (stats[tally + USED] === 0) {
    if ((columns.flags[series]! & QUALITY_MASK) !== NONE) writer.silent(series);
    return;
  } else {
    // A sum keeps the last number of who fell silent: without it a load would seem to fall with every lost sensor.
    result.value = aggregate === 'sum' ? stats[row + KNOWN + SUM]! : numberOf(aggregate, stats, tally);
    result.at = stats[tally + AT]!;
    const complete = current === stats[row + EXPECTED];
    result.quality = complete ? quality : worseQuality(quality & ~QUALITY_MASK, PARTIAL);
    if (aggregate === 'sum') result.quality |= stats[row + KNOWN + QUALITY]! & SIMULATED_BIT;
    // As fresh as its freshest part, and `partial` says that others are older; all silent: the last of all, stale.
    result.freshness = stats[row + FRESHNESS]!;
  }
  result.receivedAt = stats[tally + RECEIVED_AT]!;
  result.source = stats[tally + SOURCE]!;
  result.origin = 0;
  writer.derived(series, result);
}

function numberOf(aggregate: BelowDerivation['aggregate'], stats: Float64Array, tally: number): number {
  const used = stats[tally + USED]!;
  switch (aggregate) {
    case 'max':
      return stats[tally + MAX]!;
    case 'mean':
      return stats[tally + SUM]! / used;
    case 'sum':
      return stats[tally + SUM]!;
    case 'count':
      return stats[tally + EQUAL]!;
    case 'share':
      return (100 * stats[tally + EQUAL]!) / used;
  }
}
