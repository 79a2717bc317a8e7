import { digestOf } from '../../shared/wire/digest.ts';
import { decodeFrame, type Frame } from '../../shared/wire/frame.ts';
import { applyFrame, type LiveColumns } from './columns.ts';
import type { ResumeReply } from './connection.ts';

/** Frames held for one topic while something before them is missing. */
const MAX_HELD = 256;
/** More gaps than this in one second are not mended one by one: snapshots are cheaper than events. */
const MAX_RESUMES_PER_SECOND = 20;
const RETRY_FROM_MS = 500;
const RETRY_UP_TO_MS = 5_000;

/** One watched topic. */
interface Feed {
  readonly topic: string;
  /** Sequence of the state in the columns, null before the first snapshot. */
  seq: number | null;
  /** The topic's series, known from its snapshot. */
  members: Uint32Array;
  /** The newest sequence that the server is known to have. */
  newest: number;
  /** What is under way, and since when something is. */
  mending: 'none' | 'resume' | 'snapshot';
  mendingSince: number;
  /** Raised when what is under way no longer counts. */
  turn: number;
  readonly held: Map<number, Frame>;
  retry: ReturnType<typeof setTimeout> | undefined;
}

/** Keeps the columns equal to the server's state for every followed topic, whatever is lost, doubled or reordered. */
export interface TopicFeeds {
  follow(topic: string): void;
  forget(topic: string): void;
  /** The server's sequences, as the acknowledgement of watch gives them. */
  acknowledged(sequences: Readonly<Record<string, number>>): void;
  frame(frame: Frame): void;
  digest(digest: { topic: string; seq: number; digest: number }): void;
  /** What is there of a topic cannot be trusted: load it again. */
  reload(topic: string): void;
  /** A new start of the server: all sequences begin anew. */
  reset(epoch: number): void;
  /** True when no topic waits for anything. */
  readonly settled: boolean;
  /** True when values that are on the screen have waited this long for what is missing: they are not now. */
  overdue(limitMs: number): boolean;
  close(): void;
}

