import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CursorState,
  LIVE_CURSOR,
  moveCursor,
  RANGES,
  rangeMs,
  spanOf,
} from '../../../client/state/cursor-state.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const OLDEST = NOW - 7 * 86_400_000;
const bounds = { now: NOW, oldest: OLDEST };
const past = (agoMs: number): CursorState => moveCursor(LIVE_CURSOR, { type: 'move', to: NOW - agoMs }, bounds);

test('taking the cursor to 03:12 shows 03:12, on a whole second, and does not play', () => {
  const at = Date.parse('2026-11-24T03:12:00.750Z');
  expect(moveCursor(LIVE_CURSOR, { type: 'move', to: at }, bounds)).toMatchObject({
    at: Date.parse('2026-11-24T03:12:00Z'),
    playing: false,
  });
});

test('nothing lies before what history has, nor after the present', () => {
  expect(past(30 * 86_400_000).at).toBe(OLDEST);
  expect(moveCursor(past(60_000), { type: 'move', to: NOW + 60_000 }, bounds).at).toBeNull();
});

test('playing at 60× moves a minute a second and ends in the present', () => {
  const start = moveCursor(moveCursor(past(90_000), { type: 'speed', speed: 60 }, bounds), { type: 'play' }, bounds);
  const one = moveCursor(start, { type: 'advance', elapsedMs: 1_000 }, bounds);
  expect(one).toMatchObject({ at: NOW - 30_000, playing: true });
  expect(moveCursor(one, { type: 'advance', elapsedMs: 1_000 }, bounds)).toMatchObject({ at: null, playing: false });
});

test('a paused cursor does not move, and the present does not play', () => {
  const paused = moveCursor(past(60_000), { type: 'pause' }, bounds);
  expect(moveCursor(paused, { type: 'advance', elapsedMs: 1_000 }, bounds).at).toBe(NOW - 60_000);
  expect(moveCursor(LIVE_CURSOR, { type: 'play' }, bounds).playing).toBe(false);
});

test('a moment outside the span moves the span to it; back to live, the span ends now', () => {
  const old = past(3 * 86_400_000);
  const span = spanOf(old, NOW);
  expect(old.at! - span.from).toBe(span.to - old.at!);
  expect(spanOf(moveCursor(old, { type: 'live' }, bounds), NOW)).toEqual({ from: NOW - 86_400_000, to: NOW });
});

test('a moment within the span leaves it where it is', () => {
  expect(past(3_600_000).end).toBeNull();
});

test('whatever is done, the cursor stays within what there is and within its span', () => {
  const action = fc.oneof(
    fc.record({ type: fc.constant('move' as const), to: fc.integer({ min: OLDEST - 1e9, max: NOW + 1e9 }) }),
    fc.record({ type: fc.constant('advance' as const), elapsedMs: fc.integer({ min: 0, max: 5_000 }) }),
    fc.record({ type: fc.constantFrom('live' as const, 'play' as const, 'pause' as const) }),
    fc.record({ type: fc.constant('speed' as const), speed: fc.constantFrom(1 as const, 60 as const, 600 as const) }),
    fc.record({ type: fc.constant('range' as const), range: fc.constantFrom(...RANGES.map(([name]) => name)) }),
  );
  fc.assert(
    fc.property(fc.array(action), (actions) => {
      const state = actions.reduce((before, one) => moveCursor(before, one, bounds), LIVE_CURSOR);
      const { from, to } = spanOf(state, NOW);
      expect(to).toBeLessThanOrEqual(NOW);
      expect(to - from).toBe(rangeMs(state.range));
      if (state.at === null) expect(state.playing).toBe(false);
      else {
        expect(state.at).toBeGreaterThanOrEqual(Math.max(OLDEST, from) - 1_000);
        expect(state.at).toBeLessThanOrEqual(to);
      }
    }),
  );
});
