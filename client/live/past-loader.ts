import { type ClusterFrame, decodeClusters } from '../../shared/wire/cluster-frame.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { decodeFrame, type Frame, FrameError } from '../../shared/wire/frame.ts';
import { isClusterTopic } from './cluster-tiles.ts';

/** Asks history for a moment (UTC ms, whole seconds). */
export interface PastRequests {
  /** A topic's state at a moment: a frame as the stream's snapshots are, or the counts of a cluster topic. */
  fetchState(topic: string, at: number, signal: AbortSignal): Promise<ArrayBuffer>;
  /** What needed attention then; `since` is NaN, for history gives no beginnings with it. */
  fetchAttention(at: number, signal: AbortSignal): Promise<PastAttentionPiece>;
}

export interface PastAttentionPiece extends Attention {
  /** Nothing at all was recorded from then until the moment, UTC ms; else null. */
  readonly notRecordedSince: number | null;
}

/** All that came of one moment. */
export interface PastPieces {
  readonly at: number;
  readonly frames: readonly Frame[];
  readonly clusters: readonly ClusterFrame[];
  /** Why some did not come, in words; null when all did. */
  readonly failure: string | null;
}

/** Loads the followed topics at a moment: together, or nothing of it yet. */
export interface PastLoader {
  follow(topic: string): void;
  forget(topic: string): void;
  /** The moment that is wanted; answers for another one are dropped from now on. Null: nothing is. */
  seek(at: number | null): void;
  /** Asks for a moment before it is wanted. */
  prefetch(at: number): void;
}

type Piece = { readonly frame: Frame } | { readonly cluster: ClusterFrame };

interface Moment {
  readonly at: number;
  readonly controller: AbortController;
  readonly pieces: Map<string, Promise<Piece>>;
  attention: Promise<PastAttentionPiece> | null;
  pending: number;
}

/** Moments that are kept, so that a step back costs nothing. */
const MAX_MOMENTS = 12;
/** History may still get samples of moments younger than this: they are asked for anew. */
const SETTLED_MS = 60_000;
const RETRY_MS = 3_000;
/** Its numbers carry the dock's list too. */
const ZONE = 'zone';

export function createPastLoader(options: {
  requests: PastRequests;
  seriesCount: number;
  clock: () => number;
  loaded: (pieces: PastPieces) => void;
  attention: (attention: PastAttentionPiece) => void;
}): PastLoader {
  const { requests, seriesCount, clock, loaded } = options;
  const followed = new Set<string>();
  const moments = new Map<number, Moment>();
  let wanted: number | null = null;
  let ahead: number | null = null;
  let turn = 0;
  let gathering = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const momentOf = (at: number): Moment => {
    const known = moments.get(at);
    // The newest stands last: the first is the one to let go.
    moments.delete(at);
    const moment = known ?? { at, controller: new AbortController(), pieces: new Map(), attention: null, pending: 0 };
    moments.set(at, moment);
    for (const old of moments.values()) {
      if (moments.size <= MAX_MOMENTS) break;
      if (old !== moment) drop(old);
    }
    return moment;
  };
  const drop = (moment: Moment): void => {
    moment.controller.abort();
    moments.delete(moment.at);
  };

  const pieceOf = (moment: Moment, topic: string): Promise<Piece> => {
    const known = moment.pieces.get(topic);
    if (known !== undefined) return known;
    const piece = requests
      .fetchState(topic, moment.at, moment.controller.signal)
      .then((bytes) => decode(topic, moment.at, new Uint8Array(bytes), seriesCount));
    moment.pieces.set(topic, piece);
    moment.pending++;
    piece.catch(() => moment.pieces.delete(topic)).finally(() => moment.pending--);
    return piece;
  };
  const attentionOf = (moment: Moment): Promise<PastAttentionPiece> => {
    if (moment.attention === null) {
      moment.attention = requests.fetchAttention(moment.at, moment.controller.signal);
      moment.attention.catch(() => {
        moment.attention = null;
      });
    }
    return moment.attention;
  };

  const gather = (): void => {
    gathering = false;
    clearTimeout(retry);
    if (wanted === null) return;
    const mine = ++turn;
    const moment = momentOf(wanted);
    const pieces = [...followed].map((topic) => pieceOf(moment, topic));
    void Promise.allSettled(pieces).then((results) => {
      if (mine !== turn) return;
      const failed = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason as unknown);
      const came = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      loaded({
        at: moment.at,
        frames: came.flatMap((piece) => ('frame' in piece ? [piece.frame] : [])),
        clusters: came.flatMap((piece) => ('cluster' in piece ? [piece.cluster] : [])),
        failure: failed.length === 0 ? null : messageOf(failed[0]),
      });
      if (failed.some((reason) => !isRefusal(reason))) retry = setTimeout(gather, RETRY_MS);
    });
    if (!followed.has(ZONE)) return;
    attentionOf(moment).then(
      (attention) => {
        if (wanted === moment.at) options.attention(attention);
      },
      // The list stays empty; why, the topics' own failure says.
      () => undefined,
    );
  };
  const gatherSoon = (): void => {
    if (gathering || wanted === null) return;
    gathering = true;
    queueMicrotask(gather);
  };

  return {
    follow(topic) {
      followed.add(topic);
      gatherSoon();
    },
    forget: (topic) => followed.delete(topic),
    seek(at) {
      wanted = at;
      turn++;
      clearTimeout(retry);
      for (const moment of [...moments.values()]) {
        const kept = moment.at === at || moment.at === ahead;
        if ((!kept && moment.pending > 0) || clock() - moment.at < SETTLED_MS) drop(moment);
      }
      gatherSoon();
    },
    prefetch(at) {
      ahead = at;
      if (clock() - at < SETTLED_MS) return;
      const moment = momentOf(at);
      for (const topic of followed) pieceOf(moment, topic).catch(() => undefined);
      if (followed.has(ZONE)) attentionOf(moment).catch(() => undefined);
    },
  };
}

function decode(topic: string, at: number, bytes: Uint8Array, seriesCount: number): Piece {
  const [piece, frame] = isClusterTopic(topic) ? asCluster(bytes) : asFrame(bytes, seriesCount);
  // Rounded down to a second, both here and there.
  if (frame.topic !== topic || Math.abs(frame.now - at) >= 1_000) throw new FrameError('a frame of another moment');
  return piece;
}

function asCluster(bytes: Uint8Array): [Piece, ClusterFrame] {
  const cluster = decodeClusters(bytes);
  return [{ cluster }, cluster];
}

function asFrame(bytes: Uint8Array, seriesCount: number): [Piece, Frame] {
  const frame = decodeFrame(bytes);
  if ((frame.series.at(-1) ?? 0) >= seriesCount) throw new FrameError('a frame of another inventory');
  return [{ frame }, frame];
}

/** True for what would be refused again: the request itself is not one that history answers. */
function isRefusal(reason: unknown): boolean {
  const { status } = reason as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500;
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
