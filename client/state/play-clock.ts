/** How often playing moves the cursor on: each step is a moment that is loaded whole. */
export const PLAY_STEP_MS = 1_000;

/**
 * Calls `advance` once a step while `ready()` says that the last moment is on the screen. A moment that loads slowly makes
 * playing slower; none is skipped. Returns how to stop.
 */
export function startPlayClock(ready: () => boolean, advance: (elapsedMs: number) => void): () => void {
  const timer = setInterval(() => {
    if (ready()) advance(PLAY_STEP_MS);
  }, PLAY_STEP_MS);
  return () => clearInterval(timer);
}
