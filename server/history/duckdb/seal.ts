import { BucketRows } from './bucket-rows.ts';
import { insertCohorts } from './cohort-rows.ts';
import { readRows, timeSql, transaction } from './database.ts';
import { END_OF_IDS, type SealedFile } from './files.ts';
import { type HotHour, mergeLayers } from './hot.ts';
import { isOfOneHour, MergedFiles, touches } from './merged-files.ts';
import { writeBuckets } from './parquet.ts';
import { type MergedTiers, type Part, PartWriter } from './part-writer.ts';
import { HOUR_MS, type TierName } from './protocol.ts';
import type { RowLayer } from './run.ts';
import { readSealedLayer } from './sealed-layer.ts';
import { SeriesQueue } from './series-queue.ts';
import { retireBlocks, retireFiles, type Store } from './store.ts';

/** Samples of one Parquet file; a late sample rewrites one such part of its hour. */
const PART_ROWS = 2_000_000;

/**
 * Writes an hour's samples that are still in memory as Parquet, with their roll-ups. An hour that is sealed already is
 * rewritten where late samples touch it, and nowhere else. Files come first, each durable under a name of its own; then
 * one transaction lists them, forgets what they replace and drops the samples' blocks.
 */
export async function sealHour(store: Store, hot: HotHour): Promise<void> {
  store.hot.pack(hot);
  const runs = [...hot.runs];
  const [blocks, tables] = [hot.blocks.splice(0), hot.tables.splice(0)];
  try {
    const cut = await cutOf(store, hot.hour);
    const merged = mergedOf(store, hot.hour, cut, runs);
    const parts =
      cut.parts.length > 0
        ? await sealParts(store, hot.hour, runs, cut.parts, merged)
        : await sealWhole(store, hot.hour, runs, merged);
    const replaced = parts.flatMap(({ first }) => replacedBy(store, hot.hour, first));
    const hours = await sealHours(store, hot.hour, parts);
    const rewritten = [...merged.values()];
    const added = parts.flatMap(({ files }) => files);
    added.push(...rewritten.flatMap((each) => each.added), ...hours.added);
    const removed = [...replaced, ...rewritten.flatMap((each) => each.removed), ...hours.removed];
    await commitSeal(store, hot.hour, { parts, cut }, { added, removed }, { blocks, tables });
    store.files.swap(added, removed);
    store.blocks.release(blocks.splice(0));
    tables.length = 0;
    forget(store, hot, runs);
    await store.betweenQueries(async () => store.hot.dispose(runs));
    await retireFiles(store, removed);
    await retireBlocks(store);
    store.reach('history:after-seal');
  } catch (error) {
    hot.blocks.unshift(...blocks);
    hot.tables.unshift(...tables);
    throw error;
  }
}

/** How an hour is cut into parts, each written anew as a whole. */
interface Cut {
  /** None for an hour that was never sealed. */
  readonly parts: readonly Range[];
  /** Its raw samples are in files of this hour alone, or will be. */
  readonly ownRaw: boolean;
  /** It was written by these parts: its roll-ups by cohort are of them. */
  readonly asWritten: boolean;
}

const UNCUT: Cut = { parts: [], ownRaw: true, asWritten: true };

/** By its raw files, or by what it has beside raw samples that are merged with other hours'. */
async function cutOf(store: Store, hour: number): Promise<Cut> {
  const [fromMs, toMs] = [hour * HOUR_MS, (hour + 1) * HOUR_MS];
  const raw = store.files.find('raw', fromMs, toMs);
  const own = raw.filter(isOfOneHour);
  if (own.length > 0 || raw.length === 0) return { parts: own, ownRaw: true, asWritten: true };
  const moments = store.files.find('moment', fromMs, toMs);
  if (moments.length > 0) return { ...(await cutOfMoments(store, hour, moments)), ownRaw: false };
  // Minutes alone are of a past that was never sampled; none at all are of one whose minutes have gone.
  const minutesGone = store.sealedHours.has(hour) && store.files.find('1m', fromMs, toMs).length === 0;
  return minutesGone ? { parts: raw, ownRaw: false, asWritten: false } : UNCUT;
}

