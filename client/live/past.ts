import { NO_DATA_FLAGS } from '../../shared/model/sample.ts';
import type { ClusterFrame } from '../../shared/wire/cluster-frame.ts';
import type { Attention } from '../../shared/wire/events.ts';
import { applyFrame, createLiveColumns, type LiveColumns } from './columns.ts';
import { createPastLoader, type PastAttentionPiece, type PastPieces, type PastRequests } from './past-loader.ts';

/** What of the past is on the screen. The same object until something of it changes. */
export interface PastView {
  /** The moment that was asked for, UTC ms; null while live. */
  readonly wanted: number | null;
  /** The moment of every value on the screen; null while they are live ones, moving or (with `wanted`) held. */
  readonly shown: number | null;
  /** Something of the wanted moment is still to come. */
  readonly loading: boolean;
  /** Why something of the shown moment is missing, in words; null when nothing is. */
  readonly failure: string | null;
  /** Nothing at all was recorded from then until the shown moment, UTC ms: what is silent then need not have been. */
  readonly notRecordedSince: number | null;
}

/** Shows a moment of the past in the columns that otherwise hold the newest values. */
export interface Past {
  /** The moment to show, UTC ms; null for the present, which is back at once. */
  show(at: number | null): void;
  /** The moment that will be asked for next. */
  prefetch(at: number): void;
  view(): PastView;
  subscribe(listener: () => void): () => void;
}

/** The store's own side of it. */
export interface PastMode extends Past {
  follow(topic: string): void;
  forget(topic: string): void;
  /** The columns that the stream writes: the shown ones, or others while the past is shown. */
  readonly streamed: LiveColumns;
  /** Null while live. */
  clusters(topic: string): ClusterFrame | null;
  attention(): Attention | null;
  /** The moment that ages on the screen are counted from, UTC ms; null while live. */
  moment(): number | null;
  /** Asks for nothing more. */
  close(): void;
}

const LIVE: PastView = { wanted: null, shown: null, loading: false, failure: null, notRecordedSince: null };

export function createPastMode(options: {
  shown: LiveColumns;
  requests: PastRequests;
  clock: () => number;
  /** The server's present, UTC ms. */
  serverNow: () => number;
  /** All that is shown of these topics may have changed. */
  changed: (topics: readonly string[]) => void;
  attentionChanged: () => void;
}): PastMode {
  const { shown, requests, clock, serverNow, changed, attentionChanged } = options;
  const listeners = new Set<() => void>();
  const followed = new Set<string>();
  const clusters = new Map<string, ClusterFrame>();
  /** Made when the past is first shown: most screens never leave the present. */
  let aside: LiveColumns | null = null;
  let view = LIVE;
  let attention: PastAttentionPiece | null = null;
  /** When the live values on the screen were held. */
  let heldAt = 0;

  const set = (next: PastView): void => {
    view = next;
    for (const listener of listeners) listener();
  };

  const loaded = ({ at, frames, clusters: tiles, failure }: PastPieces): void => {
    // Nothing came: what is there stays, and says so.
    if (failure !== null && frames.length + tiles.length === 0) {
      set({ ...view, loading: false, failure });
      return;
    }
    const moved = view.shown !== at;
    shown.value.fill(0);
    shown.at.fill(0);
    shown.flags.fill(NO_DATA_FLAGS);
    for (const frame of frames) applyFrame(shown, frame);
    clusters.clear();
    for (const tile of tiles) clusters.set(tile.topic, tile);
    if (moved) attention = early?.at === at ? early.attention : null;
    set({ wanted: at, shown: at, loading: false, failure, notRecordedSince: attention?.notRecordedSince ?? null });
    changed([...followed]);
    if (moved) attentionChanged();
  };

  /** It may come before the picture that it belongs to. */
  let early: { at: number; attention: PastAttentionPiece } | null = null;
  const loader = createPastLoader({
    requests,
    seriesCount: shown.value.length,
    clock,
    loaded,
    attention(news) {
      early = { at: view.wanted!, attention: news };
      if (view.shown !== view.wanted) return;
      attention = news;
      set({ ...view, notRecordedSince: news.notRecordedSince });
      attentionChanged();
    },
  });

  const backToLive = (): void => {
    loader.seek(null);
    if (aside !== null) {
      shown.value.set(aside.value);
      shown.at.set(aside.at);
      shown.flags.set(aside.flags);
    }
    clusters.clear();
    attention = null;
    early = null;
    set(LIVE);
    changed([...followed]);
    attentionChanged();
  };

  return {
    show(at) {
      if (at === view.wanted) return;
      if (at === null) {
        backToLive();
        return;
      }
      if (view.wanted === null) {
        aside ??= createLiveColumns(shown.value.length);
        aside.value.set(shown.value);
        aside.at.set(shown.at);
        aside.flags.set(shown.flags);
        heldAt = serverNow();
      }
      set({ ...view, wanted: at, loading: true, failure: null });
      loader.seek(at);
    },
    prefetch: (at) => loader.prefetch(at),
    view: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    follow(topic) {
      followed.add(topic);
      loader.follow(topic);
      if (view.wanted !== null && !view.loading) set({ ...view, loading: true });
    },
    forget(topic) {
      followed.delete(topic);
      loader.forget(topic);
    },
    get streamed() {
      return view.wanted === null || aside === null ? shown : aside;
    },
    clusters: (topic) => clusters.get(topic) ?? null,
    attention: () => attention,
    moment: () => (view.wanted === null ? null : (view.shown ?? heldAt)),
    close: () => loader.seek(null),
  };
}
