import type { DuckDBConnection } from '@duckdb/node-api';
import { type Buckets, HistoryRefused, type HistoryTier, type SeriesAnswer, type SeriesQuery } from '../../ports.ts';
import { BucketSums, overlapMs } from './bucket-sums.ts';
import { quoted, readDoubles } from './database.ts';
import type { SealedFile } from './files.ts';
import { HOUR_MS } from './protocol.ts';
import { rollUp } from './roll-up.ts';
import { SortedRows } from './sorted-rows.ts';
import type { Store } from './store.ts';
import { type Choice, chooseTier, stepOf, TIER_MS } from './tier-choice.ts';

export const MAX_SERIES = 500;
export const MAX_POINTS = 100_000;

/** Where the unsealed hours' samples of one series are merged in: the samples by hour, settled. */
export type HotRows = Map<number, SortedRows>;

/** Answers a question about series. Throws HistoryRefused. */
export async function querySeries(
  store: Store,
  connection: DuckDBConnection,
  query: SeriesQuery,
): Promise<SeriesAnswer> {
  check(store, query);
  const ids = query.series.map((number) => store.ids.ofNumber[number]!);
  const intervalMs = Math.min(...ids.map((id) => store.ids.intervalMs[id]!));
  const oldest = oldestOf(store);
  let choice = chooseTier(query, intervalMs, oldest);
  const first = await readAll(store, connection, ids, query, choice);
  if (choice.stepMs === 0 && first.some(({ size }) => size > query.points)) {
    // Samples came more often than the catalogue says.
    choice = { tier: 'raw', stepMs: stepOf(query, 1000) };
    return answer(store, ids, query, choice, await readAll(store, connection, ids, query, choice));
  }
  const coarse = await inHours(store, connection, ids, query, choice, first);
  return coarse ?? answer(store, ids, query, choice, first);
}

/**
 * An hour's roll-ups may go back further than what was read, for these series: a simulated past has only them. Null where
 * that gains nothing.
 */
async function inHours(
  store: Store,
  connection: DuckDBConnection,
  ids: readonly number[],
  query: SeriesQuery,
  { tier }: Choice,
  sums: readonly BucketSums[],
): Promise<SeriesAnswer | null> {
  const begins = firstOf(sums);
  if (query.tier !== undefined || tier === '1h' || begins - query.from < 2 * HOUR_MS) return null;
  if (store.files.find('1h', query.from, Math.min(begins, query.to)).length === 0) return null;
  const choice: Choice = { tier: '1h', stepMs: stepOf(query, HOUR_MS) };
  const hours = await readAll(store, connection, ids, query, choice);
  if (firstOf(hours) < begins - HOUR_MS) return answer(store, ids, query, choice, hours);
  for (const each of hours) each.release();
  return null;
}

function firstOf(sums: readonly BucketSums[]): number {
  return Math.min(...sums.map(({ first }) => first));
}

function check(store: Store, query: SeriesQuery): void {
  if (query.series.length === 0) throw new HistoryRefused('bad-query', 'no series', 'series');
  if (query.series.length > MAX_SERIES) throw new HistoryRefused('too-much', 'too many series', 'series', MAX_SERIES);
  if (query.points > MAX_POINTS) throw new HistoryRefused('too-much', 'too many points', 'points', MAX_POINTS);
  if (query.series.some((number) => store.ids.ofNumber[number] === undefined)) {
    throw new HistoryRefused('bad-query', 'no such series', 'series');
  }
}

/** Start of the oldest rows of a tier, those in memory included. */
export function oldestOf(store: Store): (tier: HistoryTier) => number | null {
  const hot = [...store.hot.hours.values()].filter(({ rows }) => rows > 0).map(({ hour }) => hour * HOUR_MS);
  const oldestHot = hot.length > 0 ? Math.min(...hot) : null;
  return (tier) => {
    const sealed = store.files.oldest(tier);
    return sealed === null || oldestHot === null ? (sealed ?? oldestHot) : Math.min(sealed, oldestHot);
  };
}

function answer(
  store: Store,
  ids: readonly number[],
  query: SeriesQuery,
  { tier, stepMs }: Choice,
  sums: readonly BucketSums[],
): SeriesAnswer {
  const unit = TIER_MS[tier] || 1;
  const from = Math.floor(query.from / unit) * unit;
  const to = Math.ceil(query.to / unit) * unit;
  const series = sums.map((each, i): Buckets => {
    const id = ids[i]!;
    const expected = (at: number) =>
      stepMs === 0 ? Number.NaN : overlapMs(at, stepMs, from, to) / store.ids.intervalMs[id]!;
    return each.buckets({ step: store.ids.step[id]!, parts: store.ids.parts[id]!, expected }, true);
  });
  for (const each of sums) each.release();
  return { tier, stepMs, series };
}

