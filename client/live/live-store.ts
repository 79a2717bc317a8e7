import type { AlarmList } from '../../shared/wire/alarm-schemas.ts';
import type { ClusterFrame } from '../../shared/wire/cluster-frame.ts';
import { type Attention, MAX_TOPICS, PROTOCOL_VERSION, SILENCE_MS } from '../../shared/wire/events.ts';
import { decodeFrame, FrameError } from '../../shared/wire/frame.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';
import { type Alarms, createAlarmFeed } from './alarms.ts';
import { createClusterTiles, isClusterTopic } from './cluster-tiles.ts';
import { createLiveColumns, type LiveColumns } from './columns.ts';
import type { ConnectionEvents, LiveConnection } from './connection.ts';
import { createLinkWatch, type Link } from './link.ts';
import { createPastMode, type Past } from './past.ts';
import { pastLink } from './past-link.ts';
import type { PastRequests } from './past-loader.ts';
import { createTopicFeeds } from './topic-feeds.ts';
import { createWatchList } from './watch-list.ts';

/** How often silence and the end of a repair are looked for: SILENCE_MS and this stay under 5 s. */
const LOOK_MS = 250;
/** A connection that is open and says nothing for this long is given up. */
const RENEW_MS = 12_000;
const NO_SERIES = new Uint32Array(0);

/** The values of what is watched, in columns by series number: the newest, or those of a moment of the past. */
export interface LiveStore extends LiveColumns {
  readonly index: InventoryIndex;
  /** Puts a moment of the past in place of the present. */
  readonly past: Past;
  /** Grows with every frame that is applied. */
  readonly version: number;
  /** Watches topics until the returned function is called. Callers share: a topic is left when its last watcher goes. */
  watch(topics: readonly string[]): () => void;
  /** Newest counts of a tile far out, null before the first. */
  clusters(topic: string): ClusterFrame | null;
  /**
   * After a frame (delta or snapshot) is in the columns; `series` are the numbers that it carried. For counts of a tile
   * there are none: its topic tells.
   */
  onFrame(listener: (series: Uint32Array, topic: string) => void): () => void;
  /** The same object until something changes. */
  link(): Link;
  subscribeLink(listener: () => void): () => void;
  /** Of the moment that is shown; null until topic `zone` is watched and answered. */
  attention(): Attention | null;
  /** Of the present, whatever is shown. */
  liveAttention(): Attention | null;
  subscribeAttention(listener: () => void): () => void;
  /** Of the present: another one whenever coverage has changed; null until it has. Topic `zone` must be watched. */
  coverageVersion(): string | null;
  subscribeCoverage(listener: () => void): () => void;
  readonly alarms: Alarms;
  close(): void;
}

export interface LiveStoreOptions {
  readonly index: InventoryIndex;
  readonly fetchSnapshot: (topic: string) => Promise<ArrayBuffer>;
  /** Opens the connection; client/live/socket.ts is the real one. */
  readonly connect: (events: ConnectionEvents) => LiveConnection;
  readonly clock: () => number;
  /** Where the past comes from; without it there is none. */
  readonly past?: PastRequests;
  /** Loads the alarm list, of now or of a moment (UTC ms); without it there are no alarms. */
  readonly fetchAlarms?: (at: number | null, signal?: AbortSignal) => Promise<AlarmList>;
}

const NO_PAST: PastRequests = {
  fetchState: () => Promise.reject(new Error('no history')),
  fetchAttention: () => Promise.reject(new Error('no history')),
};

