import type { DuckDBConnection } from '@duckdb/node-api';
import { HistoryRefused, type HistoryTier, type PastState } from '../../ports.ts';
import { quoted, readDoubles, timeSql } from './database.ts';
import type { SealedFile } from './files.ts';
import type { HotHour } from './hot.ts';
import { HOUR_MS, MINUTE_MS } from './protocol.ts';
import type { Store } from './store.ts';
import { TIER_MS } from './tier-choice.ts';

/** A series is looked for so far back: three of its intervals, and at least this. */
const LOOK_BACK_MS = 5 * MINUTE_MS;
const LOOK_BACK_INTERVALS = 3;
/** Above so many samples in the hours that count, minute roll-ups say what their last sample was. */
const RAW_ROWS = 5_000_000;

const BAD = 3;

/** The newest sample found so far, by id. */
interface Newest {
  readonly at: Float64Array;
  readonly steps: Float64Array;
  readonly quality: Uint8Array;
}

/**
 * The last sample of every series at or before a moment. Unsealed hours and small sealed ones are read sample by sample;
 * of others the minute roll-ups give their last sample, with its time to the second: then a series' sample may be up to a
 * minute older than the newest one there was.
 */
export async function queryState(store: Store, connection: DuckDBConnection, at: number): Promise<PastState> {
  if (!Number.isFinite(at)) throw new HistoryRefused('bad-query', 'no moment', 'at');
  const { ids } = store;
  const lookBack = new Float64Array(ids.count);
  let slow = LOOK_BACK_MS;
  for (let id = 0; id < ids.count; id++) {
    lookBack[id] = Math.max(LOOK_BACK_MS, LOOK_BACK_INTERVALS * ids.intervalMs[id]!);
    slow = Math.max(slow, lookBack[id]!);
  }
  const newest = emptyNewest(ids.count);
  const hot = emptyNewest(ids.count);
  const from = at - slow;
  for (const hour of store.hot.hours.values()) readHot(hour, from, at, hot);
  const tier = tierOf(store, from, at);
  if (tier !== null) {
    await readSealed(store, connection, tier, at - LOOK_BACK_MS, at, '', newest);
    if (slow > LOOK_BACK_MS) await readSealed(store, connection, tier, from, at, slowIds(lookBack), newest);
  }
  for (let id = 0; id < ids.count; id++) if (hot.at[id]! >= newest.at[id]!) copy(hot, id, newest);
  return { at, tier: tier ?? 'raw', batch: toBatch(store, newest, at, lookBack, tier) };
}

function emptyNewest(count: number): Newest {
  return {
    at: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
    steps: new Float64Array(count),
    quality: new Uint8Array(count),
  };
}

function copy(from: Newest, id: number, to: Newest): void {
  to.at[id] = from.at[id]!;
  to.steps[id] = from.steps[id]!;
  to.quality[id] = from.quality[id]!;
}

/**
 * Newest layers first, since later ones overrule earlier ones with the same time; a series that is known to be as new as
 * anything in a run is not looked up there.
 */
function readHot(hot: HotHour, from: number, at: number, newest: Newest): void {
  const start = hot.hour * HOUR_MS;
  if (start > at || start + HOUR_MS <= from) return;
  const take = (id: number, time: number, steps: number, quality: number) => {
    newest.at[id] = time;
    newest.steps[id] = steps;
    newest.quality[id] = quality;
  };
  const { open } = hot;
  for (let i = 0; i < open.length; i++) {
    const time = start + open.offset[i]!;
    if (time <= at && time >= newest.at[open.id[i]!]!) take(open.id[i]!, time, open.steps[i]!, open.quality[i]!);
  }
  for (const run of [...hot.runs].reverse()) {
    if (start + run.firstOffset > at || start + run.lastOffset < from) continue;
    for (let place = 0; place < run.ids.length; place++) {
      const id = run.ids[place]!;
      if (newest.at[id]! >= start + Math.min(run.lastOffset, at - start)) continue;
      run.last(place, at - start, (offset, steps, quality) => {
        if (start + offset > newest.at[id]!) take(id, start + offset, steps, quality);
      });
    }
  }
}

