import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
import {
  type Buckets,
  HistoryRefused,
  type HistoryTier,
  type Inventory,
  type SeriesAnswer,
  type SeriesQuery,
} from '../../ports.ts';
import { BucketGrid, type Grid, gridOf, sampleBuckets } from './bucket-grid.ts';
import { readBuckets } from './read-buckets.ts';
import { readSamples, type SeriesRows } from './read-samples.ts';
import type { RemoteRead } from './remote-read.ts';
import { type Selection, selectionsOf } from './select.ts';

/** So many samples are read one by one at most; beyond it the remote rolls them up. */
const SAMPLES = 100_000;
/** Of them in one request: its reply is a few megabytes. */
const SAMPLES_AT_ONCE = 50_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const TIER_MS: Readonly<Record<HistoryTier, number>> = { raw: 1, '1m': MINUTE_MS, '1h': HOUR_MS };
const NO_ROWS: SeriesRows = { at: [], value: [], quality: [] };

/**
 * Series over time. There are only raw samples: buckets are rolled up by the query, here where they are few and by the
 * remote where they are many, with *_over_time, which looks back over its bucket and no further. Throws HistoryRefused.
 */
export async function querySeries(
  remote: RemoteRead,
  inventory: Inventory,
  query: SeriesQuery,
  signal: AbortSignal | undefined,
): Promise<SeriesAnswer> {
  const { from, to, points, tier = 'raw' } = query;
  if (!(from < to)) throw new HistoryRefused('bad-query', 'from must be before to', 'from');
  if (!(points >= 1)) throw new HistoryRefused('bad-query', 'points must be at least 1', 'points', 1);
  const selections = selectionsOf(inventory, query.series);
  const perSeries = Math.max(0, ...selections.map(({ metric }) => (to - from) / keptIntervalMs(metric)));
  const answer = (stepMs: number, found: ReadonlyMap<number, Buckets>): SeriesAnswer => ({
    tier,
    stepMs,
    series: query.series.map((series) => found.get(series) ?? sampleBuckets(NO_ROWS)),
  });

  if (tier === 'raw' && perSeries <= points) {
    const rows = await readAll(remote, inventory, query, perSeries, { from, to }, signal);
    const most = Math.max(0, ...[...rows.values()].map(({ at }) => at.length));
    if (most <= points) return answer(0, mapValues(rows, sampleBuckets));
  }
  const grid = gridFor(query, TIER_MS[tier]);
  if (perSeries * query.series.length <= SAMPLES) {
    const rows = await readAll(remote, inventory, query, perSeries, spanOf(grid), signal);
    const buckets = [...rows].map(
      ([series, found]) => [series, rollUp(found, grid, query, keptIntervalMs(inventory.metricOf(series)))] as const,
    );
    return answer(grid.stepMs, new Map(buckets));
  }
  const found = new Map<number, Buckets>();
  for (const selection of selections) {
    const interval = keptIntervalMs(selection.metric);
    const filled = await readBuckets(remote, inventory.zone.id, selection, grid, signal);
    for (const [series, buckets] of filled) found.set(series, buckets.finish(interval, query));
  }
  return answer(grid.stepMs, found);
}

/** Whole buckets: the first may begin before `from`, as the tiers of any engine do. */
function spanOf({ startMs, stepMs, length }: Grid): { from: number; to: number } {
  return { from: startMs, to: startMs + length * stepMs };
}

async function readAll(
  remote: RemoteRead,
  inventory: Inventory,
  query: SeriesQuery,
  perSeries: number,
  span: { readonly from: number; readonly to: number },
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, SeriesRows>> {
  const atOnce = Math.max(1, Math.min(100, Math.floor(SAMPLES_AT_ONCE / Math.max(1, perSeries))));
  const all = new Map<number, SeriesRows>();
  const read = async (selection: Selection): Promise<void> => {
    const found = await readSamples(remote, inventory.zone.id, selection, span, signal);
    for (const [series, rows] of found) all.set(series, rows);
  };
  for (const selection of selectionsOf(inventory, query.series, atOnce)) await read(selection);
  return all;
}

/** The finest width that is a round one and gives no more buckets than asked for. */
function gridFor({ from, to, points }: SeriesQuery, unitMs: number): Grid {
  let stepMs = roundUp(Math.max(unitMs, (to - from) / points), unitMs);
  for (;;) {
    const grid = gridOf(from, to, stepMs);
    if (grid.length <= points || grid.length <= 1) return grid;
    stepMs = roundUp(stepMs + 1, unitMs);
  }
}

function roundUp(ms: number, unitMs: number): number {
  const round = Math.max(unitMs, ms > HOUR_MS ? HOUR_MS : ms > MINUTE_MS ? MINUTE_MS : 1_000);
  return Math.ceil(ms / round) * round;
}

function rollUp(rows: SeriesRows, grid: Grid, query: SeriesQuery, intervalMs: number): Buckets {
  const buckets = new BucketGrid(grid);
  for (let i = 0; i < rows.at.length; i++) buckets.addSample(rows.at[i]!, rows.value[i]!, rows.quality[i]!);
  return buckets.finish(intervalMs, query);
}

function mapValues<V, W>(map: ReadonlyMap<number, V>, change: (value: V) => W): ReadonlyMap<number, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
