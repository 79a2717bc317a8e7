import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { HistoryRefused, type PastBuckets } from '../../ports.ts';
import { commitRows, loadHot } from './apply.ts';
import { backfill } from './backfill.ts';
import { BlockFiles, type ListedBlock } from './block-files.ts';
import type { Reach } from './crash-points.ts';
import { type Database, databaseBytes, isDiskFull, mustReopen, openDatabase, readRows } from './database.ts';
import { FileIndex } from './files.ts';
import { HotStore } from './hot.ts';
import { maintain } from './maintenance.ts';
import { createSealSources, writeSeriesNames } from './parquet.ts';
import type { Answer, EngineStats, Query, Rows, WorkerSetup } from './protocol.ts';
import { queryAggregate } from './query-aggregate.ts';
import { querySeries } from './query-series.ts';
import { queryState } from './query-state.ts';
import { tierStats } from './retention.ts';
import { removeLeftRuns } from './run-bytes.ts';
import { loadSeriesIds } from './series-ids.ts';
import { createQueue, type Store } from './store.ts';

/** Left free for what is on its way; a tenth of a small file system. */
const RESERVE_BYTES = 64 * 1024 * 1024;
const RESERVE_SHARE = 0.1;

const READING_BACK = 'history: what is not sealed yet is being read back; questions wait for it';

/** The history of one folder, in one thread. */
export class Engine {
  /** Resolves when what is not sealed is in memory: samples, work and questions wait for it. Rejects when it cannot be read. */
  readonly loaded: Promise<void>;
  #isLoaded = false;
  #closing = false;
  readonly #store: Store;
  readonly #budgetMs: number;
  readonly #inQueryOrder: ReturnType<typeof createQueue>;
  readonly #degraded: Set<string>;
  #now: number;
  #readOnly = false;
  #maintenance: string | null = null;
  #tooLate = 0;
  #tooEarly = 0;

  private constructor(
    store: Store,
    setup: WorkerSetup,
    queries: ReturnType<typeof createQueue>,
    degraded: Set<string>,
    listed: readonly ListedBlock[],
    readonly watermark: number,
  ) {
    this.#store = store;
    this.#budgetMs = setup.queryBudgetMs;
    this.#inQueryOrder = queries;
    this.#degraded = degraded;
    this.#now = setup.now;
    const goesOn = () => !this.#closing;
    this.loaded = loadHot(store, listed, setup.now, goesOn, (words) => degraded.add(words)).then(() => {
      this.#isLoaded = true;
    });
    // Whoever waits for it is told; nobody may.
    this.loaded.catch(() => undefined);
  }

  /** Opens a folder; an hour of a large fleet that is not sealed is read back after that. */
  static async open(setup: WorkerSetup, reach: Reach): Promise<Engine> {
    const database = await openDatabase(setup.folder, setup.memoryMb);
    removeLeftRuns(setup.folder);
    const degraded = new Set(database.degraded);
    const { write } = database;
    const ids = await loadSeriesIds(write, setup.table);
    if (ids.hasNew) await writeSeriesNames(write, join(setup.folder, 'series.parquet'));
    const files = await FileIndex.load(setup.folder, write, (words) => degraded.add(words));
    const [blocks, listed] = await BlockFiles.open(join(setup.folder, 'hot'), write);
    const queries = createQueue();
    const store: Store = {
      database,
      sources: createSealSources(database.seal),
      ids,
      hot: new HotStore(ids.cohort, setup.folder),
      files,
      blocks,
      rooms: [],
      keeping: setup.keeping,
      folder: setup.folder,
      cohortSet: await cohortSetOf(write, setup.table.cohortHash),
      sealedHours: await sealedHours(write),
      rawFloorHour: Number((await readRows(write, 'SELECT hour::DOUBLE FROM raw_floor'))[0]?.[0]),
      reach,
      exclusively: createQueue(),
      betweenQueries: queries,
    };
    const [row] = await readRows(write, 'SELECT sequence::DOUBLE FROM watermark');
    return new Engine(store, setup, queries, degraded, listed, Number(row?.[0]));
  }

  set now(now: number) {
    this.#now = now;
  }

  /** Nothing is written while the disk has no room. */
  get readOnly(): boolean {
    return this.#readOnly;
  }

  /** Looks whether the disk has room. */
  async look(): Promise<void> {
    this.#readOnly = !(await this.#hasRoom());
  }