/** Moments that are merged with other hours' lie in other ranges: then the roll-ups by cohort say what the parts were. */
async function cutOfMoments(
  store: Store,
  hour: number,
  moments: readonly SealedFile[],
): Promise<Pick<Cut, 'parts' | 'asWritten'>> {
  if (moments.every(isOfOneHour)) return { parts: moments, asWritten: true };
  if (store.sealedHours.get(hour) !== store.cohortSet) return { parts: moments, asWritten: false };
  const rows = await readRows(
    store.database.seal,
    `SELECT DISTINCT part::DOUBLE FROM cohort_minute WHERE hour = ${hour} ORDER BY 1`,
  );
  const firsts = [...new Set([0, ...rows.map(([part]) => Number(part))])];
  return { parts: firsts.map((first, i) => ({ first, end: firsts[i + 1] ?? END_OF_IDS })), asWritten: true };
}

/** Minutes are merged later than raw samples, which may be gone by then: each tier by itself. */
function mergedOf(store: Store, hour: number, { ownRaw }: Cut, late: readonly RowLayer[]): MergedTiers {
  const merged = new Map<TierName, MergedFiles>();
  for (const tier of ['1m', 'moment'] as const) {
    const files = new MergedFiles(store, tier, hour, late);
    if (files.any) merged.set(tier, files);
  }
  if (!ownRaw) merged.set('raw', new MergedFiles(store, 'raw', hour, late));
  return merged;
}

/** An hour that was never sealed: parts are cut where enough samples have come together. */
async function sealWhole(store: Store, hour: number, runs: readonly RowLayer[], merged: MergedTiers): Promise<Part[]> {
  const parts: Part[] = [];
  const series = new SeriesQueue(mergeLayers(runs, 0, END_OF_IDS));
  const minutes = new BucketRows();
  let first = 0;
  while (series.next !== null) {
    const part = await new PartWriter(store, hour, first, minutes).write(series, PART_ROWS, END_OF_IDS, merged);
    parts.push(part);
    first = part.end;
  }
  return parts;
}

/** An hour that was sealed: only the parts that late samples fall into. */
async function sealParts(
  store: Store,
  hour: number,
  runs: readonly RowLayer[],
  old: readonly Range[],
  merged: MergedTiers,
): Promise<Part[]> {
  const parts: Part[] = [];
  const minutes = new BucketRows();
  const raw = store.files.find('raw', hour * HOUR_MS, (hour + 1) * HOUR_MS);
  for (const part of old) {
    if (!runs.some((run) => touches(run, part))) continue;
    const paths = raw.filter((file) => overlap(file, part)).map((file) => store.files.absolute(file));
    const sealed = paths.length > 0 ? [await readSealedLayer(store.database.seal, paths, hour, part)] : [];
    const series = new SeriesQueue(mergeLayers([...sealed, ...runs], part.first, part.end));
    const writer = new PartWriter(store, hour, part.first, minutes);
    parts.push(await writer.write(series, Number.POSITIVE_INFINITY, part.end, merged));
  }
  return parts;
}

/** Files of one part of an hour, and of nothing else. */
function replacedBy(store: Store, hour: number, first: number): SealedFile[] {
  const [fromMs, toMs] = [hour * HOUR_MS, (hour + 1) * HOUR_MS];
  const tiers = ['raw', '1m', 'moment'] as const;
  return tiers
    .flatMap((tier) => store.files.find(tier, fromMs, toMs))
    .filter((file) => file.first === first && isOfOneHour(file));
}

/**
 * Hour roll-ups of all parts in one file; those of an hour that has some already replace their series' rows in the files
 * that these are in, be they of an hour, a day or a range of series of a month.
 */
