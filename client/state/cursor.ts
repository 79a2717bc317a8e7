import { create } from 'zustand';
import { readCursor } from './cursor-search.ts';
import { type CursorAction, type CursorState, LIVE_CURSOR, moveCursor } from './cursor-state.ts';

interface Cursor extends CursorState {
  /** The oldest moment that history has, UTC ms; null while that is not known. */
  readonly oldest: number | null;
  /** The server's clock minus ours, ms. */
  readonly offsetMs: number;
  act(action: CursorAction): void;
  /** Takes over what the address says: the browser went back or forward to it. */
  follow(search: string): void;
  bound(oldest: number | null): void;
  setClock(offsetMs: number): void;
}

function cursorOf(search: string, now: number): CursorState {
  const { at, range } = readCursor(search);
  const bounds = { now, oldest: null };
  const ranged = moveCursor(LIVE_CURSOR, { type: 'range', range }, bounds);
  return at === null ? ranged : moveCursor(ranged, { type: 'move', to: at }, bounds);
}

/** The one time cursor of the page. The address follows it (use-cursor-url.ts); it follows the browser's back and forward. */
export const useCursor = create<Cursor>()((set, get) => ({
  ...cursorOf(window.location.search, Date.now()),
  oldest: null,
  offsetMs: 0,
  act(action) {
    const { oldest, offsetMs } = get();
    set(moveCursor(get(), action, { now: Date.now() + offsetMs, oldest }));
  },
  follow(search) {
    const { speed, offsetMs } = get();
    set({ ...cursorOf(search, Date.now() + offsetMs), speed });
  },
  bound: (oldest) => set({ oldest }),
  setClock: (offsetMs) => set({ offsetMs }),
}));
