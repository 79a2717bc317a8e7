import type { LiveStore } from './live-store.ts';
import { type Reading, readingOf } from './reading.ts';

/** Readings by series for components: subscribers of a series are called once a flush, and only when it changed. */
export interface Readings {
  subscribe(series: number, listener: () => void): () => void;
  /** The same object until the series changes. */
  get(series: number): Reading;
  /** Begins to follow the store, until the returned function is called. */
  open(): () => void;
}

/** `schedule` calls back at the next flush: requestAnimationFrame in a browser. */
export function createReadings(store: LiveStore, schedule: (flush: () => void) => void): Readings {
  const listeners = new Map<number, Set<() => void>>();
  /** Number of subscribers by series, so that a frame of thousands costs an array read each. */
  const subscribed = new Uint16Array(store.flags.length);
  const cache = new Map<number, Reading>();
  const changed = new Set<number>();
  let scheduled = false;

  const flush = (): void => {
    scheduled = false;
    const due = [...changed];
    changed.clear();
    for (const series of due) cache.delete(series);
    for (const series of due) for (const listener of listeners.get(series) ?? []) listener();
  };
  const note = (series: Uint32Array): void => {
    for (let i = 0; i < series.length; i++) if (subscribed[series[i]!]! > 0) changed.add(series[i]!);
    if (changed.size === 0 || scheduled) return;
    scheduled = true;
    schedule(flush);
  };

  return {
    subscribe(series, listener) {
      let own = listeners.get(series);
      if (own === undefined) {
        own = new Set();
        listeners.set(series, own);
        // Nobody listened until now: what is kept may be old.
        cache.delete(series);
      }
      own.add(listener);
      subscribed[series] = own.size;
      return () => {
        own.delete(listener);
        subscribed[series] = own.size;
        if (own.size > 0 || listeners.get(series) !== own) return;
        listeners.delete(series);
        cache.delete(series);
      };
    },
    get(series) {
      let reading = cache.get(series);
      if (reading === undefined) {
        reading = readingOf(store, series);
        cache.set(series, reading);
      }
      return reading;
    },
    open: () => store.onFrame(note),
  };
}
