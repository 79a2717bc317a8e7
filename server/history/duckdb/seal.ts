import { insertCohorts } from './cohort-rows.ts';
import { timeSql, transaction } from './database.ts';
import { END_OF_IDS, type SealedFile } from './files.ts';
import { type HotHour, mergeLayers } from './hot.ts';
import { RawStage, writeBuckets, writeMoments } from './parquet.ts';
import { HOUR_MS, MINUTE_MS, type TierName } from './protocol.ts';
import { addBucket, BucketRows, CohortHour, rollUp } from './roll-up.ts';
import type { RowLayer } from './run.ts';
import { readSealedLayer } from './sealed-layer.ts';
import type { SortedRows } from './sorted-rows.ts';
import { breathe, retireFiles, type Store } from './store.ts';

/** Samples of one Parquet file; a late sample rewrites one such part of its hour. */
const PART_ROWS = 2_000_000;
/** Samples between two breaths. */
const BREATH_ROWS = 100_000;

interface Part {
  readonly first: number;
  readonly end: number;
  readonly raw: SealedFile;
  readonly minutes: SealedFile;
  readonly moments: SealedFile;
  readonly hours: BucketRows;
  readonly cohorts: ReadonlyMap<number, CohortHour>;
}

/**
 * Writes an hour's samples that are still in memory as Parquet, with their roll-ups. An hour that is sealed already is
 * rewritten where late samples touch it, and nowhere else. Files come first, each durable under a name of its own; then
 * one transaction lists them, forgets what they replace and drops the samples' blocks.
 */
export async function sealHour(store: Store, hot: HotHour): Promise<void> {
  store.hot.pack(hot);
  const runs = [...hot.runs];
  const tables = hot.tables.splice(0);
  const old = store.files.find('raw', hot.hour * HOUR_MS, (hot.hour + 1) * HOUR_MS);
  try {
    const parts = old.length > 0 ? await sealParts(store, hot.hour, runs, old) : await sealWhole(store, hot.hour, runs);
    const added = parts.flatMap(({ raw, minutes, moments }) => [raw, minutes, moments]);
    const removed = parts.flatMap(({ first }) => replacedBy(store, hot.hour, first));
    const hours = await sealHours(store, hot.hour, parts);
    await commitSeal(store, hot.hour, parts, [...added, ...hours.added], [...removed, ...hours.removed], tables);
    store.files.swap([...added, ...hours.added], [...removed, ...hours.removed]);
    forget(store, hot, runs);
    await retireFiles(store, [...removed, ...hours.removed]);
    store.reach('history:after-seal');
  } catch (error) {
    hot.tables.unshift(...tables);
    throw error;
  }
}

/** An hour that was never sealed: parts are cut where enough samples have come together. */
async function sealWhole(store: Store, hour: number, runs: readonly RowLayer[]): Promise<Part[]> {
  const parts: Part[] = [];
  let writer = await PartWriter.begin(store, hour, 0);
  let breath = 0;
  for (const { id, rows } of mergeLayers(runs, 0, END_OF_IDS)) {
    if (writer.rows >= PART_ROWS) {
      parts.push(await writer.finish(id));
      writer = await PartWriter.begin(store, hour, id);
    }
    writer.add(id, rows);
    breath += rows.length;
    if (breath > BREATH_ROWS) {
      breath = 0;
      await breathe();
    }
  }
  parts.push(await writer.finish(END_OF_IDS));
  return parts;
}

/** An hour that was sealed: only the parts that late samples fall into. */
async function sealParts(
  store: Store,
  hour: number,
  runs: readonly RowLayer[],
  old: readonly SealedFile[],
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const file of old) {
    if (!runs.some(({ ids }) => ids.some((id) => id >= file.first && id < file.end))) continue;
    const path = store.files.absolute(file);
    const sealed = await readSealedLayer(store.database.seal, path, file.rows, hour);
    const writer = await PartWriter.begin(store, hour, file.first);
    for (const { id, rows } of mergeLayers([sealed, ...runs], file.first, file.end)) writer.add(id, rows);
    parts.push(await writer.finish(file.end));
  }
  return parts;
}

function replacedBy(store: Store, hour: number, first: number): SealedFile[] {
  const [fromMs, toMs] = [hour * HOUR_MS, (hour + 1) * HOUR_MS];
  const tiers = ['raw', '1m', 'moment'] as const;
  return tiers.flatMap((tier) => store.files.find(tier, fromMs, toMs)).filter((file) => file.first === first);
}

/** Gathers one part of an hour: raw samples in the staging table, roll-ups in memory. */
class PartWriter {
  readonly #store: Store;
  readonly #hour: number;
  readonly #first: number;
  readonly #stage: RawStage;
  readonly #minutes = new BucketRows();
  readonly #hours = new BucketRows();
  readonly #cohorts = new Map<number, CohortHour>();

