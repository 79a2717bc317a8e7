import type { HotHour } from './hot.ts';
import { mergeSealed } from './merge.ts';
import { HOUR_MS } from './protocol.ts';
import { applyRetention } from './retention.ts';
import { sealHour } from './seal.ts';
import type { Store } from './store.ts';

/** Late samples wait so long for others, since each rewrite costs a whole part of their hour. */
const LATE_MS = 60_000;

/**
 * Seals the hours that are over, merges the files of longer spans that are over, deletes what is kept no longer.
 * `everything`: without waiting for more to come.
 */
export async function maintain(store: Store, now: number, everything: boolean): Promise<void> {
  for (const hot of [...store.hot.hours.values()].sort((a, b) => a.hour - b.hour)) {
    if (isDue(store, hot, now, everything)) await sealHour(store, hot);
  }
  await mergeSealed(store, now);
  await applyRetention(store, now);
}

function isDue(store: Store, hot: HotHour, now: number, everything: boolean): boolean {
  if (hot.rows === 0 || (hot.hour + 1) * HOUR_MS + store.keeping.graceMs > now) return false;
  if (everything) return true;
  const quiet = store.sealedHours.has(hot.hour) ? Math.max(LATE_MS, store.keeping.quietMs) : store.keeping.quietMs;
  return now - hot.touchedAt >= quiet;
}
