import { metricsOf } from '../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { RESOURCE_KINDS, type Resource, type ResourceKind } from '../../shared/model/resource.ts';
import type { Inventory, LiveState } from '../ports.ts';

const NONE = 0;
const BAD = 3;
const QUALITY_MASK = 0x3;
const SIMULATED_BIT = 0x20;
/** Stale beyond so many intervals: design.md §5. */
const STALE_INTERVALS = 3;

/** The columns of live state that only journal records change: the same after a replay. Never freshness or severity. */
export type SentColumns = Pick<LiveState, 'value' | 'at' | 'flags' | 'source' | 'sourceNames'>;

/** All series of a metric: that of the resource with ordinal i is `first + i · stride`. */
export interface Block {
  readonly first: number;
  readonly stride: number;
  readonly count: number;
  /** Place of the kind's first resource in `resources`. */
  readonly firstPlace: number;
}

/**
 * What has been read, as of journal time, by place (a resource's number over all kinds) and metric. Values of sent series
 * come from live's columns; values derived within a resource are worked out here, since live does that by the clock.
 */
export interface Readings {
  /** Journal time, UTC ms. */
  readonly now: number;
  readonly resources: readonly Resource[];
  readonly seriesCount: number;
  readonly placeOfSeries: Uint32Array;
  readonly metricOfSeries: Uint16Array;
  readonly metrics: readonly MetricDefinition[];
  place(id: string): number;
  parent(place: number): number;
  children(place: number): readonly number[];
  block(metric: string): Block | null;
  /** Series number, −1 where the kind of the resource has no such metric. */
  series(place: number, metric: string): number;
  /** The series has a number that may stand for now. */
  fresh(series: number): boolean;
  /** The series was ever heard. */
  heard(series: number): boolean;
  simulated(series: number): boolean;
  /** For loops over a kind: reads without making anything. */
  reader(metric: string): Reader;
  /** Number of a sent or self-derived metric that stands for now; NaN where none does. */
  number(place: number, metric: string): number;
  /** Source time of that number, UTC ms; 0 where there is none. */
  at(place: number, metric: string): number;
  /** Sent series that a metric of a resource is made of. */
  evidence(place: number, metric: string): readonly number[];
  staleMs(series: number): number;
  /** When a series is stale if nothing more is heard of it, UTC ms. */
  staleAt(series: number): number;
}

/** Reads one metric of one resource after another. `at` and `simulated` are of the last that was read. */
export interface Reader {
  /** NaN where no number stands for now, or the resource is of another kind. */
  of(place: number): number;
  /** Source time of the newest sample that took part, UTC ms. */
  readonly at: number;
  /** One that took part was invented. */
  readonly simulated: boolean;
}

const NOTHING: Reader = { of: () => Number.NaN, at: 0, simulated: false };

/**
 * A sent metric, or one derived within its resource (largest, sum, ratio of the largest to an attribute). Where a real
 * source writes, what the simulator left beside it says nothing any more.
 */
function createReader(
  metric: MetricDefinition,
  resources: readonly Resource[],
  firstPlace: number,
  { dictionary }: Inventory,
  { value, at, flags }: SentColumns,
  clock: { readonly now: number },
  staleMs: number,
): Reader {
  const { derive } = metric;
  if (derive !== undefined && (derive.over !== 'self' || derive.aggregate === 'quotient')) return NOTHING;
  const { base, count, metrics } = dictionary.kinds.get(metric.kind)!;
  const width = metrics.length;
  const offsets = (derive?.inputs ?? [metric.id]).map((id) => metrics.findIndex((one) => one.id === id));
  const isSum = derive?.aggregate === 'sum';
  const result = { at: 0, simulated: false };

  const gather = (first: number, realOnly: boolean): number => {
    let number = Number.NaN;
    result.at = 0;
    result.simulated = false;
    for (const offset of offsets) {
      const s = first + offset;
      const grade = flags[s]! & QUALITY_MASK;
      if (grade === NONE || grade === BAD || clock.now - at[s]! > staleMs) continue;
      const invented = (flags[s]! & SIMULATED_BIT) !== 0;
      if (realOnly && invented) continue;
      if (invented) result.simulated = true;
      if (at[s]! > result.at) result.at = at[s]!;
      if (Number.isNaN(number)) number = value[s]!;
      else if (isSum) number += value[s]!;
      else if (value[s]! > number) number = value[s]!;
    }
    return number;
  };

  return {
    get at() {
      return result.at;
    },
    get simulated() {
      return result.simulated;
    },
    of(place) {
      const ordinal = place - firstPlace;
      if (ordinal < 0 || ordinal >= count) return Number.NaN;
      const first = base + ordinal * width;
      let number = gather(first, offsets.length > 1);
      if (Number.isNaN(number) && offsets.length > 1) number = gather(first, false);
      if (derive?.over !== 'self' || derive.aggregate !== 'ratio') return number;
      const whole = resources[place]!.attributes.get(derive.attribute);
      return typeof whole === 'number' && whole > 0 ? (100 * number) / whole : Number.NaN;
    },
  };
}