async function readAll(
  store: Store,
  connection: DuckDBConnection,
  ids: readonly number[],
  query: SeriesQuery,
  { tier, stepMs }: Choice,
): Promise<BucketSums[]> {
  const sums = new Map(ids.map((id) => [id, new BucketSums(stepMs)]));
  const unit = TIER_MS[tier] || 1;
  const from = Math.floor(query.from / unit) * unit;
  // In one turn: what is in memory and which files there are belong together.
  const hot = new Map([...sums.keys()].map((id) => [id, hotRows(store, id, from, query.to)]));
  const distinct = [...sums.keys()];
  const files = store.files
    .find(tier, from, query.to)
    .filter(({ first, end }) => distinct.some((id) => first <= id && id < end));
  const late = new Map(distinct.map((id) => [id, lateHours(files, hot.get(id)!)]));
  await readSealed(connection, store, tier, files, distinct, from, query.to, (id) => {
    const [into, hours] = [sums.get(id)!, late.get(id)!];
    return (at, low, high, total, last, samples, quality) => {
      if (hours.size > 0 && hours.has(Math.floor(at / HOUR_MS))) return;
      into.add(at, low, high, total, last, samples, quality);
    };
  });
  for (const id of distinct) {
    for (const hour of late.get(id)!) await mergeSealed(connection, store, id, hour, hot.get(id)!.get(hour)!);
    for (const [hour, rows] of hot.get(id)!) addHour(sums.get(id)!, hour, rows, tier, from, query.to);
  }
  return ids.map((id) => sums.get(id)!);
}

/** Samples of a series that are not sealed, of every hour that the range touches. */
export function hotRows(store: Store, id: number, from: number, to: number): HotRows {
  const found: HotRows = new Map();
  for (const hot of store.hot.hours.values()) {
    if (hot.rows === 0 || (hot.hour + 1) * HOUR_MS <= from || hot.hour * HOUR_MS >= to) continue;
    const rows = new SortedRows();
    store.hot.read(hot, id, rows);
    if (rows.length > 0) found.set(hot.hour, rows);
  }
  return found;
}

/** Hours that are sealed and have late samples in memory too. */
function lateHours(files: readonly SealedFile[], hot: HotRows): Set<number> {
  const sealed = (hour: number) =>
    files.some(({ fromMs, toMs }) => fromMs <= hour * HOUR_MS && toMs >= (hour + 1) * HOUR_MS);
  return new Set([...hot.keys()].filter(sealed));
}

/** Puts a series' sealed samples of an hour under the late ones. */
export async function mergeSealed(
  connection: DuckDBConnection,
  store: Store,
  id: number,
  hour: number,
  rows: SortedRows,
): Promise<void> {
  const files = store.files.find('raw', hour * HOUR_MS, (hour + 1) * HOUR_MS, id);
  const late = { offset: rows.offset.slice(0, rows.length), steps: rows.steps.slice(), quality: rows.quality.slice() };
  const count = rows.length;
  rows.clear();
  await readSealed(connection, store, 'raw', files, [id], hour * HOUR_MS, (hour + 1) * HOUR_MS, () => {
    return (at, _low, _high, _total, last, _samples, quality) => rows.push(at - hour * HOUR_MS, last, quality);
  });
  for (let i = 0; i < count; i++) rows.push(late.offset[i]!, late.steps[i]!, late.quality[i]!);
  rows.settle();
}

/** Takes a row of a series; numbers are in steps. */
type TakeRow = BucketSums['add'];

/** Rows of a tier's files for the given ids; `takerOf` gives what takes a series' rows, as often as the series changes. */
async function readSealed(
  connection: DuckDBConnection,
  store: Store,
  tier: HistoryTier,
  files: readonly SealedFile[],
  ids: readonly number[],
  from: number,
  to: number,
  takerOf: (id: number) => TakeRow,
): Promise<void> {
  if (files.length === 0) return;
  const which = ids.length === 1 ? `series = ${ids[0]}` : `series IN (${ids.join(',')})`;
  const columns =
    tier === 'raw'
      ? 'coalesce(steps, 0)::DOUBLE, quality::DOUBLE'
      : `coalesce(low, 0)::DOUBLE, quality::DOUBLE, coalesce(high, 0)::DOUBLE, coalesce(total, 0)::DOUBLE,
         coalesce("last", 0)::DOUBLE, samples::DOUBLE`;
  const list = files.map((file) => quoted(store.files.absolute(file))).join(',');
  const sql = `SELECT series::DOUBLE, epoch_ms("time")::DOUBLE, ${columns}
    FROM read_parquet([${list}], hive_partitioning=false)
    WHERE ${which}`;
  let known = -1;
  let take: TakeRow = () => undefined;
  await readDoubles(connection, sql, ([series, time, low, quality, high, total, last, samples], count) => {
    for (let i = 0; i < count; i++) {
      // Files are sorted by series: a condition on the time would be tried on every row and leave nothing out.
      const at = time![i]!;
      if (at < from || at >= to) continue;
      if (series![i]! !== known) {
        known = series![i]!;
        take = takerOf(known);
      }
      const step = low![i]!;
      const byte = quality![i]!;
      if (tier === 'raw') take(at, step, step, step, step, (byte & 3) === 3 ? 0 : 1, byte);
      else take(at, step, high![i]!, total![i]!, last![i]!, samples![i]!, byte);
    }
  });
}

/** Adds an hour's samples, rolled up to the tier's width first so that they count as sealed ones do. */
function addHour(sums: BucketSums, hour: number, rows: SortedRows, tier: HistoryTier, from: number, to: number): void {
  const start = hour * HOUR_MS;
  if (tier === 'raw') {
    for (let i = 0; i < rows.length; i++) {
      const at = start + rows.offset[i]!;
      if (at < from || at >= to) continue;
      const steps = rows.steps[i]!;
      sums.add(at, steps, steps, steps, steps, (rows.quality[i]! & 3) === 3 ? 0 : 1, rows.quality[i]!);
    }
    return;
  }
  rollUp(rows, TIER_MS[tier], (offset, { low, high, total, last, samples, quality }) => {
    const at = start + offset;
    if (at >= from && at < to) sums.add(at, low, high, total, last, samples, quality);
  });
}
