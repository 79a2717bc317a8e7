/** More events than this in one second end the connection. A client that behaves sends a handful. */
export const MAX_EVENTS_PER_SECOND = 50;

/** Counts a socket's events; true while it keeps to the limit. Windows of one second of the given clock. */
export function createEventRate(clock: () => number): () => boolean {
  let windowFrom = 0;
  let events = 0;
  return () => {
    const now = clock();
    if (Math.abs(now - windowFrom) >= 1000) {
      windowFrom = now;
      events = 0;
    }
    return ++events <= MAX_EVENTS_PER_SECOND;
  };
}