  /** Writes batches in one transaction; false when the disk has no room, and then nothing was written. */
  async commit(batches: readonly Rows[]): Promise<boolean> {
    await this.loaded;
    await this.look();
    if (this.#readOnly) return false;
    const applied = await this.#ifRoom(() => commitRows(this.#store, batches, this.#now));
    if (applied === null) return false;
    this.#tooLate += applied.tooLate;
    this.#tooEarly += applied.tooEarly;
    return true;
  }

  /** Takes roll-ups of an hour that has nothing. */
  async backfill(buckets: readonly PastBuckets[]): Promise<void> {
    await this.loaded;
    await backfill(this.#store, buckets);
  }

  async maintain(everything: boolean): Promise<void> {
    await this.loaded;
    if (this.#readOnly) return;
    try {
      await this.#ifRoom(() => maintain(this.#store, this.#now, everything));
      this.#maintenance = null;
    } catch (error) {
      this.#maintenance = `history: sealing failed and is tried again: ${error instanceof Error ? error.message : error}`;
      throw error;
    }
  }

  /** Answers a question within its budget. Throws HistoryRefused. */
  ask(question: Query, signal: AbortSignal): Promise<Answer> {
    return this.#inQueryOrder(async () => {
      signal.throwIfAborted();
      await this.#readBack();
      const { read } = this.#store.database;
      let late = false;
      const interrupt = () => read.interrupt();
      const timer = setTimeout(() => {
        late = true;
        interrupt();
      }, this.#budgetMs);
      signal.addEventListener('abort', interrupt);
      try {
        const answer = await this.#answer(question, read);
        signal.throwIfAborted();
        if (late) throw new Error('interrupted');
        return answer;
      } catch (error) {
        if (!late) throw error;
        throw new HistoryRefused('over-budget', `more than ${this.#budgetMs} ms`, undefined, this.#budgetMs);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', interrupt);
      }
    });
  }

  stats(): EngineStats {
    const { files, blocks } = this.#store;
    const notes = [
      ...(this.#isLoaded ? [] : [READING_BACK]),
      ...(this.#maintenance === null ? [] : [this.#maintenance]),
      ...(this.#tooLate > 0 ? [`history: ${this.#tooLate} samples came after their hour's raw samples had gone`] : []),
      ...(this.#tooEarly > 0 ? [`history: ${this.#tooEarly} samples were more than a day ahead of the clock`] : []),
    ];
    return {
      bytes: files.total + blocks.bytes + databaseBytes(this.#store.folder),
      tiers: tierStats(this.#store),
      readOnly: this.#readOnly,
      degraded: [...this.#degraded, ...notes],
    };
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /** After the question that is being answered. What is being read back is left where it is. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.loaded.catch(() => undefined);
    const { database, exclusively, blocks } = this.#store;
    await this.#inQueryOrder(() => exclusively(() => database.write.run('CHECKPOINT'))).catch(() => undefined);
    for (const { runs } of this.#store.hot.hours.values()) this.#store.hot.dispose(runs);
    await exclusively(() => blocks.close());
    closeDatabase(database);
  }

  #answer(question: Query, read: DuckDBConnection): Promise<Answer> {
    if (question.kind === 'series') return querySeries(this.#store, read, question.query);
    if (question.kind === 'state') return queryState(this.#store, read, question.at);
    return queryAggregate(this.#store, read, question.query);
  }

  /** Waits for what is not sealed, a question's time at most. Throws HistoryRefused `unavailable`. */
  async #readBack(): Promise<void> {
    if (this.#isLoaded) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new HistoryRefused('unavailable', READING_BACK)), this.#budgetMs);
    });
    try {
      await Promise.race([this.loaded, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Null where the disk filled up meanwhile: then the work is done again when there is room. */
  async #ifRoom<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (mustReopen(error) || !isDiskFull(error)) throw error;
      this.#readOnly = true;
      return null;
    }
  }

  async #hasRoom(): Promise<boolean> {
    const { bavail, blocks, bsize } = await statfs(this.#store.folder);
    // A small file system keeps a tenth of itself free.
    return bavail * bsize >= Math.min(RESERVE_BYTES, blocks * bsize * RESERVE_SHARE);
  }
}

function closeDatabase({ read, seal, write, instance }: Database): void {
  for (const connection of [read, seal, write]) connection.closeSync();
  instance.closeSync();
}

async function cohortSetOf(connection: DuckDBConnection, hash: string): Promise<number> {
  const [known] = await readRows(connection, 'SELECT id FROM cohort_set WHERE hash = $1', [hash]);
  if (known !== undefined) return Number(known[0]);
  const [row] = await readRows(connection, 'SELECT coalesce(max(id), 0)::INTEGER + 1 FROM cohort_set');
  await connection.run('INSERT INTO cohort_set VALUES ($1, $2)', [Number(row![0]), hash]);
  return Number(row![0]);
}

async function sealedHours(connection: DuckDBConnection): Promise<Map<number, number>> {
  const rows = await readRows(connection, 'SELECT hour, cohort_set FROM sealed_hour');
  return new Map(rows.map(([hour, set]) => [Number(hour), Number(set)]));
}
