import type { DuckDBConnection } from '@duckdb/node-api';
import { type AggregateAnswer, type AggregateQuery, HistoryRefused } from '../../ports.ts';
import { BucketSums, overlapMs } from './bucket-sums.ts';
import { quoted, readDoubles, streamDoubles, timeSql } from './database.ts';
import { type HotHour, hourOf } from './hot.ts';
import { HOUR_MS, MINUTE_MS } from './protocol.ts';
import { mergeSealed } from './query-series.ts';
import { rollUp } from './roll-up.ts';
import { placeOf } from './run.ts';
import { SortedRows } from './sorted-rows.ts';
import { breathe, type Store } from './store.ts';
import { TIER_MS } from './tier-choice.ts';
import { NO_QUALITY, worstQualitySql } from './worst-quality.ts';

export const MAX_BUCKETS = 20_000;

type Tier = '1m' | '1h';

interface Plan {
  readonly tier: Tier;
  readonly stepMs: number;
  /** Range in whole buckets of the tier. */
  readonly from: number;
  readonly to: number;
  /** Group of each id, −1 for none. */
  readonly groupOf: Int32Array;
  readonly sums: readonly BucketSums[];
}

/**
 * Adds up groups of series by steps of whole minutes. Hours whose roll-ups by cohort say it are read from these; other
 * sealed hours from the tier's rows of every series; unsealed ones and late samples from memory.
 */
export async function queryAggregate(
  store: Store,
  connection: DuckDBConnection,
  query: AggregateQuery,
): Promise<AggregateAnswer> {
  const plan = createPlan(store, query);
  const ids = idsOf(plan);
  const { tier } = plan;
  const hot = [...store.hot.hours.values()].filter(
    ({ hour, rows }) => rows > 0 && (hour + 1) * HOUR_MS > plan.from && hour * HOUR_MS < plan.to,
  );
  const files = store.files.find(tier, plan.from, plan.to);
  const isSealed = (hour: number) =>
    files.some(({ fromMs, toMs }) => fromMs <= hour * HOUR_MS && toMs > hour * HOUR_MS);
  const late = lateIds(
    hot.filter(({ hour }) => isSealed(hour)),
    plan,
  );
  const cohorts = cohortsOf(store, plan);
  const byCohort = cohorts === null ? [] : cohortHours(store, plan, late);
  // What is in memory is read in this turn, so that it belongs together with the list of files.
  const inOrder = cohorts === null ? [] : hot.filter((each) => each.cohorts !== null);
  for (const each of inOrder) addInOrder(plan, each, cohorts!);
  const rest = hot.filter((each) => !inOrder.includes(each));
  const samples = await readHot(store, rest, ids, plan, isSealed);
  if (byCohort.length > 0) await addCohorts(connection, plan, cohorts!, byCohort);
  await addScanned(store, connection, plan, ids, files, new Set(byCohort), late);
  for (const { hour, id, rows } of samples) {
    if (isSealed(hour)) await mergeSealed(connection, store, id, hour, rows);
    addRows(plan, id, hour, rows);
  }
  const groups = query.groups.map(({ key }, i) => ({ key, buckets: finish(store, plan, i, query) }));
  for (const each of plan.sums) each.release();
  return { tier, stepMs: plan.stepMs, groups };
}

function createPlan(store: Store, query: AggregateQuery): Plan {
  const { from, to } = query;
  if (!(from < to)) throw new HistoryRefused('bad-query', 'the range is empty', 'to');
  if (!(query.stepMs > 0)) throw new HistoryRefused('bad-query', 'no step', 'stepMs');
  const hasMinutes =
    (store.files.oldest('1m') ?? Number.POSITIVE_INFINITY) <= from || store.files.oldest('1h') === null;
  const days = (to - from) / (24 * HOUR_MS);
  const coarse = query.stepMs >= HOUR_MS && query.stepMs % HOUR_MS === 0 && (!hasMinutes || days > 2);
  const tier = coarse ? '1h' : '1m';
  const unit = TIER_MS[tier];
  const stepMs = Math.max(1, Math.ceil(query.stepMs / unit)) * unit;
  if ((to - from) / stepMs > MAX_BUCKETS) {
    throw new HistoryRefused('too-much', 'too many buckets', 'stepMs', MAX_BUCKETS);
  }
  const groupOf = new Int32Array(store.ids.count).fill(-1);
  const sums = query.groups.map(({ series }, group) => {
    for (const number of series) {
      const id = store.ids.ofNumber[number];
      if (id === undefined) throw new HistoryRefused('bad-query', 'no such series', 'groups');
      if (groupOf[id] !== -1 && groupOf[id] !== group) {
        throw new HistoryRefused('bad-query', 'a series is in two groups', 'groups');
      }
      groupOf[id] = group;
    }
    return new BucketSums(stepMs);
  });
  return { tier, stepMs, from: Math.floor(from / unit) * unit, to: Math.ceil(to / unit) * unit, groupOf, sums };
}

