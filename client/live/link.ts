import { SILENCE_MS } from '../../shared/wire/events.ts';

/** How well the screen's values can be trusted to be now. Times are of the local clock, UTC ms; 0 = never. */
export interface Link {
  /**
   * `connecting` until the first values are complete; `silent` when nothing was heard for SILENCE_MS, until values are
   * complete again; `mismatch` when the server speaks of another inventory or another protocol: the app must be loaded
   * again; `past` while a moment of the past is shown, however the stream is.
   */
  readonly state: 'connecting' | 'live' | 'silent' | 'mismatch' | 'past';
  /** When a frame last came. */
  readonly lastFrameAt: number;
  /** When anything last came. */
  readonly lastHeardAt: number;
  /** The server's start that the values belong to, 0 before the first. */
  readonly epoch: number;
  /** The server's clock minus ours, ms: ages are clock() + offsetMs − at. */
  readonly offsetMs: number;
}

/** Keeps the link's state. Nothing here waits: `look` is called often enough to notice silence in time. */
export interface LinkWatch {
  link(): Link;
  subscribe(listener: () => void): () => void;
  heard(serverNow?: number): void;
  framed(): void;
  /** Begins a connection to a start of the server. */
  greeted(epoch: number): void;
  mismatched(): void;
  /**
   * `complete`: connected, and every watched topic has its values. `overdue`: something that is on the screen could not
   * be brought up to date for SILENCE_MS, which is silence, too.
   */
  look(complete: boolean, overdue: boolean): void;
}

/** Least delayed of so many recent clock readings. */
const CLOCK_READINGS = 10;

export function createLinkWatch(clock: () => number): LinkWatch {
  const listeners = new Set<() => void>();
  const offsets: number[] = [];
  const openedAt = clock();
  let now: Link = { state: 'connecting', lastFrameAt: 0, lastHeardAt: 0, epoch: 0, offsetMs: 0 };
  let shown = now;

  const show = (): void => {
    if (shown === now) return;
    shown = now;
    for (const listener of listeners) listener();
  };
  const setState = (state: Link['state']): void => {
    if (now.state === state || now.state === 'mismatch') return;
    now = { ...now, state };
    show();
  };

  return {
    link: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heard(serverNow) {
      now = { ...now, lastHeardAt: clock() };
      if (serverNow === undefined) return;
      offsets.push(serverNow - clock());
      if (offsets.length > CLOCK_READINGS) offsets.shift();
      // Delay on the way only makes a reading smaller.
      now = { ...now, offsetMs: Math.max(...offsets) };
    },
    framed() {
      now = { ...now, lastFrameAt: clock() };
    },
    greeted(epoch) {
      offsets.length = 0;
      now = { ...now, epoch };
      show();
    },
    mismatched: () => setState('mismatch'),
    look(complete, overdue) {
      const silentMs = clock() - (now.lastHeardAt || openedAt);
      if (silentMs > SILENCE_MS || overdue) setState('silent');
      else if (complete) setState('live');
      show();
    },
  };
}