  private constructor(store: Store, hour: number, first: number) {
    this.#store = store;
    this.#hour = hour;
    this.#first = first;
    this.#stage = new RawStage(store.database.seal);
  }

  static async begin(store: Store, hour: number, first: number): Promise<PartWriter> {
    const writer = new PartWriter(store, hour, first);
    await writer.#stage.begin();
    return writer;
  }

  get rows(): number {
    return this.#stage.rows;
  }

  add(id: number, rows: SortedRows): void {
    const { ids } = this.#store;
    this.#stage.add(id, this.#hour * HOUR_MS, rows);
    const cohort = this.#cohortOf(id);
    const perMinute = MINUTE_MS / ids.intervalMs[id]!;
    if (cohort !== null) cohort.expected += perMinute;
    rollUp(rows, MINUTE_MS, (offset, bucket) => {
      addBucket(this.#minutes, id, this.#hour, offset, bucket, perMinute);
      cohort?.include(offset, bucket);
    });
    rollUp(rows, HOUR_MS, (offset, bucket) => addBucket(this.#hours, id, this.#hour, offset, bucket, perMinute * 60));
  }

  async finish(end: number): Promise<Part> {
    const rows = this.rows;
    const raw = await this.#write('raw', end, rows, (path) => this.#stage.write(path));
    const connection = this.#store.database.seal;
    const minutes = await this.#write('1m', end, this.#minutes.length, (path) =>
      writeBuckets(connection, [this.#minutes], path).then(() => undefined),
    );
    const moments = await this.#write('moment', end, this.#minutes.length, (path) =>
      writeMoments(connection, this.#minutes, path),
    );
    return { first: this.#first, end, raw, minutes, moments, hours: this.#hours, cohorts: this.#cohorts };
  }

  async #write(tier: TierName, end: number, rows: number, write: (path: string) => Promise<void>): Promise<SealedFile> {
    const fromMs = this.#hour * HOUR_MS;
    const draft = await this.#store.files.draft(tier, fromMs);
    await write(draft.unfinished);
    const bytes = await this.#store.files.publish(draft);
    this.#store.reach('history:sealed-file');
    return {
      id: draft.id,
      tier,
      fromMs,
      toMs: fromMs + HOUR_MS,
      first: this.#first,
      end,
      rows,
      bytes,
      path: draft.path,
    };
  }

  #cohortOf(id: number): CohortHour | null {
    const number = this.#store.ids.cohort[id]!;
    if (number < 0) return null;
    let cohort = this.#cohorts.get(number);
    if (cohort === undefined) {
      cohort = new CohortHour();
      this.#cohorts.set(number, cohort);
    }
    return cohort;
  }
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
    return { added: [await writeHours(store, parts, span, null)], removed: [] };
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
    added.push(await writeHours(store, parts, old, keep));
  }
  return { added, removed };
}

type Range = Pick<SealedFile, 'first' | 'end'>;

function overlap(a: Range, b: Range): boolean {
  return a.first < b.end && a.end > b.first;
}

async function writeHours(
  store: Store,
  parts: readonly Part[],
  { fromMs, toMs, first, end }: Range & Pick<SealedFile, 'fromMs' | 'toMs'>,
  keep: Parameters<typeof writeBuckets>[3],
): Promise<SealedFile> {
  const draft = await store.files.draft('1h', fromMs);
  const batches = parts.map(({ hours }) => hours);
  const rows = await writeBuckets(store.database.seal, batches, draft.unfinished, keep);
  const bytes = await store.files.publish(draft);
  store.reach('history:sealed-file');
  return { id: draft.id, tier: '1h', fromMs, toMs, first, end, rows, bytes, path: draft.path };
}

async function commitSeal(
  store: Store,
  hour: number,
  parts: readonly Part[],
  added: readonly SealedFile[],
  removed: readonly SealedFile[],
  tables: readonly string[],
): Promise<void> {
  const { write } = store.database;
  const whole =
    parts.length > 0 && store.files.find('raw', hour * HOUR_MS, (hour + 1) * HOUR_MS).length <= parts.length;
  // Roll-ups by other cohorts than today's cannot be mixed with today's: then none are kept, and the hour is scanned.
  const set = whole || store.sealedHours.get(hour) === store.cohortSet ? store.cohortSet : -1;
  store.reach('history:before-seal');
  await store.exclusively(() =>
    transaction(write, async () => {
      for (const sql of store.files.swapSql(added, removed)) await write.run(sql);
      for (const table of tables) await write.run(`DROP TABLE ${table}`);
      await write.run(`DELETE FROM sealed_hour WHERE hour = ${hour}`);
      await write.run(`INSERT INTO sealed_hour VALUES (${hour}, ${set})`);
      for (const table of ['cohort_minute', 'cohort_hour']) {
        const which = set < 0 ? '' : ` AND part IN (${parts.map(({ first }) => first).join(',')})`;
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
