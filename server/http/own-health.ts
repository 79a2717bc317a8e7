import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HealthView } from '../../shared/wire/http.ts';
import type { Clock, Health, History, HistoryStats, Inventory, Journal, LiveState } from '../ports.ts';

export interface OwnHealthStages {
  readonly inventory: Inventory;
  readonly journal: Journal;
  readonly live: LiveState;
  readonly health: Health;
  readonly stream: { readonly clients: number };
  /** Null where no past is kept. */
  readonly history: Pick<History, 'stats'> | null;
  readonly version: string;
  readonly clock: Clock;
}

const WINDOW_MS = 10_000;
/** How often the event loop is asked; the histogram holds this much in every value. */
const RESOLUTION_MS = 10;

/** How this process is, for people: `GET /api/v1/health`. The same and more for machines is at /metrics. */
export function createOwnHealth(stages: OwnHealthStages): () => HealthView {
  const { inventory, journal, live, health, stream, history, version, clock } = stages;
  const startedAt = clock();
  const loopDelay = watchLoopDelay();
  return () => {
    const { bytes, segments, pending, fsync } = journal.stats();
    const notReady = health.notReady();
    return {
      ready: notReady === null,
      notReady,
      epoch: health.epoch,
      degraded: [...health.degraded()],
      version,
      now: clock(),
      uptimeMs: Math.max(0, clock() - startedAt),
      journal: {
        bytes,
        segments,
        pendingBytes: pending,
        fsync: {
          count: fsync.count,
          meanMs: fsync.count === 0 ? null : (1000 * fsync.sumSeconds) / fsync.count,
          maxMs: 1000 * fsync.maxSeconds,
        },
      },
      history: history === null ? null : historyHealth(history.stats()),
      loopDelay: loopDelay(),
      rssBytes: process.memoryUsage.rss(),
      clients: stream.clients,
      series: { known: countSeen(live.at), limit: inventory.dictionary.seriesCount },
    };
  };
}

function historyHealth({ degraded: _, ...stats }: HistoryStats): HealthView['history'] {
  const days = ({ daysKept }: { daysKept: number }) => (Number.isFinite(daysKept) ? daysKept : null);
  return { ...stats, tiers: stats.tiers.map((tier) => ({ ...tier, daysKept: days(tier) })) };
}

function countSeen(at: Float64Array): number {
  let seen = 0;
  for (let series = 0; series < at.length; series++) if (at[series]! > 0) seen++;
  return seen;
}

/** The worse of the window that runs and the one before it, so that a pause is seen for 10 to 20 s. */
function watchLoopDelay(): () => HealthView['loopDelay'] {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  const measured = () => ({ p99Ms: late(histogram.percentile(99)), maxMs: late(histogram.max) });
  let before = { p99Ms: 0, maxMs: 0 };
  setInterval(() => {
    before = measured();
    histogram.reset();
  }, WINDOW_MS).unref();
  return () => {
    const now = measured();
    return { p99Ms: Math.max(before.p99Ms, now.p99Ms), maxMs: Math.max(before.maxMs, now.maxMs) };
  };
}

/** Nanoseconds of the histogram as milliseconds beyond its own step. */
function late(ns: number): number {
  return Math.max(0, ns / 1e6 - RESOLUTION_MS);
}