function idsOf({ groupOf }: Plan): number[] {
  const ids: number[] = [];
  groupOf.forEach((group, id) => {
    if (group >= 0) ids.push(id);
  });
  return ids;
}

/** Group of each cohort when every group is a union of whole cohorts, else null. */
function cohortsOf(store: Store, { groupOf }: Plan): Map<number, number> | null {
  const groups = new Map<number, number>();
  const { cohort } = store.ids;
  for (let id = 0; id < groupOf.length; id++) {
    if (groupOf[id]! < 0) continue;
    if (cohort[id]! < 0) return null;
    const known = groups.get(cohort[id]!);
    if (known !== undefined && known !== groupOf[id]) return null;
    groups.set(cohort[id]!, groupOf[id]!);
  }
  for (let id = 0; id < groupOf.length; id++) if (groupOf[id]! < 0 && groups.has(cohort[id]!)) return null;
  return groups;
}

/** Hours in the range that the roll-ups by today's cohorts say, without those that late samples have changed. */
function cohortHours(store: Store, { from, to }: Plan, late: ReadonlyMap<number, readonly number[]>): number[] {
  const hours: number[] = [];
  for (const [hour, set] of store.sealedHours) {
    if (set !== store.cohortSet || (late.get(hour)?.length ?? 0) > 0) continue;
    if (hour >= hourOf(from) && hour * HOUR_MS < to) hours.push(hour);
  }
  return hours;
}

/** Ids of the groups with late samples, by hour. */
function lateIds(hours: readonly HotHour[], { groupOf }: Plan): Map<number, number[]> {
  return new Map(
    hours.map((hot) => {
      const ids = new Set<number>();
      for (const run of hot.runs) for (const id of run.ids) if (groupOf[id]! >= 0) ids.add(id);
      for (let i = 0; i < hot.open.length; i++) if (groupOf[hot.open.id[i]!]! >= 0) ids.add(hot.open.id[i]!);
      return [hot.hour, [...ids]];
    }),
  );
}

/** Adds an unsealed hour from its roll-ups by cohort, minute by minute. */
function addInOrder(plan: Plan, hot: HotHour, groupOf: ReadonlyMap<number, number>): void {
  for (const [number, group] of groupOf) {
    const cohort = hot.cohorts?.byNumber.get(number);
    if (cohort === undefined) continue;
    for (let minute = 0; minute < cohort.quality.length; minute++) {
      const at = hot.hour * HOUR_MS + minute * MINUTE_MS;
      const quality = cohort.quality[minute]!;
      if (quality === NO_QUALITY || at < plan.from || at >= plan.to) continue;
      const [low, high, total] = [cohort.low[minute]!, cohort.high[minute]!, cohort.total[minute]!];
      plan.sums[group]!.add(at, low, high, total, 0, cohort.samples[minute]!, quality);
    }
  }
}

/** Adds what is not sealed, hour by hour; late samples of sealed hours are given back, to be merged with these. */
async function readHot(
  store: Store,
  hours: readonly HotHour[],
  ids: readonly number[],
  plan: Plan,
  isSealed: (hour: number) => boolean,
) {
  const found: { hour: number; id: number; rows: SortedRows }[] = [];
  const layers = hours.map((hot) => {
    store.hot.pack(hot);
    return { hour: hot.hour, runs: [...hot.runs] };
  });
  let breath = 0;
  const rows = new SortedRows();
  for (const { hour, runs } of layers) {
    const keep = isSealed(hour);
    for (const id of ids) {
      rows.clear();
      for (const run of runs) {
        const place = placeOf(run.ids, id);
        if (place >= 0) run.read(place, rows);
      }
      if (rows.length === 0) continue;
      rows.settle();
      if (keep) found.push({ hour, id, rows: rows.copy() });
      else addRows(plan, id, hour, rows);
      breath += rows.length;
      if (breath > 200_000) {
        breath = 0;
        await breathe();
      }
    }
  }
  return found;
}

