import type { SealedFile } from './files.ts';
import type { Kept, MergedFiles } from './merged-files.ts';
import { keptSql, RawStage, writeBuckets, writeMoments } from './parquet.ts';
import { HOUR_MS, MINUTE_MS, type TierName } from './protocol.ts';
import { addBucket, BucketRows, CohortHour, rollUp } from './roll-up.ts';
import type { SortedRows } from './sorted-rows.ts';
import type { Store } from './store.ts';

/** Tiers whose rows of an hour are in files of several hours. */
export type MergedTiers = ReadonlyMap<TierName, MergedFiles>;

/** What an hour says of a range of series. */
export interface Part {
  readonly first: number;
  readonly end: number;
  /** Files that are of this part alone: what is not in files of several hours. */
  readonly files: readonly SealedFile[];
  readonly hours: BucketRows;
  readonly cohorts: ReadonlyMap<number, CohortHour>;
}

/** Gathers one part of an hour: raw samples in the staging table, roll-ups in memory. */
export class PartWriter {
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

  /** Writes the part: into `merged` where the hour's rows of a tier are in files of several hours. */
  async finish(end: number, merged: MergedTiers): Promise<Part> {
    const files: SealedFile[] = [];
    const put = async (tier: TierName, rows: number, write: (path: string, kept: Kept | null) => Promise<number>) => {
      const into = merged.get(tier);
      if (into === undefined) files.push(await this.#write(tier, end, rows, (path) => write(path, null)));
      else await into.rewrite(this.#first, end, write);
    };
    const connection = this.#store.database.seal;
    this.#stage.settle();
    await put('raw', this.rows, (path, kept) => this.#stage.write(path, kept));
    await this.#stage.drop();
    await put('1m', this.#minutes.length, (path, kept) =>
      writeBuckets(connection, [this.#minutes], path, kept && { sql: keptSql(kept), first: kept.first, end: kept.end }),
    );
    await put('moment', this.#minutes.length, (path, kept) => writeMoments(connection, this.#minutes, path, kept));
    return { first: this.#first, end, files, hours: this.#hours, cohorts: this.#cohorts };
  }

  async #write(
    tier: TierName,
    end: number,
    rows: number,
    write: (path: string) => Promise<number>,
  ): Promise<SealedFile> {
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
