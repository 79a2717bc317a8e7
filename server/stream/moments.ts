import type { Clock } from '../ports.ts';

/** A moment this close to the present may still get samples: it is soon made anew. */
const SETTLING_MS = 60_000;
const KEPT_WHILE_SETTLING_MS = 2_000;
const KEPT_MS = 120_000;

interface Entry<T> {
  readonly made: Promise<T>;
  readonly stop: AbortController;
  /** Those who asked and have not gone away. */
  waiting: number;
  /** When it was made, null while it is being made. */
  madeAt: number | null;
}

/** Things that belong to a moment of the past, made once for all who ask for it at about the same time. */
export interface Moments<T> {
  /** Rejects as `make` does; an aborted signal only means that its owner no longer waits. */
  get(at: number, signal?: AbortSignal): Promise<T>;
}

/**
 * Keeps the `size` moments that were asked for last. One at a time is made; one that nobody waits for any more is
 * stopped, as when somebody drags the cursor over a day.
 */
export function createMoments<T>(options: {
  /** Does nothing more once the signal is aborted: the next one may begin then. */
  make: (at: number, signal: AbortSignal) => Promise<T>;
  clock: Clock;
  size: number;
}): Moments<T> {
  const { make, clock, size } = options;
  const entries = new Map<number, Entry<T>>();
  let last: Promise<unknown> = Promise.resolve();

  const drop = (at: number, entry: Entry<T>): void => {
    if (entries.get(at) === entry) entries.delete(at);
  };

  const begin = (at: number): Entry<T> => {
    const stop = new AbortController();
    const made = last.then(() => {
      stop.signal.throwIfAborted();
      // Who does not heed the signal does not keep the next one waiting.
      return orAborted(make(at, stop.signal), stop.signal);
    });
    const entry: Entry<T> = { made, stop, waiting: 0, madeAt: null };
    last = made.then(
      () => {
        entry.madeAt = clock();
        forget(entries, size);
      },
      () => drop(at, entry),
    );
    return entry;
  };

  return {
    async get(at, signal) {
      signal?.throwIfAborted();
      const known = entries.get(at);
      const entry = known !== undefined && isCurrent(known, at, clock()) ? known : begin(at);
      entries.delete(at);
      entries.set(at, entry);
      entry.waiting++;
      const leave = (): void => {
        if (--entry.waiting > 0 || entry.madeAt !== null) return;
        drop(at, entry);
        entry.stop.abort();
      };
      signal?.addEventListener('abort', leave, { once: true });
      try {
        return await entry.made;
      } finally {
        signal?.removeEventListener('abort', leave);
      }
    },
  };
}

/** As the work ends, or rejects with the signal's reason, whichever is first. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    work.then(done, fail);
  });
}

function isCurrent({ madeAt }: { readonly madeAt: number | null }, at: number, now: number): boolean {
  if (madeAt === null) return true;
  return now - madeAt < (madeAt - at < SETTLING_MS ? KEPT_WHILE_SETTLING_MS : KEPT_MS);
}

/** The ones that were asked for longest ago go; a map keeps its order. */
function forget<T>(entries: Map<number, Entry<T>>, size: number): void {
  let made = 0;
  for (const { madeAt } of entries.values()) if (madeAt !== null) made++;
  for (const [at, { madeAt }] of entries) {
    if (made <= size) return;
    if (madeAt === null) continue;
    entries.delete(at);
    made--;
  }
}
