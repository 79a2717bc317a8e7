import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { JOURNAL_TICK_MS } from '../../shared/metrics/kept-interval.ts';
import { LATE_INTERVALS } from '../../shared/model/freshness.ts';
import type { SampleBatch } from '../../shared/model/sample.ts';
import type { WireError } from '../../shared/wire/events.ts';
import { PAST_EPOCH, type PastAttention } from '../../shared/wire/history.ts';
import {
  type Clock,
  type History,
  HistoryRefused,
  type HistoryTier,
  type Inventory,
  type LiveState,
  type StateAt,
} from '../ports.ts';
import { type Clusters, createClusters } from './clusters.ts';
import { createDrawn, type Drawn } from './drawn.ts';
import { createMoments } from './moments.ts';
import { readTile } from './places.ts';
import { createMembership, refusalOf } from './topics.ts';

const SECOND_MS = 1_000;
/** Each keeps 14 bytes a series. */
const MOMENTS = 8;
/** Moments of falling silent that are worked out one by one. */
const MAX_SILENCES = 16;
/** Samples that are applied before something else may run. */
const SLICE = 32_768;
const TIER_MS: Readonly<Record<HistoryTier, number>> = { raw: 0, '1m': 60_000, '1h': 3_600_000 };
/** While anything is heard, live's own sums are written down with each of the journal's ticks. */
const UNRECORDED_MS = 2 * JOURNAL_TICK_MS;
const CLUSTER = 'cluster/';
const EVERYWHERE = `${CLUSTER}0/0/0`;
/** Tiles of one moment: a map shows some dozens. */
const MAX_TILES = 10_000;

/** A snapshot of a topic at a moment: a frame of shared/wire/frame.ts, or of cluster-frame.ts for a cluster. */
export interface PastFrame {
  /** UTC ms, a whole second. */
  readonly at: number;
  readonly tier: HistoryTier;
  readonly bytes: Uint8Array;
  readonly etag: string;
}

export interface PastStates {
  /** The refusal is that of a topic that names nothing. Rejects with HistoryRefused, or as the signal was aborted. */
  frame(topic: string, at: number, signal?: AbortSignal): Promise<PastFrame | { readonly refusal: WireError }>;
  attention(at: number, signal?: AbortSignal): Promise<PastAttention>;
}

/** What is kept of a moment once it has been worked out. */
interface Moment {
  readonly at: number;
  readonly tier: HistoryTier;
  readonly drawn: Drawn;
  readonly clusters: Clusters;
  readonly attention: PastAttention;
}

/**
 * The state at moments of the past, made by the code of the present: the last samples before the moment go into an empty
 * live state whose clock stands there, ticks work out what follows from them, and the stream's own encoders draw it. One
 * sample a series does not say what came before it: a value between a step's clear and raise counts as not yet raised,
 * and a bad one has no number.
 */
export function createPastStates(options: {
  history: Pick<History, 'state'>;
  inventory: Inventory;
  /** The present: its intervals are those of the mapping. */
  live: Pick<LiveState, 'intervalMs'>;
  /**
   * One whose every tick looks at every series for silence. Called once a moment; what it gave before is not used any more
   * then, so it may be that one, emptied.
   */
  emptyLive: () => LiveState;
  clock: Clock;
}): PastStates {
  const { history, inventory, live, emptyLive, clock } = options;
  const members = createMembership(inventory);
  const stateAt = createStateAt({ history, inventory, live, emptyLive });

  const make = async (at: number, signal: AbortSignal): Promise<Moment> => {
    const { state, tier, newestAt } = await stateAt(at, signal);
    const drawn = createDrawn(state);
    drawn.follow(at);
    const clusters = createClusters({ inventory, live: state, epoch: PAST_EPOCH, now: at });
    // Opening the first tile takes the states of all, while the live state still is that of this moment.
    clusters.open(EVERYWHERE);
    return { at, tier, drawn, clusters, attention: attentionOf(state, at, tier, newestAt) };
  };
  const moments = createMoments({ make, clock, size: MOMENTS });

  return {
    async frame(topic, at, signal) {
      const second = wholeSecond(at);
      const series = members(topic);
      if (series === undefined && !isCluster(topic)) return { refusal: refusalOf(inventory, topic, 'topic') };
      const { drawn, clusters, tier } = await moments.get(second, signal);
      if (series !== undefined) {
        return frameOf(second, tier, drawn.snapshot({ topic, epoch: PAST_EPOCH, seq: 0 }, series));
      }
      if (clusters.size >= MAX_TILES) {
        throw new HistoryRefused('too-much', 'too many tiles of one moment', 'topic', MAX_TILES);
      }
      return frameOf(second, tier, clusters.open(topic).frame);
    },
    async attention(at, signal) {
      return (await moments.get(wholeSecond(at), signal)).attention;
    },
  };
}

