import { DIGEST_MS } from '../../shared/wire/events.ts';
import type { LiveState, Topics } from '../ports.ts';
import { createDrawn } from './drawn.ts';
import { createRing, type Ring } from './ring.ts';

const RING_FRAMES = 64;
const RING_BYTES = 512 * 1024;
/** A topic that nobody has watched for this long is forgotten. */
const IDLE_MS = 60_000;

/** A topic that is watched, or was a moment ago. */
interface Feed {
  readonly topic: string;
  readonly members: Uint32Array;
  readonly ring: Ring;
  seq: number;
  watchedAt: number;
  digestedAt: number;
}

export interface TopicDigest {
  readonly topic: string;
  readonly epoch: number;
  readonly seq: number;
  readonly digest: number;
}

/** Turns ticks into numbered frames, each encoded once whoever watches. */
export interface Feeds extends Topics {
  /** Number of topics in use. */
  readonly size: number;
  /** Starts a topic if it has to; its sequence, undefined for one that names nothing. */
  open(topic: string): number | undefined;
  /** Frames of a topic after a sequence, null when the client has to load the snapshot. */
  after(topic: string, seq: number): readonly Uint8Array[] | null;
  /** The frames of the tick just run. */
  frames(now: number, isWatched: (topic: string) => boolean): { topic: string; frame: Uint8Array }[];
  /** Digests that are due, of the state as of the last frames. */
  digests(now: number): TopicDigest[];
}

/**
 * A topic's sequence starts at the tick in which it is opened and grows by at most one a tick. So it never runs ahead of
 * the tick, and a topic that was forgotten and is opened again goes on above every sequence it ever had, without
 * anything being kept of it.
 */
export function createFeeds(options: {
  live: LiveState;
  epoch: number;
  members: (topic: string) => Uint32Array | undefined;
  now: number;
}): Feeds {
  const { live, epoch, members } = options;
  const drawn = createDrawn(live);
  const feeds = new Map<string, Feed>();
  let snapshots = new Map<string, { bytes: Uint8Array; etag: string }>();
  let now = options.now;

  const snapshot = (topic: string): { bytes: Uint8Array; etag: string } | undefined => {
    const known = snapshots.get(topic);
    if (known !== undefined) return known;
    const feed = feeds.get(topic);
    const series = feed?.members ?? members(topic);
    if (series === undefined) return undefined;
    const seq = feed?.seq ?? live.tick;
    const bytes = drawn.snapshot({ topic, epoch, seq }, series);
    const made = { bytes, etag: `"${epoch.toString(36)}-${seq.toString(36)}-${live.tick.toString(36)}"` };
    snapshots.set(topic, made);
    return made;
  };

  return {
    get size() {
      return feeds.size;
    },
    members: (topic) => feeds.get(topic)?.members ?? members(topic),
    snapshot,
    open(topic) {
      const known = feeds.get(topic);
      if (known !== undefined) {
        known.watchedAt = now;
        return known.seq;
      }
      const series = members(topic);
      if (series === undefined) return undefined;
      const seq = live.tick;
      const ring = createRing(seq, RING_FRAMES, RING_BYTES);
      feeds.set(topic, { topic, members: series, ring, seq, watchedAt: now, digestedAt: now });
      return seq;
    },
    after: (topic, seq) => feeds.get(topic)?.ring.after(seq) ?? null,
    frames(tickNow, isWatched) {
      now = tickNow;
      drawn.follow(now);
      snapshots = new Map();
      const made: { topic: string; frame: Uint8Array }[] = [];
      for (const feed of feeds.values()) {
        if (isWatched(feed.topic)) feed.watchedAt = now;
        else if (now - feed.watchedAt > IDLE_MS) {
          feeds.delete(feed.topic);
          continue;
        }
        const frame = drawn.delta({ topic: feed.topic, epoch, seq: feed.seq + 1 }, feed.members);
        if (frame === null) continue;
        feed.seq++;
        feed.ring.push(feed.seq, frame);
        made.push({ topic: feed.topic, frame });
      }
      return made;
    },
    digests(tickNow) {
      const due: TopicDigest[] = [];
      for (const feed of feeds.values()) {
        if (tickNow - feed.digestedAt < DIGEST_MS) continue;
        feed.digestedAt = tickNow;
        due.push({ topic: feed.topic, epoch, seq: feed.seq, digest: drawn.digest(feed.members) });
      }
      return due;
    },
  };
}