/** The finest tier whose files can say it quickly, null when no file is of that time. */
function tierOf(store: Store, from: number, at: number): HistoryTier | null {
  const raw = store.files.find('raw', from, at + 1);
  if (raw.length > 0 && raw.reduce((sum, { rows }) => sum + rows, 0) <= RAW_ROWS) return 'raw';
  if (store.files.find('moment', from, at + 1).length > 0) return '1m';
  const minutesBegin = store.files.oldest('moment') ?? Number.POSITIVE_INFINITY;
  return at < minutesBegin && store.files.find('1h', from - 2 * HOUR_MS, at + 1).length > 0 ? '1h' : null;
}

async function readSealed(
  store: Store,
  connection: DuckDBConnection,
  tier: HistoryTier,
  from: number,
  at: number,
  which: string,
  newest: Newest,
): Promise<void> {
  // The last sample of a bucket may be a width younger than its start, and be taken for a width longer.
  const oldest = from - 2 * TIER_MS[tier];
  const files = store.files.find(tier === '1m' ? 'moment' : tier, oldest, at + 1);
  if (files.length === 0) return;
  const sql = tier === 'raw' ? rawSql(store, files, oldest, at, which) : bucketSql(store, files, oldest, at, which);
  await readDoubles(connection, sql, ([series, time, steps, quality], count) => {
    for (let i = 0; i < count; i++) {
      const id = series![i]!;
      if (time![i]! < newest.at[id]!) continue;
      newest.at[id] = time![i]!;
      newest.steps[id] = steps![i]!;
      newest.quality[id] = quality![i]!;
    }
  });
}

function rawSql(store: Store, files: readonly SealedFile[], from: number, at: number, which: string): string {
  return `SELECT series::DOUBLE, max(epoch_ms("time"))::DOUBLE, coalesce(arg_max(coalesce(steps, 0), "time"), 0)::DOUBLE,
      arg_max(quality, "time")::DOUBLE
    FROM read_parquet([${listOf(store, files)}], hive_partitioning=false)
    WHERE "time" >= ${timeSql(from)} AND "time" <= ${timeSql(at)} ${which} GROUP BY series`;
}

function bucketSql(store: Store, files: readonly SealedFile[], from: number, at: number, which: string): string {
  const last = '(epoch_ms("time") + last_second::BIGINT * 1000)';
  return `SELECT series::DOUBLE, ${last}::DOUBLE, coalesce("last", 0)::DOUBLE, last_quality::DOUBLE
    FROM read_parquet([${listOf(store, files)}], hive_partitioning=false)
    WHERE "time" > ${timeSql(from)} AND "time" <= ${timeSql(at)} AND ${last} <= ${Math.floor(at)} ${which}`;
}

function listOf(store: Store, files: readonly SealedFile[]): string {
  return files.map((file) => quoted(store.files.absolute(file))).join(',');
}

/** A condition for the series that report more seldom than others, as ranges of ids. */
function slowIds(lookBack: Float64Array): string {
  const ranges: string[] = [];
  for (let id = 0; id < lookBack.length; id++) {
    if (lookBack[id]! <= LOOK_BACK_MS) continue;
    const first = id;
    while (id + 1 < lookBack.length && lookBack[id + 1]! > LOOK_BACK_MS) id++;
    ranges.push(`series BETWEEN ${first} AND ${id}`);
  }
  return `AND (${ranges.join(' OR ')})`;
}

function toBatch(
  store: Store,
  newest: Newest,
  at: number,
  lookBack: Float64Array,
  tier: HistoryTier | null,
): PastState['batch'] {
  const { ids } = store;
  const width = tier === null ? 0 : TIER_MS[tier];
  const count = ids.ofNumber.length;
  const batch = {
    series: new Uint32Array(count),
    at: new Float64Array(count),
    value: new Float64Array(count),
    quality: new Uint8Array(count),
  };
  let found = 0;
  for (let number = 0; number < count; number++) {
    const id = ids.ofNumber[number]!;
    if (!(newest.at[id]! >= at - lookBack[id]! - width)) continue;
    batch.series[found] = number;
    batch.at[found] = newest.at[id]!;
    const bad = (newest.quality[id]! & 3) === BAD;
    batch.value[found] = bad ? 0 : (newest.steps[id]! * ids.step[id]!) / ids.parts[id]!;
    batch.quality[found] = newest.quality[id]!;
    found++;
  }
  return {
    series: batch.series.slice(0, found),
    at: batch.at.slice(0, found),
    value: batch.value.slice(0, found),
    quality: batch.quality.slice(0, found),
  };
}
