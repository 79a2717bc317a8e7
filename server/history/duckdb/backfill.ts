import type { PastBuckets } from '../../ports.ts';
import { insertCohorts } from './cohort-rows.ts';
import { transaction } from './database.ts';
import { END_OF_IDS, type SealedFile } from './files.ts';
import { hourOf } from './hot.ts';
import { writeBuckets } from './parquet.ts';
import { HOUR_MS, MINUTE_MS } from './protocol.ts';
import { addBucket, type Bucket, BucketRows, CohortHour } from './roll-up.ts';
import type { Store } from './store.ts';
import { TIER_MS } from './tier-choice.ts';

const BAD = 3;

/**
 * Writes the roll-ups of an hour that no sample was ever applied to, as a sealed hour without raw samples: the files first,
 * then one transaction that lists them. Does nothing where the hour is known already. Throws RangeError for buckets of
 * several hours.
 */
export async function backfill(store: Store, buckets: readonly PastBuckets[]): Promise<void> {
  const hours = new Set(buckets.map(({ at }) => hourOf(at)));
  const [hour] = hours;
  if (hour === undefined || hours.size > 1) throw new RangeError(`buckets of ${hours.size} hours`);
  if (store.sealedHours.has(hour) || (store.hot.hours.get(hour)?.rows ?? 0) > 0) return;
  const added: SealedFile[] = [];
  for (const tier of ['1h', '1m'] as const) {
    const rows = rowsOf(
      store,
      hour,
      buckets.filter((each) => each.tier === tier),
    );
    if (rows.length > 0) added.push(await writeFile(store, tier, hour, rows));
  }
  const cohorts = cohortsOf(store, hour, buckets);
  const { write } = store.database;
  store.reach('history:before-seal');
  await store.exclusively(() =>
    transaction(write, async () => {
      for (const sql of store.files.swapSql(added, [])) await write.run(sql);
      await write.run(`INSERT INTO sealed_hour VALUES (${hour}, ${store.cohortSet})`);
      await insertCohorts(write, hour, 0, cohorts);
    }),
  );
  store.sealedHours.set(hour, store.cohortSet);
  store.files.swap(added, []);
  store.reach('history:after-seal');
}

/** Rows in the order of ids, then time. */
function rowsOf(store: Store, hour: number, buckets: readonly PastBuckets[]): BucketRows {
  const { ids } = store;
  const inTime = [...buckets].sort((a, b) => a.at - b.at);
  const columns = new Map(inTime.map(({ series }) => [series, placesOf(store, series)]));
  const places = inTime.map(({ series }) => columns.get(series)!);
  const rows = new BucketRows();
  for (const id of idsIn(store, [...columns.keys()])) {
    inTime.forEach((bucket, b) => {
      const i = places[b]![id]!;
      if (i < 0) return;
      const expected = TIER_MS[bucket.tier] / ids.intervalMs[id]!;
      addBucket(rows, id, hour, bucket.at - hour * HOUR_MS, whole(store, id, hour, bucket, i), expected);
    });
  }
  return rows;
}

/** Where each id stands in a column of series numbers, −1 for nowhere. */
function placesOf({ ids }: Store, series: Uint32Array): Int32Array {
  const places = new Int32Array(ids.count).fill(-1);
  for (let i = 0; i < series.length; i++) places[ids.ofNumber[series[i]!]!] = i;
  return places;
}

/** The ids of several columns of series numbers, each once, ascending. */
function idsIn({ ids }: Store, columns: readonly Uint32Array[]): Uint32Array {
  const has = new Uint8Array(ids.count);
  for (const series of columns) for (const number of series) has[ids.ofNumber[number]!] = 1;
  const found = new Uint32Array(has.reduce((sum, mark) => sum + mark, 0));
  let length = 0;
  for (let id = 0; id < has.length; id++) if (has[id] === 1) found[length++] = id;
  return found;
}

/** A value that stands for a whole bucket: every sample that was due is there, the last at its end. */
function whole(store: Store, id: number, hour: number, { tier, at, value, quality }: PastBuckets, i: number): Bucket {
  const { ids } = store;
  const bad = (quality[i]! & 3) === BAD;
  const steps = bad ? 0 : Math.round((value[i]! * ids.parts[id]!) / ids.step[id]!);
  const samples = bad ? 0 : Math.max(1, Math.round(TIER_MS[tier] / ids.intervalMs[id]!));
  return {
    low: steps,
    high: steps,
    total: steps * samples,
    last: steps,
    lastOffset: at - hour * HOUR_MS + TIER_MS[tier] - 1_000,
    samples,
    quality: quality[i]!,
    lastQuality: quality[i]!,
  };
}

async function writeFile(store: Store, tier: '1h' | '1m', hour: number, rows: BucketRows): Promise<SealedFile> {
  const fromMs = hour * HOUR_MS;
  const draft = await store.files.draft(tier, fromMs);
  await writeBuckets(store.database.seal, [rows], draft.unfinished);
  const bytes = await store.files.publish(draft);
  store.reach('history:sealed-file');
  return {
    id: draft.id,
    tier,
    fromMs,
    toMs: fromMs + HOUR_MS,
    first: 0,
    end: END_OF_IDS,
    rows: rows.length,
    bytes,
    path: draft.path,
  };
}

/** Groups by what the hour says of their series, as one piece at its middle minute: minutes of their own were never had. */
function cohortsOf(store: Store, hour: number, buckets: readonly PastBuckets[]): Map<number, CohortHour> {
  const { ids } = store;
  const cohorts = new Map<number, CohortHour>();
  for (const bucket of buckets) {
    if (bucket.tier !== '1h') continue;
    for (let i = 0; i < bucket.series.length; i++) {
      const id = ids.ofNumber[bucket.series[i]!]!;
      const number = ids.cohort[id]!;
      if (number < 0) continue;
      let cohort = cohorts.get(number);
      if (cohort === undefined) {
        cohort = new CohortHour();
        cohorts.set(number, cohort);
      }
      cohort.expected += MINUTE_MS / ids.intervalMs[id]!;
      cohort.include(HOUR_MS / 2, whole(store, id, hour, bucket, i));
    }
  }
  return cohorts;
}
