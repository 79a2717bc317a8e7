import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PLAY_STEP_MS, startPlayClock } from '../../../client/state/play-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('moves on once a step, and no more once it is stopped', () => {
  let elapsed = 0;
  const stop = startPlayClock(
    () => true,
    (ms) => {
      elapsed += ms;
    },
  );
  vi.advanceTimersByTime(3 * PLAY_STEP_MS);
  expect(elapsed).toBe(3 * PLAY_STEP_MS);
  stop();
  vi.advanceTimersByTime(3 * PLAY_STEP_MS);
  expect(elapsed).toBe(3 * PLAY_STEP_MS);
});

test('a moment that is still loading is waited for, none is skipped', () => {
  let loading = true;
  let steps = 0;
  const stop = startPlayClock(
    () => !loading,
    () => steps++,
  );
  vi.advanceTimersByTime(5 * PLAY_STEP_MS);
  expect(steps).toBe(0);
  loading = false;
  vi.advanceTimersByTime(PLAY_STEP_MS);
  expect(steps).toBe(1);
  stop();
});