function addRows(plan: Plan, id: number, hour: number, rows: SortedRows): void {
  const sums = plan.sums[plan.groupOf[id]!]!;
  rollUp(rows, TIER_MS[plan.tier], (offset, { low, high, total, last, samples, quality }) => {
    const at = hour * HOUR_MS + offset;
    if (at >= plan.from && at < plan.to) sums.add(at, low, high, total, last, samples, quality);
  });
}

async function addCohorts(
  connection: DuckDBConnection,
  plan: Plan,
  cohorts: ReadonlyMap<number, number>,
  hours: readonly number[],
): Promise<void> {
  const [table, at] =
    plan.tier === '1m'
      ? ['cohort_minute', `(hour::BIGINT * ${HOUR_MS} + minute * ${MINUTE_MS})`]
      : ['cohort_hour', `(hour::BIGINT * ${HOUR_MS})`];
  const sql = `SELECT cohort::DOUBLE, (${at} // ${plan.stepMs} * ${plan.stepMs})::DOUBLE AS start,
      coalesce(min(low) FILTER (samples > 0), 0), coalesce(max(high) FILTER (samples > 0), 0), sum(total),
      sum(samples)::DOUBLE, ${worstQualitySql('quality')}::DOUBLE
    FROM ${table}
    WHERE hour BETWEEN ${Math.min(...hours)} AND ${Math.max(...hours)} AND hour IN (${hours.join(',')})
      AND cohort IN (${[...cohorts.keys()].join(',')}) AND ${at} >= ${plan.from} AND ${at} < ${plan.to}
    GROUP BY 1, 2`;
  await readDoubles(connection, sql, ([cohort, start, low, high, total, samples, quality], count) => {
    for (let i = 0; i < count; i++) {
      const sums = plan.sums[cohorts.get(cohort![i]!)!]!;
      sums.add(start![i]!, low![i]!, high![i]!, total![i]!, 0, samples![i]!, quality![i]!);
    }
  });
}

/** Rows of the tier for every series of the groups, but for what is added another way. */
async function addScanned(
  store: Store,
  connection: DuckDBConnection,
  plan: Plan,
  ids: readonly number[],
  files: ReturnType<Store['files']['find']>,
  done: ReadonlySet<number>,
  late: ReadonlyMap<number, readonly number[]>,
): Promise<void> {
  const first = hourOf(plan.from);
  const end = hourOf(plan.to - 1) + 1;
  const wanted = files.filter(({ fromMs, toMs }) => {
    for (let hour = Math.max(first, hourOf(fromMs)); hour < Math.min(end, hourOf(toMs)); hour++) {
      if (!done.has(hour)) return true;
    }
    return false;
  });
  if (wanted.length === 0 || ids.length === 0) return;
  const paths = wanted.map((file) => quoted(store.files.absolute(file))).join(',');
  const lateOf = new Map([...late].map(([hour, some]) => [hour, new Set(some)]));
  const sql = `SELECT series::DOUBLE, epoch_ms("time")::DOUBLE, coalesce(low, 0)::DOUBLE, coalesce(high, 0)::DOUBLE,
      coalesce(total, 0)::DOUBLE, samples::DOUBLE, quality::DOUBLE
    FROM read_parquet([${paths}], hive_partitioning=false)
    WHERE series BETWEEN ${ids[0]} AND ${ids[ids.length - 1]}
      AND "time" >= ${timeSql(plan.from)} AND "time" < ${timeSql(plan.to)}`;
  await streamDoubles(connection, sql, ([series, time, low, high, total, samples, quality], count) => {
    for (let i = 0; i < count; i++) {
      const group = plan.groupOf[series![i]!]!;
      const hour = hourOf(time![i]!);
      if (group < 0 || done.has(hour) || lateOf.get(hour)?.has(series![i]!)) continue;
      plan.sums[group]!.add(time![i]!, low![i]!, high![i]!, total![i]!, 0, samples![i]!, quality![i]!);
    }
  });
}

function finish(store: Store, plan: Plan, group: number, query: AggregateQuery) {
  const members = new Set(query.groups[group]!.series);
  const [first] = members;
  const id = first === undefined ? 0 : store.ids.ofNumber[first]!;
  let perMs = 0;
  for (const number of members) perMs += 1 / store.ids.intervalMs[store.ids.ofNumber[number]!]!;
  const expected = (at: number) => overlapMs(at, plan.stepMs, plan.from, plan.to) * perMs;
  const scale = { step: store.ids.step[id] ?? 1, parts: store.ids.parts[id] ?? 1, expected };
  return plan.sums[group]!.buckets(scale, false);
}
