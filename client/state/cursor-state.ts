import { wholeSecond } from './cursor-url.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Spans of the time bar by their name in the address; the first is what an address without one means. */
export const RANGES = [
  ['24h', DAY_MS],
  ['1h', HOUR_MS],
  ['6h', 6 * HOUR_MS],
  ['7d', 7 * DAY_MS],
] as const;
export type RangeName = (typeof RANGES)[number][0];

/** Seconds of the past in one second of playing. */
export const SPEEDS = [1, 10, 60, 300, 600] as const;
export type Speed = (typeof SPEEDS)[number];

/** The one time cursor and the span that the time bar shows. */
export interface CursorState {
  /** The moment that is shown, UTC ms on a whole second; null while live. */
  readonly at: number | null;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly range: RangeName;
  /** Right end of the span, UTC ms; null where it is the present and moves with it. */
  readonly end: number | null;
}

export type CursorAction =
  | { readonly type: 'move'; readonly to: number }
  | { readonly type: 'advance'; readonly elapsedMs: number }
  | { readonly type: 'live' }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'speed'; readonly speed: Speed }
  | { readonly type: 'range'; readonly range: RangeName };

/** What there is: the server's present, and the oldest moment that history still has (null where that is not known). */
export interface CursorBounds {
  readonly now: number;
  readonly oldest: number | null;
}

/** This near to the present there is nothing of the past to show yet: the cursor is live. */
export const LIVE_WITHIN_MS = 2_000;

export const LIVE_CURSOR: CursorState = { at: null, playing: false, speed: 60, range: '24h', end: null };

export function rangeMs(range: RangeName): number {
  return RANGES.find(([name]) => name === range)![1];
}

/** The cursor after an action, within what there is; moving to the present makes it live. */
export function moveCursor(state: CursorState, action: CursorAction, bounds: CursorBounds): CursorState {
  switch (action.type) {
    case 'move':
      return put({ ...state, playing: false }, action.to, bounds);
    case 'advance':
      return state.at === null || !state.playing
        ? state
        : put(state, state.at + action.elapsedMs * state.speed, bounds);
    case 'live':
      return { ...state, at: null, playing: false, end: null };
    case 'play':
      return state.at === null ? state : { ...state, playing: true };
    case 'pause':
      return state.playing ? { ...state, playing: false } : state;
    case 'speed':
      return { ...state, speed: action.speed };
    case 'range':
      return withSpan({ ...state, range: action.range, end: null }, bounds.now);
  }
}

function put(state: CursorState, to: number, { now, oldest }: CursorBounds): CursorState {
  if (to >= now - LIVE_WITHIN_MS) return { ...state, at: null, playing: false, end: null };
  return withSpan({ ...state, at: wholeSecond(Math.max(to, oldest ?? 0)) }, now);
}

/** The span holds the cursor: it ends now where that does, else it lies around the cursor. */
function withSpan(state: CursorState, now: number): CursorState {
  const { at } = state;
  if (at === null) return { ...state, end: null };
  const length = rangeMs(state.range);
  const end = state.end ?? now;
  if (at >= end - length && at <= end) return state;
  const around = at + length / 2;
  return { ...state, end: around >= now ? null : around };
}

/** Both ends of the time bar's span, UTC ms. */
export function spanOf(state: CursorState, now: number): { from: number; to: number } {
  const to = state.end ?? now;
  return { from: to - rangeMs(state.range), to };
}
