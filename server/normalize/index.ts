import type {
  Clock,
  Inventory,
  JournalRecord,
  MappingRule,
  Normalizer,
  SampleRecord,
  SeriesName,
  SourcePolicies,
} from '../ports.ts';
import { freeYoung } from '../young-garbage.ts';
import { BatchNormalizer } from './batch.ts';
import { decodeState, encodeState } from './checkpoint.ts';
import { BatchIdentities, NewestSamples } from './duplicates.ts';
import { COUNTER, GAUGE, OVER_LIMIT, UNMAPPED } from './handles.ts';
import { createMapping } from './mapping.ts';
import { NormalizedSource } from './source.ts';
import { Takeover } from './takeover.ts';

/** A counter's pause longer than this many intervals is a gap, but never less than the floor. */
const GAP_INTERVALS = 3;
const GAP_FLOOR_MS = 60_000;
/** A source is silent about a series after so many intervals: what live calls stale. */
const STALE_INTERVALS = 3;
const SPEED_MARGIN = 1.02;

export interface NormalizerOptions {
  readonly inventory: Inventory;
  readonly clock: Clock;
  /** Makes a record durable and live; `applied` has seen it when this resolves. Throws Refused. */
  readonly commit: (record: SampleRecord) => Promise<void>;
  /** Resolves when everything committed so far is durable. */
  readonly barrier: () => Promise<void>;
  /** Expected interval per series, ms; a rule that names an interval writes it here when its series is first seen. */
  readonly intervals?: Float64Array;
  /** Where the resources that real sources have taken over are kept. */
  readonly takeoverFile: string;
  /** What sources may send; without it nothing is limited. */
  readonly policies?: SourcePolicies;
}

/**
 * The stage between doors and journal: names to series by mapping, counters to rates, quality, clock rules, repeats,
 * and which resources the simulator has yielded. Its memory (newest samples, bases, identities, takeovers) moves only in
 * `applied`, with what is durable, so that live and replayed runs come to the same state and a refused batch leaves none.
 */
export function createNormalizer(options: NormalizerOptions): Normalizer {
  const { inventory, clock } = options;
  const { seriesCount } = inventory.dictionary;
  const sources = new Map<string, NormalizedSource>();
  const newest = new NewestSamples(seriesCount);
  const takeover = new Takeover({
    file: options.takeoverFile,
    seriesCount,
    resourceOf: (series) => inventory.resourceOf(series).id,
    silenceMs: (series) => STALE_INTERVALS * (options.intervals?.[series] || inventory.metricOf(series).intervalMs),
    priority: inventory.sourcePriority ?? [],
    startedAt: clock(),
  });
  const describe = (series: number) => `${inventory.resourceOf(series).id} ${inventory.metricOf(series).id}`;
  const surroundings = {
    seriesCount,
    clock,
    takeover,
    batches: new BatchNormalizer(newest, takeover, describe),
    commit: options.commit,
    barrier: options.barrier,
    resolve: createResolver(inventory, options.intervals, clock),
    policyOf: (source: string) => options.policies?.of(source) ?? null,
  };

  function ensure(id: string, simulated: boolean): NormalizedSource {
    const known = sources.get(id);
    if (known) return known;
    const source = new NormalizedSource(id, simulated, surroundings);
    sources.set(id, source);
    return source;
  }

  function applied(record: JournalRecord): void {
    if (record.type !== 'samples') return;
    const source = ensure(record.source, record.simulated);
    source.lastReceivedAt = Math.max(source.lastReceivedAt ?? 0, record.receivedAt);
    newest.applied(record);
    takeover.applied(record);
    if (record.identity) source.identities.add(BatchIdentities.key(record.identity));
    if (!record.bases) return;
    const { series, at, raw } = record.bases;
    for (let i = 0; i < series.length; i++) source.counters.restore(series[i]!, at[i]!, raw[i]!);
  }

  function save(): Uint8Array {
    const bytes = encodeState({
      version: inventory.version,
      takeovers: takeover.pending(),
      newest: newest.columns(),
      sources: [...sources.values()].map((source) => ({
        id: source.id,
        protocol: source.protocol,
        simulated: source.simulated,
        lastReceivedAt: source.lastReceivedAt,
        identities: source.identities.keys(),
        bases: source.counters.bases(),
      })),
    });
    freeYoung();
    return bytes;
  }

  function load(bytes: Uint8Array): void {
    const state = decodeState(bytes);
    const sameSeries = state.version === inventory.version;
    takeover.restore(state.takeovers);
    if (sameSeries) newest.restore(state.newest);
    for (const saved of state.sources) {
      const source = ensure(saved.id, saved.simulated);
      source.protocol ||= saved.protocol;
      source.lastReceivedAt = saved.lastReceivedAt;
      for (const key of saved.identities) source.identities.add(key);
      if (!sameSeries) continue;
      const { series, at, raw } = saved.bases;
      for (let i = 0; i < series.length; i++) source.counters.restore(series[i]!, at[i]!, raw[i]!);
    }
  }

  return {
    source(id, protocol, simulated = false) {
      const source = ensure(id, simulated);
      source.protocol = protocol;
      return source;
    },
    sources() {
      for (const id of options.policies?.expected() ?? []) ensure(id, false);
      return [...sources.values()].map((source) => source.view(clock()));
    },
    overRate: (id) => sources.get(id)?.overRate() ?? null,
    applied,
    save,
    load,
  };
}

