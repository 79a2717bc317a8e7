import { BucketRows } from './bucket-rows.ts';
import type { SealedFile } from './files.ts';
import type { MergedFiles } from './merged-files.ts';
import {
  dropStaged,
  type Kept,
  keptSql,
  type SealSources,
  stageRaw,
  writeBuckets,
  writeMoments,
  writeRaw,
  writeStaged,
} from './parquet.ts';
import { HOUR_MS, MINUTE_MS, type TierName } from './protocol.ts';
import { CohortHour, OpenBucket, rollUp } from './roll-up.ts';
import { CHUNK_ROWS, type MakeRows } from './row-source.ts';
import type { SeriesQueue } from './series-queue.ts';
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

const BAD = 3;

/** Writes one part of an hour: raw samples as they are read, roll-ups of them gathered meanwhile. */
export class PartWriter {
  readonly #store: Store;
  readonly #hour: number;
  readonly #first: number;
  readonly #minutes: BucketRows;
  readonly #hours = new BucketRows();
  readonly #whole = new OpenBucket();
  readonly #cohorts = new Map<number, CohortHour>();
  #rows = 0;

  /** `minutes` is room for roll-ups, used again from part to part. */
  constructor(store: Store, hour: number, first: number, minutes: BucketRows) {
    this.#store = store;
    this.#hour = hour;
    this.#first = first;
    this.#minutes = minutes;
    minutes.clear();
  }

  /**
   * Takes series until there are none or `maxRows` samples have come together; the part ends where the next series begins,
   * or at `end`. Writes into `merged` where the hour's rows of a tier are in files of several hours.
   */
  async write(series: SeriesQueue, maxRows: number, end: number, merged: MergedTiers): Promise<Part> {
    const files: SealedFile[] = [];
    const raw = await this.#writeRaw(series, maxRows, end, merged);
    if (raw !== null) files.push(raw);
    const partEnd = series.next?.id ?? end;
    const put = async (tier: TierName, write: (path: string, kept: Kept | null) => Promise<number>) => {
      const into = merged.get(tier);
      const span = () => ({ rows: this.#minutes.length, end: partEnd });
      if (into === undefined) files.push(await this.#write(tier, (path) => write(path, null), span));
      else await into.rewrite(this.#first, partEnd, write);
    };
    const { sources } = this.#store;
    const minutes = this.#minutes;
    await put('1m', (path, kept) =>
      writeBuckets(sources, this.#hour, [minutes], path, kept && { ...kept, sql: keptSql(kept) }),
    );
    await put('moment', (path, kept) => writeMoments(sources, this.#hour, minutes, path, kept));
    return { first: this.#first, end: partEnd, files, hours: this.#hours, cohorts: this.#cohorts };
  }

  /** The part's own file, null where its samples went into files of several hours. */
  async #writeRaw(series: SeriesQueue, maxRows: number, end: number, merged: MergedTiers): Promise<SealedFile | null> {
    const { sources, database } = this.#store;
    const make = this.#makeRaw(sources.raw.columns, series, maxRows);
    const into = merged.get('raw');
    if (into === undefined) {
      const span = () => ({ rows: this.#rows, end: series.next?.id ?? end });
      return this.#write('raw', (path) => writeRaw(sources, make, path), span);
    }
    await stageRaw(sources, make);
    await into.rewrite(this.#first, end, (path, kept) => writeStaged(database.seal, path, kept));
    await dropStaged(database.seal);
    return null;
  }

  /** Samples of one series after the other, as rows. */
  #makeRaw(into: SealSources['raw']['columns'], series: SeriesQueue, maxRows: number): MakeRows {
    const from = this.#hour * HOUR_MS;
    let next = 0;
    return (missing) => {
      let made = 0;
      while (made < CHUNK_ROWS && series.next !== null) {
        const { id, rows } = series.next;
        if (next === 0) {
          if (this.#rows >= maxRows) break;
          this.#include(id, rows);
        }
        const count = Math.min(CHUNK_ROWS - made, rows.length - next);
        into.series.cells.fill(id, made, made + count);
        into.quality.cells.set(rows.quality.subarray(next, next + count), made);
        for (let i = 0; i < count; i++) {
          into.time.set(made + i, from + rows.offset[next + i]!);
          into.steps.set(made + i, rows.steps[next + i]!);
          if ((rows.quality[next + i]! & 3) === BAD) missing(made + i);
        }
        made += count;
        next += count;
        if (next < rows.length) break;
        next = 0;
        series.advance();
      }
      return made;
    };
  }

  /** Rolls a series up. */
  #include(id: number, rows: SortedRows): void {
    const { ids } = this.#store;
    const cohort = this.#cohortOf(id);
    const perMinute = MINUTE_MS / ids.intervalMs[id]!;
    if (cohort !== null) cohort.expected += perMinute;
    this.#rows += rows.length;
    this.#whole.clear();
    rollUp(rows, MINUTE_MS, (offset, bucket) => {
      this.#minutes.add(id, offset, bucket, perMinute);
      this.#whole.extend(bucket);
      cohort?.include(offset, bucket);
    });
    this.#hours.add(id, 0, this.#whole, perMinute * 60);
  }

  async #write(
    tier: TierName,
    write: (path: string) => Promise<unknown>,
    span: () => Pick<SealedFile, 'rows' | 'end'>,
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
      ...span(),
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
