import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { qualityOf, type SampleBatch } from '../../../shared/model/sample.ts';
import { type Clock, HistoryRefused, type Inventory, type JournalRecord } from '../../ports.ts';
import { Delivery } from './delivery.ts';
import { LaneSplitter, type Lanes } from './lanes.ts';
import { RecentParts } from './recent-parts.ts';
import { RecordQueue } from './record-queue.ts';
import type { RemoteRead } from './remote-read.ts';
import { postWriteRequest } from './remote-write.ts';
import { SeriesLabels } from './series-labels.ts';
import { queryNewest } from './state-query.ts';
import type { WatermarkFile } from './watermark-file.ts';
import { WriteRequestEncoder } from './write-request.ts';

export interface SenderOptions {
  readonly inventory: Inventory;
  readonly clock: Clock;
  readonly remote: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
  };
  readonly read: RemoteRead;
  readonly watermark: WatermarkFile;
  /** Rows that may wait; whoever applies more is given a promise. */
  readonly queueRows: number;
}

const REQUEST_ROWS = 5_000;
/** A request that is not full waits so long for more. */
const LINGER_MS = 200;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** How long a stop waits for the remote. What it has not acknowledged is replayed from the journal. */
const STOP_MS = 4_000;

/**
 * Sends records in their order, one request at a time, and moves the watermark, durably, after each that completes a
 * record: after a crash at most the last request is sent twice.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #queue = new RecordQueue();
  readonly #encoder: WriteRequestEncoder;
  readonly #lanes: LaneSplitter;
  readonly #delivery: Delivery;
  readonly #stop = new AbortController();
  #waiters: { readonly sequence: number; readonly done: () => void }[] = [];
  #roomWaiters: (() => void)[] = [];
  #applied: number;
  #watermark: number;
  #oldestAt: number;
  /** Since when the part that is under way has waited. */
  #underWaySince: number | null = null;
  #behind = false;
  #trouble: string | null = null;
  #wasDown = false;
  readonly #asked = new Set<MetricDefinition>();
  readonly #recent = new RecentParts();
  #wake: () => void = () => undefined;
  #hurried = false;
  #closing: Promise<void> | null = null;
  readonly #running: Promise<void>;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#watermark = options.watermark.found.sequence;
    this.#oldestAt = options.watermark.found.oldestAt;
    this.#applied = this.#watermark;
    this.#encoder = new WriteRequestEncoder(new SeriesLabels(options.inventory));
    this.#lanes = new LaneSplitter(options.inventory.dictionary.seriesCount);
    this.#delivery = new Delivery(
      (batch, rows) => this.#send(batch, rows),
      (batch, rows) => this.#splitAgain(batch, rows),
      options.clock,
    );
    this.#running = this.#run();
  }

  get watermark(): number {
    return this.#watermark;
  }

  apply(sequence: number, record: JournalRecord): void | Promise<void> {
    if (sequence <= this.#applied) return;
    this.#applied = sequence;
    this.#queue.add(sequence, record.type === 'start' ? null : record.batch, this.#options.clock());
    if (this.#queue.rows >= this.#options.queueRows) this.#behind = true;
    this.#wake();
    if (this.#behind) return new Promise((done) => this.#roomWaiters.push(done));
  }

  /** Time of the oldest sample that the remote was ever sent, null before the first. */
  get oldestAt(): number | null {
    return Number.isFinite(this.#oldestAt) ? this.#oldestAt : null;
  }

  /** Resolves when the remote has everything that was applied. */
  flushed(): Promise<void> {
    const sequence = this.#applied;
    if (this.#watermark >= sequence) return Promise.resolve();
    this.#hurried = true;
    this.#wake();
    return new Promise((done) => this.#waiters.push({ sequence, done }));
  }

  stats(): { lagRecords: number; lagMs: number; behind: boolean; degraded: readonly string[] } {
    const since = this.#underWaySince ?? this.#queue.oldest;
    const trouble = this.#trouble === null ? [] : [`history cannot be written to the remote: ${this.#trouble}`];
    return {
      lagRecords: this.#applied - this.#watermark,
      lagMs: since === null ? 0 : Math.max(0, this.#options.clock() - since),
      behind: this.#behind,
      degraded: [...trouble, ...this.#delivery.refused().map((line) => `history: ${line}`)],
    };
  }

  /** Sends what waits, for some seconds at most, then stops. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((done) => {
      timer = setTimeout(done, STOP_MS);
    });
    await Promise.race([this.flushed(), limit]);
    clearTimeout(timer);
    this.#stop.abort();
    this.#wake();
    await this.#running;
    await this.#options.watermark.close();
    this.#release();
  }

  async #run(): Promise<void> {
    try {
      while (!this.#stop.signal.aborted) {
        if (this.#queue.records === 0) await this.#woken(null);
        else {
          if (this.#queue.rows < REQUEST_ROWS && !this.#hurried) await this.#woken(LINGER_MS);
          await this.#sendPart();
        }
      }
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#trouble = `the sender has stopped: ${error instanceof Error ? error.message : error}`;
      this.#behind = true;
    }
  }

  async #sendPart(): Promise<void> {
    const since = this.#queue.oldest;
    const part = this.#queue.take(REQUEST_ROWS);
    if (part === null) return;
    this.#underWaySince = since;
    const lanes = this.#lanes.split(part.batch);
    await this.#delivery.deliver(part.batch, lanes);
    this.#oldestAt = Math.min(this.#oldestAt, oldestOf(part.batch));
    await this.#repeatAfterOutage();
    this.#recent.add(part.batch, lanes);
    if (part.through !== null) await this.#keep(part.through);
    this.#underWaySince = null;
    this.#release();
  }

  /** A remote that went down may have lost what it had only in memory when it acknowledged. */
  async #repeatAfterOutage(): Promise<void> {
    if (!this.#wasDown) return;
    this.#wasDown = false;
    for (const { batch, lanes } of this.#recent.all()) await this.#delivery.repeat(batch, lanes);
  }

  /** Asks once per metric: what is sent later is known. */
  async #splitAgain(batch: SampleBatch, rows: Uint32Array): Promise<Lanes> {
    const { inventory, clock, read } = this.#options;
    const metrics = new Set(Array.from(rows, (row) => inventory.metricOf(batch.series[row]!)));
    const unknown = [...metrics].filter((metric) => !this.#asked.has(metric));
    try {
      this.#lanes.learn(await queryNewest(read, inventory, unknown, clock(), this.#stop.signal));
      for (const metric of unknown) this.#asked.add(metric);
    } catch (error) {
      if (!(error instanceof HistoryRefused)) throw error;
    }
    return this.#lanes.splitAgain(batch, rows);
  }

  /** A watermark that cannot be written holds everything up: the journal must not let go what might be lost. */
  async #keep(sequence: number): Promise<void> {
    for (;;) {
      try {
        await this.#options.watermark.write({ sequence, oldestAt: this.#oldestAt });
        this.#watermark = sequence;
        return;
      } catch (error) {
        this.#trouble = `its watermark cannot be written: ${error instanceof Error ? error.message : error}`;
        await pause(FIRST_PAUSE_MS, this.#stop.signal);
      }
    }
  }

  async #send(batch: SampleBatch, rows: Uint32Array): ReturnType<ConstructorParameters<typeof Delivery>[0]> {
    const request = this.#encoder.encode(batch, rows);
    const { signal } = this.#stop;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const reply = await postWriteRequest(this.#options.remote, request, signal);
      if (reply.outcome !== 'retry') {
        this.#trouble = null;
        return reply;
      }
      this.#trouble = reply.why;
      this.#wasDown ||= reply.down;
      await pause(reply.afterMs ?? pauseMs, signal);
    }
  }

  #release(): void {
    const closed = this.#stop.signal.aborted;
    const reached = this.#waiters.filter(({ sequence }) => closed || sequence <= this.#watermark);
    this.#waiters = this.#waiters.filter((waiter) => !reached.includes(waiter));
    if (this.#waiters.length === 0) this.#hurried = false;
    for (const { done } of reached) done();
    if (!closed && this.#queue.rows * 2 > this.#options.queueRows) return;
    this.#behind = false;
    for (const done of this.#roomWaiters.splice(0)) done();
  }

  /** Until something is to be done: a record came, someone waits, or the time is up. */
  async #woken(limitMs: number | null): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = limitMs === null ? Number.POSITIVE_INFINITY : performance.now() + limitMs;
    while (performance.now() < deadline && !this.#stop.signal.aborted) {
      await new Promise<void>((done) => {
        this.#wake = done;
        if (limitMs !== null) timer = setTimeout(done, Math.max(1, deadline - performance.now()));
      });
      clearTimeout(timer);
      if (limitMs === null || this.#hurried || this.#queue.rows >= REQUEST_ROWS) return;
    }
  }
}

/** Of samples that nobody doubts: a clock that is wrong says nothing about what is kept. */
function oldestOf({ at, quality }: SampleBatch): number {
  let oldest = Number.POSITIVE_INFINITY;
  for (let row = 0; row < at.length; row++) {
    if (qualityOf(quality[row]!) === 'good' && at[row]! < oldest) oldest = at[row]!;
  }
  return oldest;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', stop);
    function finish(): void {
      signal.removeEventListener('abort', stop);
      done();
    }
    function stop(): void {
      clearTimeout(timer);
      fail(signal.reason);
    }
  });
}
