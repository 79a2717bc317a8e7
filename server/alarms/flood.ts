/**
 * Raises of each source in a minute of journal time. Beyond the limit they are held back, and come when the flood is over
 * if they are still true: nothing is lost, and one greedy source cannot bury the others.
 */
export interface Flood {
  /** Takes a raise of a source; false when it is over its limit and must wait. What is no news makes no storm. */
  take(source: string, now: number, news: boolean): boolean;
  /** A raise of the source waits, or does so no more. */
  hold(source: string, by: 1 | -1): void;
  heldBack(source: string): number;
  total(): number;
  /** News of the last minute, over all sources. */
  perMinute(now: number): number;
  save(): FloodState;
  restore(state: FloodState): void;
}

export interface FloodState {
  readonly minute: number;
  readonly before: number;
  /** Missing in a checkpoint of an older version. */
  readonly news?: number;
  readonly counts: readonly (readonly [string, number])[];
  readonly held: readonly (readonly [string, number])[];
}

const MINUTE_MS = 60_000;

export function createFlood(limitPerMinute: number): Flood {
  let minute = 0;
  /** What was news in this minute and in the one before. */
  let news = 0;
  let before = 0;
  let counts = new Map<string, number>();
  let held = new Map<string, number>();
  const sum = (map: ReadonlyMap<string, number>): number => [...map.values()].reduce((all, one) => all + one, 0);
  const turn = (now: number): void => {
    const present = Math.floor(now / MINUTE_MS);
    if (present === minute) return;
    before = present === minute + 1 ? news : 0;
    news = 0;
    counts = new Map();
    minute = present;
  };
  return {
    take(source, now, isNews) {
      turn(now);
      const count = counts.get(source) ?? 0;
      if (count >= limitPerMinute) return false;
      counts.set(source, count + 1);
      if (isNews) news++;
      return true;
    },
    hold(source, by) {
      const count = (held.get(source) ?? 0) + by;
      if (count <= 0) held.delete(source);
      else held.set(source, count);
    },
    heldBack: (source) => held.get(source) ?? 0,
    total: () => sum(held),
    perMinute(now) {
      turn(now);
      const into = (now % MINUTE_MS) / MINUTE_MS;
      return Math.round(news + before * (1 - into));
    },
    save: () => ({ minute, before, news, counts: [...counts], held: [...held] }),
    restore(state) {
      minute = state.minute;
      before = state.before;
      news = state.news ?? 0;
      counts = new Map(state.counts);
      held = new Map(state.held);
    },
  };
}
