import type { PastBuckets } from '../../ports.ts';
import { insertCohorts } from './cohort-rows.ts';
import { transaction } from './database.ts';
import { END_OF_IDS, type SealedFile } from './files.ts';
import { hourOf } from './hot.ts';
import { HOUR_MS, MINUTE_MS } from './protocol.ts';
import { type Bucket, CohortHour } from './roll-up.ts';
import type { Store } from './store.ts';
import { TIER_MS } from './tier-choice.ts';
import { WholeStage } from './whole-stage.ts';

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
    const ofTier = buckets.filter((each) => each.tier === tier);
    const stage = await WholeStage.begin(store.database.seal, tier);
    stageRows(store, stage, ofTier);
    if (stage.rows > 0) added.push(await writeFile(store, tier, hour, stage));
    await stage.drop();
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
  spareCohorts.push(...cohorts.values());
  store.sealedHours.set(hour, store.cohortSet);
  store.files.swap(added, []);
  store.reach('history:after-seal');
}

/** Rows in the order of ids, then time. */
function stageRows(store: Store, stage: WholeStage, buckets: readonly PastBuckets[]): void {
  const { ids } = store;
  const inTime = [...buckets].sort((a, b) => a.at - b.at);
  // Sixty minutes share one column of series, which is looked through once.
  const columns = new Map<Uint32Array, Int32Array>();
  for (const { series } of inTime) if (!columns.has(series)) columns.set(series, placesOf(store, series));
  const places = inTime.map(({ series }) => columns.get(series)!);
  // Few are looked through for the many ids that none has.
  const distinct = [...columns.values()];
  for (let id = 0; id < ids.count; id++) {
    if (distinct.every((column) => column[id]! < 0)) continue;
    for (let b = 0; b < inTime.length; b++) {
      const i = places[b]![id]!;
      if (i < 0) continue;
      const { tier, at, value, quality } = inTime[b]!;
      const steps = stepsOf(store, id, value[i]!, quality[i]!);
      stage.add(id, at, steps, TIER_MS[tier] / ids.intervalMs[id]!, quality[i]!);
    }
  }
}

/** Where each id stands in a column of series numbers, −1 for nowhere. */
function placesOf({ ids }: Store, series: Uint32Array): Int32Array {
  const places = new Int32Array(ids.count).fill(-1);
  for (let i = 0; i < series.length; i++) places[ids.ofNumber[series[i]!]!] = i;
  return places;
}

function stepsOf({ ids }: Store, id: number, value: number, quality: number): number {
  return (quality & 3) === BAD ? 0 : Math.round((value * ids.parts[id]!) / ids.step[id]!);
}

/** A value that stands for a whole bucket: every sample that was due is there, the last at its end. */
function whole(store: Store, id: number, hour: number, { tier, at, value, quality }: PastBuckets, i: number): Bucket {
  const { ids } = store;
  const steps = stepsOf(store, id, value[i]!, quality[i]!);
  const samples = (quality[i]! & 3) === BAD ? 0 : Math.max(1, Math.round(TIER_MS[tier] / ids.intervalMs[id]!));
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

async function writeFile(store: Store, tier: '1h' | '1m', hour: number, stage: WholeStage): Promise<SealedFile> {
  const fromMs = hour * HOUR_MS;
  const draft = await store.files.draft(tier, fromMs);
  await stage.write(draft.unfinished);
  const bytes = await store.files.publish(draft);
  store.reach('history:sealed-file');
  return {
    id: draft.id,
    tier,
    fromMs,
    toMs: fromMs + HOUR_MS,
    first: 0,
    end: END_OF_IDS,
    rows: stage.rows,
    bytes,
    path: draft.path,
  };
}

/** Kept from hour to hour: columns that are made anew each time are memory outside of V8's heap, which it then collects. */
const spareCohorts: CohortHour[] = [];

/** Groups by what the hour says of their series, as one piece at its middle minute: minutes of their own were never had. */
function cohortsOf(store: Store, hour: number, buckets: readonly PastBuckets[]): Map<number, CohortHour> {
  const { ids } = store;
  const cohorts = new Map<number, CohortHour>();
  const spare = spareCohorts.splice(0);
  for (const bucket of buckets) {
    if (bucket.tier !== '1h') continue;
    for (let i = 0; i < bucket.series.length; i++) {
      const id = ids.ofNumber[bucket.series[i]!]!;
      const number = ids.cohort[id]!;
      if (number < 0) continue;
      let cohort = cohorts.get(number);
      if (cohort === undefined) {
        cohort = spare.pop() ?? new CohortHour();
        cohort.clear();
        cohorts.set(number, cohort);
      }
      cohort.expected += MINUTE_MS / ids.intervalMs[id]!;
      cohort.include(HOUR_MS / 2, whole(store, id, hour, bucket, i));
    }
  }
  return cohorts;
}