export function createTopicFeeds(options: {
  columns: LiveColumns;
  clock: () => number;
  fetchSnapshot: (topic: string) => Promise<ArrayBuffer>;
  resume: (topic: string, after: number) => Promise<ResumeReply>;
  applied: (frame: Frame) => void;
}): TopicFeeds {
  const { columns, clock, fetchSnapshot, resume, applied } = options;
  const feeds = new Map<string, Feed>();
  const mayResume = createBudget(clock);
  let epoch = 0;

  /** Ends what was under way for a topic and begins something else; the number tells whether it still counts later. */
  const begin = (feed: Feed, mending: Feed['mending']): number => {
    clearTimeout(feed.retry);
    if (feed.mending === 'none') feed.mendingSince = clock();
    feed.mending = mending;
    return ++feed.turn;
  };

  const apply = (feed: Feed, frame: Frame): void => {
    applyFrame(columns, frame);
    feed.seq = frame.seq;
    applied(frame);
  };

  /** Applies what is held and in order; asks for what is missing before the rest. */
  const advance = (feed: Feed): void => {
    if (feed.seq === null) return;
    for (let frame = feed.held.get(feed.seq + 1); frame !== undefined; frame = feed.held.get(feed.seq + 1)) {
      feed.held.delete(frame.seq);
      apply(feed, frame);
    }
    for (const seq of feed.held.keys()) if (seq <= feed.seq) feed.held.delete(seq);
    if (feed.mending === 'none' && (feed.held.size > 0 || feed.newest > feed.seq)) mend(feed);
  };

  const mend = (feed: Feed): void => {
    if (feed.seq === null || !mayResume()) {
      load(feed);
      return;
    }
    const turn = begin(feed, 'resume');
    const failed = (): void => {
      if (turn === feed.turn) load(feed);
    };
    resume(feed.topic, feed.seq).then((reply) => {
      if (turn !== feed.turn) return;
      // The frames came before the answer: what is still missing now will not come.
      const complete = reply.ok && !reply.gone && feed.held.size === 0 && feed.seq !== null && feed.newest <= feed.seq;
      if (complete) feed.mending = 'none';
      else load(feed);
    }, failed);
  };

  const load = (feed: Feed, retryMs = RETRY_FROM_MS): void => {
    const turn = begin(feed, 'snapshot');
    const again = (): void => {
      if (turn !== feed.turn) return;
      // Jitter, so that a server that comes back is not asked by all at once.
      feed.retry = setTimeout(() => load(feed, Math.min(2 * retryMs, RETRY_UP_TO_MS)), retryMs * (0.5 + Math.random()));
    };
    fetchSnapshot(feed.topic)
      .then((bytes) => {
        if (turn !== feed.turn) return;
        const frame = decodeFrame(new Uint8Array(bytes));
        if (frame.epoch !== epoch || !frame.snapshot || frame.topic !== feed.topic) throw new Error('another snapshot');
        feed.members = frame.series;
        feed.mending = 'none';
        apply(feed, frame);
        advance(feed);
      })
      .catch(again);
  };

  return {
    follow(topic) {
      if (feeds.has(topic)) return;
      feeds.set(topic, {
        topic,
        seq: null,
        members: new Uint32Array(0),
        newest: 0,
        mending: 'none',
        mendingSince: 0,
        turn: 0,
        held: new Map(),
        retry: undefined,
      });
    },
    forget(topic) {
      const feed = feeds.get(topic);
      if (feed === undefined) return;
      begin(feed, 'none');
      feeds.delete(topic);
    },
    acknowledged(sequences) {
      for (const [topic, seq] of Object.entries(sequences)) {
        const feed = feeds.get(topic);
        if (feed === undefined) continue;
        feed.newest = Math.max(feed.newest, seq);
        if (feed.seq === null) {
          if (feed.mending !== 'snapshot') load(feed);
        } else if (seq > feed.seq && feed.mending !== 'snapshot') mend(feed);
      }
    },
    frame(frame) {
      const feed = feeds.get(frame.topic);
      if (feed === undefined || frame.epoch !== epoch || (feed.seq !== null && frame.seq <= feed.seq)) return;
      feed.newest = Math.max(feed.newest, frame.seq);
      if (feed.held.size >= MAX_HELD) feed.held.clear();
      feed.held.set(frame.seq, frame);
      advance(feed);
    },
    digest({ topic, seq, digest }) {
      const feed = feeds.get(topic);
      if (feed === undefined || feed.seq === null || feed.mending === 'snapshot') return;
      if (seq > feed.seq) {
        feed.newest = Math.max(feed.newest, seq);
        advance(feed);
      } else if (seq === feed.seq && digest !== digestOf(feed.members, columns.bits, columns.flags)) load(feed);
    },
    reload(topic) {
      const feed = feeds.get(topic);
      if (feed !== undefined) load(feed);
    },
    reset(newEpoch) {
      epoch = newEpoch;
      for (const feed of feeds.values()) {
        begin(feed, 'none');
        feed.seq = null;
        feed.newest = 0;
        feed.held.clear();
      }
    },
    get settled() {
      for (const feed of feeds.values()) if (feed.seq === null || feed.mending !== 'none') return false;
      return true;
    },
    overdue(limitMs) {
      for (const { seq, mending, mendingSince } of feeds.values()) {
        if (seq !== null && mending !== 'none' && clock() - mendingSince > limitMs) return true;
      }
      return false;
    },
    close() {
      for (const feed of feeds.values()) begin(feed, 'none');
      feeds.clear();
    },
  };
}

function createBudget(clock: () => number): () => boolean {
  let from = 0;
  let used = 0;
  return () => {
    if (Math.abs(clock() - from) >= 1000) {
      from = clock();
      used = 0;
    }
    return ++used <= MAX_RESUMES_PER_SECOND;
  };
}