/** The live state at a moment, in what `emptyLive` gives: its next use empties it. */
export function createStateAt(options: {
  history: Pick<History, 'state'>;
  inventory: Inventory;
  live: Pick<LiveState, 'intervalMs'>;
  emptyLive: () => LiveState;
}): StateAt {
  const { history, inventory, live, emptyLive } = options;
  const derived = derivedSeries(inventory);
  return async (at, signal = new AbortController().signal) => {
    const { tier, batch } = await history.state(at, signal);
    signal.throwIfAborted();
    const samples = { ...batch, at: sampledAt(batch, tier, at, live.intervalMs) };
    const state = emptyLive();
    state.intervalMs.set(live.intervalMs);
    await applyTo(state, samples, at, signal);
    for (const now of ticksUntil(at, samples, live.intervalMs, derived)) state.runTick(now);
    return { state, tier, newestAt: newestOf(samples.at) };
  };
}

function newestOf(times: Float64Array): number | null {
  let newest: number | null = null;
  for (const time of times) if (newest === null || time > newest) newest = time;
  return newest;
}

function wholeSecond(at: number): number {
  return Math.floor(at / SECOND_MS) * SECOND_MS;
}

/** Slice by slice: 250,000 samples at once would hold up what arrives now. */
async function applyTo(state: LiveState, batch: SampleBatch, at: number, signal: AbortSignal): Promise<void> {
  for (let from = 0; from < batch.series.length; from += SLICE) {
    const to = from + SLICE;
    state.apply({
      type: 'samples',
      source: 'history',
      // Each sample's quality says whether it was.
      simulated: false,
      receivedAt: at,
      batch: {
        series: batch.series.subarray(from, to),
        at: batch.at.subarray(from, to),
        value: batch.value.subarray(from, to),
        quality: batch.quality.subarray(from, to),
      },
    });
    await setImmediate();
    signal.throwIfAborted();
  }
}

/**
 * Where only roll-ups are left, the bucket that the moment is in is not known yet, and the last sample before it may be a
 * whole bucket old. A series that reported up to its bucket's end is taken to go on; one that had stopped keeps its time.
 */
function sampledAt(
  { series, at }: SampleBatch,
  tier: HistoryTier,
  moment: number,
  intervalMs: Float64Array,
): Float64Array {
  const widthMs = TIER_MS[tier];
  if (widthMs === 0) return at;
  return at.map((time, i) => {
    const end = (Math.floor(time / widthMs) + 1) * widthMs;
    const reported = end - time <= LATE_INTERVALS * intervalMs[series[i]!]!;
    return reported && moment < end + widthMs ? moment : time;
  });
}

/**
 * When to tick, the last time at the moment itself. What is derived from a series that has fallen silent keeps the value
 * that it had before: so everything is worked out once while all of it is fresh, and again as one after another falls
 * silent.
 */
function ticksUntil(at: number, batch: SampleBatch, intervalMs: Float64Array, derived: Uint8Array): readonly number[] {
  const silences = new Set<number>();
  let oldest = at;
  for (let i = 0; i < batch.series.length; i++) {
    const series = batch.series[i]!;
    const sampled = batch.at[i]!;
    const silentFrom = sampled + LATE_INTERVALS * intervalMs[series]!;
    // What is derived is worked out here, whatever history has of it.
    if (silentFrom >= at || derived[series] === 1) continue;
    oldest = Math.min(oldest, sampled);
    silences.add((Math.floor(silentFrom / SECOND_MS) + 1) * SECOND_MS);
  }
  if (silences.size === 0) return [at];
  const ordered = [...silences].filter((time) => time < at).sort((a, b) => a - b);
  const every = Math.ceil(ordered.length / MAX_SILENCES);
  return [oldest, ...ordered.filter((_, i) => i % every === 0), at];
}

/** 1 for series that live works out itself. */
function derivedSeries({ dictionary }: Inventory): Uint8Array {
  const derived = new Uint8Array(dictionary.seriesCount);
  for (const { base, count, metrics } of dictionary.kinds.values()) {
    for (let i = 0; i < count * metrics.length; i++) {
      if (metrics[i % metrics.length]!.derive !== undefined) derived[base + i] = 1;
    }
  }
  return derived;
}

function frameOf(at: number, tier: HistoryTier, bytes: Uint8Array): PastFrame {
  return { at, tier, bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

/** Without since when: the state of one moment does not know how long it has lasted. */
function attentionOf(state: LiveState, at: number, tier: HistoryTier, newestAt: number | null): PastAttention {
  const { worst, ...sums } = state.attention();
  const notRecordedSince = newestAt !== null && at - newestAt > UNRECORDED_MS ? newestAt : null;
  return { at, tier, notRecordedSince, ...sums, worst: worst.map(({ since: _, ...row }) => row) };
}

function isCluster(topic: string): boolean {
  return topic.startsWith(CLUSTER) && readTile(topic.slice(CLUSTER.length)) !== undefined;
}
