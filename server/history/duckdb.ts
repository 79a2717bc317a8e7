import type { Worker } from 'node:worker_threads';
import {
  type AggregateAnswer,
  type AggregateQuery,
  type Clock,
  type History,
  HistoryRefused,
  type HistoryStats,
  type JournalRecord,
  type PastBuckets,
  type PastState,
  type SeriesAnswer,
  type SeriesQuery,
} from '../ports.ts';
import { startWorker } from '../start-worker.ts';
import { createSeriesTable, type HistoryInventory } from './duckdb/cohorts.ts';
import { HISTORY_CRASH_POINTS } from './duckdb/crash-points.ts';
import {
  type Answer,
  DEFAULT_KEEPING,
  type EngineStats,
  type FromWorker,
  type Keeping,
  type Question,
  type ToWorker,
  type WireError,
  type WorkerSetup,
} from './duckdb/protocol.ts';
import { RowQueue } from './duckdb/row-queue.ts';
import { refusalOf } from './duckdb/wire-error.ts';

export { HISTORY_CRASH_POINTS };

export interface DuckdbHistoryOptions {
  /** The data folder's `history/`. */
  readonly folder: string;
  readonly inventory: HistoryInventory;
  readonly clock: Clock;
  readonly keeping?: Partial<Keeping>;
  readonly memoryMb?: number;
  readonly queryBudgetMs?: number;
  /** Called with the name of each point of HISTORY_CRASH_POINTS that the work comes to, before it goes on. */
  readonly crashPoint?: (name: string) => void;
  /** The engine has stopped for good. */
  readonly onFailure: (error: Error) => void;
}

export interface DuckdbHistory extends History {
  /** Seals every hour that is over, joins and deletes what is due, without waiting for more samples of them. */
  maintain(): Promise<void>;
}

const MEMORY_MB = 512;
/** The thread's samples lie outside of V8's heap: its young generation would keep 32 MB that nothing needs. */
const YOUNG_MB = 8;
const QUERY_BUDGET_MS = 5000;
const CLOCK_EVERY_MS = 250;
const ENDS_WITHIN_MS = 2000;