export function createReadings(inventory: Inventory, columns: SentColumns, clock: { readonly now: number }): Readings {
  const { dictionary } = inventory;
  const resources = RESOURCE_KINDS.flatMap((kind) => inventory.ofKind(kind));
  const places = new Map(resources.map((resource, place) => [resource.id, place]));
  const firstPlace = new Map<ResourceKind, number>();
  for (const kind of RESOURCE_KINDS) {
    const first = inventory.ofKind(kind)[0];
    if (first !== undefined) firstPlace.set(kind, places.get(first.id)!);
  }
  const metrics = RESOURCE_KINDS.flatMap((kind) => (firstPlace.has(kind) ? metricsOf(kind) : []));
  const numbers = new Map(metrics.map((metric, number) => [metric.id, number]));
  const staleMsOf = staleByMetric(inventory, metrics);
  const metricOfSeries = new Uint16Array(dictionary.seriesCount);
  const placeOfSeries = new Uint32Array(dictionary.seriesCount);
  for (const { kind, base, count, metrics: own } of dictionary.kinds.values()) {
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < own.length; k++) {
        metricOfSeries[base + i * own.length + k] = numbers.get(own[k]!.id)!;
        placeOfSeries[base + i * own.length + k] = firstPlace.get(kind)! + i;
      }
    }
  }
  const parents = Int32Array.from(resources, ({ parent }) => (parent === null ? -1 : (places.get(parent) ?? -1)));
  const below: number[][] = resources.map(() => []);
  parents.forEach((parent, place) => {
    if (parent >= 0) below[parent]!.push(place);
  });

  const series = (place: number, metric: string): number => {
    const number = numbers.get(metric);
    const resource = resources[place];
    if (number === undefined || resource === undefined || metrics[number]!.kind !== resource.kind) return -1;
    const { base, metrics: own } = dictionary.kinds.get(resource.kind)!;
    return base + (place - firstPlace.get(resource.kind)!) * own.length + own.indexOf(metrics[number]!);
  };
  const heard = (s: number): boolean => s >= 0 && (columns.flags[s]! & QUALITY_MASK) !== NONE;
  const fresh = (s: number): boolean => {
    if (s < 0) return false;
    const grade = columns.flags[s]! & QUALITY_MASK;
    return grade !== NONE && grade !== BAD && clock.now - columns.at[s]! <= staleMsOf[metricOfSeries[s]!]!;
  };
  const simulated = (s: number): boolean => (columns.flags[s]! & SIMULATED_BIT) !== 0;

  const readers = new Map<string, Reader>();
  const reader = (metric: string): Reader => {
    let known = readers.get(metric);
    if (known === undefined) {
      const definition = metrics[numbers.get(metric) ?? -1];
      known =
        definition === undefined
          ? NOTHING
          : createReader(
              definition,
              resources,
              firstPlace.get(definition.kind)!,
              inventory,
              columns,
              clock,
              staleMsOf[numbers.get(metric)!]!,
            );
      readers.set(metric, known);
    }
    return known;
  };

  return {
    get now() {
      return clock.now;
    },
    resources,
    seriesCount: dictionary.seriesCount,
    placeOfSeries,
    metricOfSeries,
    metrics,
    place: (id) => places.get(id) ?? -1,
    parent: (place) => parents[place] ?? -1,
    children: (place) => below[place] ?? [],
    block(metric) {
      const number = numbers.get(metric);
      if (number === undefined) return null;
      const { kind } = metrics[number]!;
      const { base, count, metrics: own } = dictionary.kinds.get(kind)!;
      const first = base + own.indexOf(metrics[number]!);
      return { first, stride: own.length, count, firstPlace: firstPlace.get(kind)! };
    },
    series,
    fresh,
    heard,
    simulated,
    reader,
    number: (place, metric) => reader(metric).of(place),
    at(place, metric) {
      const known = reader(metric);
      return Number.isNaN(known.of(place)) ? 0 : known.at;
    },
    evidence(place, metric) {
      return sentInputs(metric)
        .map((id) => series(place, id))
        .filter((s) => s >= 0);
    },
    staleMs: (s) => staleMsOf[metricOfSeries[s]!]!,
    staleAt: (s) => columns.at[s]! + staleMsOf[metricOfSeries[s]!]!,
  };

  function sentInputs(metric: string): readonly string[] {
    const derive = metrics[numbers.get(metric) ?? -1]?.derive;
    return derive?.over === 'self' ? derive.inputs : [metric];
  }
}

/**
 * By metric, ms. The longest interval that a mapping rule of the pack gives it counts: what a sender of another interval
 * leaves in live's columns is not in the journal.
 */
function staleByMetric(inventory: Inventory, metrics: readonly MetricDefinition[]): Float64Array {
  const longest = new Map<string, number>();
  for (const { metric, intervalMs } of inventory.mapping) {
    if (intervalMs !== undefined) longest.set(metric, Math.max(intervalMs, longest.get(metric) ?? 0));
  }
  return Float64Array.from(
    metrics,
    ({ id, intervalMs }) => STALE_INTERVALS * Math.max(intervalMs, longest.get(id) ?? 0),
  );
}