async function sealHours(
  store: Store,
  hour: number,
  parts: readonly Part[],
): Promise<{ added: SealedFile[]; removed: SealedFile[] }> {
  const fromMs = hour * HOUR_MS;
  const known = store.files.find('1h', fromMs, fromMs + HOUR_MS);
  if (known.length === 0) {
    const span = { fromMs, toMs: fromMs + HOUR_MS, first: 0, end: END_OF_IDS };
    return { added: [await writeHours(store, hour, parts, span, null)], removed: [] };
  }
  const removed = known.filter((file) => parts.some((part) => overlap(part, file)));
  const added: SealedFile[] = [];
  for (const [i, old] of removed.entries()) {
    const replaced = parts.map(({ first, end }) => `series >= ${first} AND series < ${end}`).join(' OR ');
    const sql = `SELECT * FROM read_parquet('${store.files.absolute(old)}', hive_partitioning=false)
      WHERE NOT ("time" = ${timeSql(fromMs)} AND (${replaced}))`;
    // Where two files have the same series, the new rows go into the first one only.
    const isTaken = removed.slice(0, i).some((earlier) => overlap(earlier, old));
    const keep = { sql, first: old.first, end: isTaken ? old.first : old.end };
    added.push(await writeHours(store, hour, parts, old, keep));
  }
  return { added, removed };
}

type Range = Pick<SealedFile, 'first' | 'end'>;

function overlap(a: Range, b: Range): boolean {
  return a.first < b.end && a.end > b.first;
}

async function writeHours(
  store: Store,
  hour: number,
  parts: readonly Part[],
  { fromMs, toMs, first, end }: Range & Pick<SealedFile, 'fromMs' | 'toMs'>,
  keep: Parameters<typeof writeBuckets>[4],
): Promise<SealedFile> {
  const draft = await store.files.draft('1h', fromMs);
  const batches = parts.map(({ hours }) => hours);
  const rows = await writeBuckets(store.sources, hour, batches, draft.unfinished, keep);
  const bytes = await store.files.publish(draft);
  store.reach('history:sealed-file');
  return { id: draft.id, tier: '1h', fromMs, toMs, first, end, rows, bytes, path: draft.path };
}

async function commitSeal(
  store: Store,
  hour: number,
  { parts, cut }: { readonly parts: readonly Part[]; readonly cut: Cut },
  { added, removed }: { readonly added: readonly SealedFile[]; readonly removed: readonly SealedFile[] },
  { blocks, tables }: Pick<HotHour, 'blocks' | 'tables'>,
): Promise<void> {
  const { write } = store.database;
  const whole = parts.length > 0 && cut.parts.length <= parts.length;
  // Roll-ups by cohort go part by part, as the hour was cut when they were written; they go when the minutes go.
  const hasMinutes = store.files.find('1m', hour * HOUR_MS, (hour + 1) * HOUR_MS).length > 0;
  const known = hasMinutes && cut.asWritten;
  // Roll-ups by other cohorts than today's cannot be mixed with today's: then none are kept, and the hour is scanned.
  const set = whole || (known && store.sealedHours.get(hour) === store.cohortSet) ? store.cohortSet : -1;
  store.reach('history:before-seal');
  await store.exclusively(() =>
    transaction(write, async () => {
      for (const sql of store.files.swapSql(added, removed)) await write.run(sql);
      const newest = blocks[blocks.length - 1]?.id;
      if (newest !== undefined) await write.run(`DELETE FROM hot_block WHERE hour = ${hour} AND id <= ${newest}`);
      for (const table of tables) await write.run(`DROP TABLE ${table}`);
      await write.run(`DELETE FROM sealed_hour WHERE hour = ${hour}`);
      await write.run(`INSERT INTO sealed_hour VALUES (${hour}, ${set})`);
      for (const table of ['cohort_minute', 'cohort_hour']) {
        const which = whole || set < 0 ? '' : ` AND part IN (${parts.map(({ first }) => first).join(',')})`;
        await write.run(`DELETE FROM ${table} WHERE hour = ${hour}${which}`);
      }
      if (set >= 0) for (const { first, cohorts } of parts) await insertCohorts(write, hour, first, cohorts);
    }),
  );
  store.sealedHours.set(hour, set);
}

/** Takes what is sealed out of memory; what came meanwhile stays. */
function forget(store: Store, hot: HotHour, sealed: readonly RowLayer[]): void {
  hot.runs = hot.runs.filter((run) => !sealed.includes(run));
  hot.cohorts = null;
  hot.rows = hot.open.length + hot.runs.reduce((sum, { rows }) => sum + rows, 0);
  if (hot.rows === 0) store.hot.hours.delete(hot.hour);
}