/** Opens the history in a thread of its own. Rejects with what opening threw: NewerHistory, a damaged database. */
export async function openDuckdbHistory(options: DuckdbHistoryOptions): Promise<DuckdbHistory> {
  const points = options.crashPoint === undefined ? null : new Int32Array(new SharedArrayBuffer(4));
  const setup: WorkerSetup = {
    folder: options.folder,
    table: createSeriesTable(options.inventory),
    keeping: { ...DEFAULT_KEEPING, ...options.keeping },
    memoryMb: options.memoryMb ?? MEMORY_MB,
    queryBudgetMs: options.queryBudgetMs ?? QUERY_BUDGET_MS,
    now: options.clock(),
    points,
  };
  const worker = startWorker(import.meta.url, './duckdb', setup, { maxYoungGenerationSizeMb: YOUNG_MB });
  const client = new Client(worker, options, points);
  await client.opened;
  return client;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** This side of the thread. */
class Client implements DuckdbHistory {
  readonly capabilities = { rewritesLate: true, exactlyOnce: true, keepsRollups: true };
  readonly opened: Promise<void>;
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  readonly #clock: Clock;
  readonly #onFailure: (error: Error) => void;
  readonly #queue: RowQueue;
  readonly #waiting = new Map<number, Waiting>();
  readonly #timer: NodeJS.Timeout;
  #opening: { resolve: () => void; reject: (error: Error) => void } | null = null;
  #stats: EngineStats = { bytes: 0, tiers: [], readOnly: false, degraded: [] };
  #watermark = 0;
  #nextId = 1;
  #ended: Error | null = null;
  #closed: Promise<void> | null = null;

  constructor(worker: Worker, options: DuckdbHistoryOptions, points: Int32Array | null) {
    this.#worker = worker;
    this.#exited = new Promise((done) => worker.once('exit', () => done()));
    this.#clock = options.clock;
    this.#onFailure = options.onFailure;
    this.#queue = new RowQueue((rows) => this.#post(rows, rows.transfer), options.clock);
    this.opened = new Promise((resolve, reject) => {
      this.#opening = { resolve, reject };
    });
    worker.on('message', (message: FromWorker) => {
      if (message.type !== 'point') return this.#take(message);
      options.crashPoint?.(message.name);
      Atomics.store(points!, 0, 1);
      Atomics.notify(points!, 0);
    });
    worker.on('error', (error) => this.#end(error));
    worker.on('exit', (code) => this.#end(new Error(`the history's thread ended with ${code}`)));
    this.#timer = setInterval(() => this.#beat(), CLOCK_EVERY_MS);
    this.#timer.unref();
  }

  get watermark(): number {
    return this.#watermark;
  }

  apply(sequence: number, record: JournalRecord): void | Promise<void> {
    return this.#queue.add(sequence, record);
  }

  async flushed(): Promise<void> {
    this.#queue.send();
    await this.#ask({ kind: 'flush' });
  }

  async series(query: SeriesQuery, signal?: AbortSignal): Promise<SeriesAnswer> {
    return (await this.#ask({ kind: 'series', query }, signal)) as SeriesAnswer;
  }

  async state(at: number, signal?: AbortSignal): Promise<PastState> {
    return (await this.#ask({ kind: 'state', at }, signal)) as PastState;
  }

  async aggregate(query: AggregateQuery, signal?: AbortSignal): Promise<AggregateAnswer> {
    return (await this.#ask({ kind: 'aggregate', query }, signal)) as AggregateAnswer;
  }

  async backfill(buckets: readonly PastBuckets[]): Promise<void> {
    await this.#ask({ kind: 'backfill', buckets });
  }

  async maintain(): Promise<void> {
    this.#beat();
    await this.#ask({ kind: 'maintain' });
  }

  stats(): HistoryStats {
    const { bytes, tiers, readOnly, degraded } = this.#stats;
    const { lagRecords, lagMs, isBehind } = this.#queue.lag(this.#clock());
    const refusing = readOnly ? 'read-only' : isBehind ? 'behind' : null;
    return { engine: 'duckdb', lagRecords, lagMs, bytes, tiers, refusing, degraded };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#queue.send();
    await this.#ask({ kind: 'close' }).catch(() => undefined);
    this.#post({ type: 'end' });
    this.#ended ??= new HistoryRefused('unavailable', 'the history is closed');
    clearInterval(this.#timer);
    this.#queue.stop();
    // By itself where it can: a thread that is ended from outside may be within native code.
    await Promise.race([this.#exited, new Promise((wait) => setTimeout(wait, ENDS_WITHIN_MS).unref())]);
    await this.#worker.terminate();
  }

  #beat(): void {
    this.#queue.send();
    this.#post({ type: 'clock', now: this.#clock() });
  }

  #post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    if (this.#ended === null) this.#worker.postMessage(message, transfer);
  }

  #ask(question: Question, signal?: AbortSignal): Promise<Answer> {
    if (this.#ended !== null) return Promise.reject(new HistoryRefused('unavailable', this.#ended.message));
    signal?.throwIfAborted();
    const id = this.#nextId++;
    const cancel = () => this.#post({ type: 'cancel', id });
    signal?.addEventListener('abort', cancel);
    this.#post({ type: 'ask', id, question });
    return new Promise<Answer>((resolve, reject) => this.#waiting.set(id, { resolve, reject })).finally(() =>
      signal?.removeEventListener('abort', cancel),
    );
  }

  #take(message: Exclude<FromWorker, { type: 'point' }>): void {
    switch (message.type) {
      case 'opened':
        this.#watermark = message.watermark;
        this.#queue.open(message.watermark);
        this.#stats = message.stats;
        this.#opening?.resolve();
        this.#opening = null;
        return;
      case 'committed':
        this.#watermark = message.watermark;
        this.#stats = message.stats;
        this.#queue.committed(message.watermark, message.bytes, message.buffers);
        return;
      case 'stats':
        this.#stats = message.stats;
        return;
      case 'answer':
        this.#settle(message.id)?.resolve(message.answer);
        return;
      case 'refused':
        this.#settle(message.id)?.reject(refusalOf(message.error));
        return;
      case 'failed':
        this.#end(errorOf(message.error));
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** The thread is gone, or of no use: everything that waits is told, and the process. */
  #end(error: Error): void {
    if (this.#ended !== null) return;
    this.#ended = error;
    clearInterval(this.#timer);
    this.#queue.stop();
    for (const { reject } of this.#waiting.values()) reject(new HistoryRefused('unavailable', error.message));
    this.#waiting.clear();
    void this.#worker.terminate();
    if (this.#opening === null) this.#onFailure(error);
    else this.#opening.reject(error);
  }
}

function errorOf({ name, message }: WireError): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