/** Above which a rate in bit/s cannot be true: the speed of its link and a little for clocks that differ. */
function mostOf(inventory: Inventory, series: number): number {
  const speed = inventory.resourceOf(series).attributes.get('capacity_bps');
  const isTraffic = inventory.metricOf(series).unit === 'bit/s';
  return isTraffic && typeof speed === 'number' ? SPEED_MARGIN * speed : Number.POSITIVE_INFINITY;
}

/** Gives a name its handle at first sight: one per unmapped name and one per (rule, series), so handles are bounded. */
function createResolver(
  inventory: Inventory,
  intervals: Float64Array | undefined,
  clock: Clock,
): (source: NormalizedSource, name: SeriesName) => number {
  const map = createMapping(inventory);
  const ruleNumber = new Map<MappingRule | null, number>([[null, 0]]);
  for (const rule of inventory.mapping) ruleNumber.set(rule, ruleNumber.size);

  function addUnmapped(source: NormalizedSource, name: string, example: string): number {
    const group = source.tally.unmappedGroup(name, example);
    const key = `unmapped ${group}`;
    const known = source.known.get(key);
    if (known !== undefined) return known;
    const nothing = { series: 0, scale: 0, low: 0, high: 0, maxGapMs: 0, most: 0, states: null };
    const handle = source.handles.add({ kind: UNMAPPED, slot: group, ...nothing });
    source.known.set(key, handle);
    return handle;
  }

  function addMapped(source: NormalizedSource, series: number, rule: MappingRule | null): number {
    const metric = inventory.metricOf(series);
    if (intervals && rule?.intervalMs) intervals[series] = rule.intervalMs;
    const intervalMs = rule?.intervalMs ?? intervals?.[series] ?? metric.intervalMs;
    const counter = rule?.type === 'counter';
    const kind = counter ? COUNTER : GAUGE;
    const admitted = source.newSeries.admit(series, source.limits, clock());
    source.resources.add(inventory.resourceOf(series).id);
    const handle = source.handles.add({
      kind: admitted ? kind : OVER_LIMIT,
      series,
      scale: rule?.scale ?? 1,
      low: metric.range[0],
      high: metric.range[1],
      maxGapMs: counter ? Math.max(GAP_INTERVALS * intervalMs, GAP_FLOOR_MS) : 0,
      most: counter ? mostOf(inventory, series) : Number.POSITIVE_INFINITY,
      slot: counter ? source.counters.slot(series) : 0,
      states: rule?.states ?? null,
    });
    if (!admitted) source.newSeries.wait({ handle, series, kind });
    return handle;
  }

  return (source, name) => {
    const target = map(name);
    if (!target.mapped) return addUnmapped(source, target.name, target.example);
    const { series, rule } = target;
    const number = ruleNumber.get(rule) ?? 0;
    // Nearly every series is led to by one rule: columns hold that, and the Map what other rules lead to.
    const key = number * inventory.dictionary.seriesCount + series;
    const known = source.series.get(series, number) ?? source.known.get(key);
    if (known !== undefined) return known;
    const handle = addMapped(source, series, rule);
    if (!source.series.set(series, number, handle)) source.known.set(key, handle);
    return handle;
  };
}