export function createLiveStore(options: LiveStoreOptions): LiveStore {
  const { index, fetchSnapshot, connect, clock } = options;
  const columns = createLiveColumns(index.dictionary.seriesCount);
  const link = createLinkWatch(clock);
  const clusters = createClusterTiles();
  const frameListeners = new Set<(series: Uint32Array, topic: string) => void>();
  const attentionListeners = new Set<() => void>();
  const coverageListeners = new Set<() => void>();
  let attention: Attention | null = null;
  let coverageVersion: string | null = null;
  let version = 0;
  let epoch = 0;
  let renewedAt = clock();

  const tell = (series: Uint32Array, topic: string): void => {
    version++;
    for (const listener of frameListeners) listener(series, topic);
  };
  let everySeries: Uint32Array | null = null;
  const past = createPastMode({
    shown: columns,
    requests: options.past ?? NO_PAST,
    clock,
    serverNow: () => clock() + link.link().offsetMs,
    changed(topics) {
      everySeries ??= Uint32Array.from({ length: columns.value.length }, (_, series) => series);
      for (const [i, topic] of topics.entries()) tell(i === 0 ? everySeries : NO_SERIES, topic);
    },
    attentionChanged() {
      for (const listener of attentionListeners) listener();
    },
  });
  const linkOfPast = pastLink(link.link, past.moment, clock);
  const applied = ({ series, topic }: { series: Uint32Array; topic: string }): void => {
    link.framed();
    if (past.moment() === null) tell(series, topic);
  };
  const feeds = createTopicFeeds({
    columns: {
      get value() {
        return past.streamed.value;
      },
      get bits() {
        return past.streamed.bits;
      },
      get at() {
        return past.streamed.at;
      },
      get flags() {
        return past.streamed.flags;
      },
    },
    clock,
    fetchSnapshot,
    resume: (topic, after) => connection.resume({ topic, after }),
    applied,
  });
  const alarms = createAlarmFeed({
    fetchAlarms: options.fetchAlarms ?? (() => Promise.reject({ status: 404, message: 'no alarms' })),
    watch: (request) => connection.watchAlarms(request),
  });
  past.subscribe(() => alarms.show(past.view().wanted));
  const list = createWatchList({
    limit: MAX_TOPICS,
    send: (topics) => connection.watch({ topics }),
    entered(topic) {
      (isClusterTopic(topic) ? clusters : feeds).follow(topic);
      past.follow(topic);
    },
    left(topic) {
      (isClusterTopic(topic) ? clusters : feeds).forget(topic);
      past.forget(topic);
    },
    answered(reply) {
      if (reply.epoch === epoch) feeds.acknowledged(reply.topics);
    },
  });

  const connection = connect({
    hello(hello) {
      link.heard(hello.now);
      if (hello.protocol !== PROTOCOL_VERSION || hello.dictionary !== index.version) {
        stop();
        link.mismatched();
        return;
      }
      if (hello.epoch !== epoch) {
        epoch = hello.epoch;
        feeds.reset(epoch);
        clusters.reset(epoch);
      }
      link.greeted(epoch);
      list.connected();
      alarms.connected();
    },
    delta(bytes) {
      link.heard();
      const frame = readFrame(bytes, index.dictionary.seriesCount);
      if (frame !== null) feeds.frame(frame);
    },
    clusters(bytes) {
      link.heard();
      const topic = clusters.receive(bytes);
      if (topic !== null) applied({ series: NO_SERIES, topic });
    },
    beat: (beat) => link.heard(beat.now),
    digest(digest) {
      link.heard();
      if (digest.epoch === epoch) feeds.digest(digest);
    },
    attention(news) {
      link.heard();
      attention = news;
      // Those who show the present hear of it even while the past is shown.
      for (const listener of attentionListeners) listener();
    },
    coverage(news) {
      link.heard();
      coverageVersion = news.version;
      for (const listener of coverageListeners) listener();
    },
    lagging({ topics }) {
      link.heard();
      for (const topic of topics) feeds.reload(topic);
    },
    alarms(batch) {
      link.heard();
      return alarms.batch(batch);
    },
    closed() {
      list.disconnected();
      alarms.disconnected();
    },
  });

  const timer = setInterval(() => {
    link.look(list.acknowledged && feeds.settled && clusters.settled, feeds.overdue(SILENCE_MS));
    const silentSince = Math.max(link.link().lastHeardAt, renewedAt);
    if (link.link().state !== 'silent' || clock() - silentSince < RENEW_MS) return;
    renewedAt = clock();
    connection.renew();
  }, LOOK_MS);

  const stop = (): void => {
    clearInterval(timer);
    list.close();
    alarms.close();
    feeds.close();
    past.close();
    connection.close();
  };

  return {
    ...columns,
    index,
    get version() {
      return version;
    },
    watch: list.watch,
    past,
    clusters: (topic) => (past.moment() === null ? clusters.get(topic) : past.clusters(topic)),
    onFrame: (listener) => listen(frameListeners, listener),
    link: linkOfPast,
    subscribeLink(listener) {
      const stop = [link.subscribe(listener), past.subscribe(listener)];
      return () => {
        for (const end of stop) end();
      };
    },
    attention: () => (past.moment() === null ? attention : past.attention()),
    liveAttention: () => attention,
    subscribeAttention: (listener) => listen(attentionListeners, listener),
    coverageVersion: () => coverageVersion,
    subscribeCoverage: (listener) => listen(coverageListeners, listener),
    alarms,
    close: stop,
  };
}

/** Null for anything that is not a frame of this dictionary: the gap that it leaves is mended like any other. */
function readFrame(bytes: Uint8Array, seriesCount: number): ReturnType<typeof decodeFrame> | null {
  try {
    const frame = decodeFrame(bytes);
    return (frame.series.at(-1) ?? 0) < seriesCount ? frame : null;
  } catch (error) {
    if (error instanceof FrameError) return null;
    throw error;
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
