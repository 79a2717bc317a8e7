import { createYoungCollector } from '../../young-garbage.ts';
import { answerBuffers } from './answer-buffers.ts';
import { isDiskFull, mustReopen } from './database.ts';
import type { Engine } from './engine.ts';
import { type Answer, bytesOf, type FromWorker, type Question, type Rows, type ToWorker } from './protocol.ts';
import { wireError } from './wire-error.ts';

/** Samples wait so long to be committed together, or until so many are there. */
const COMMIT_EVERY_MS = 1000;
const COMMIT_ROWS = 500_000;
/** Buffers that are of no use any more are freed when they are so many bytes. */
const GARBAGE_BYTES = 4 * 1024 * 1024;
const RETRY_MS = 1000;
const STATS_EVERY_MS = 2000;
const MAINTAIN_RETRY_MS = 30_000;
/** Files are merged once a past that comes hour by hour has ended, not again and again on the way. */
const AFTER_BACKFILL_MS = 5_000;

type Post = (message: FromWorker, transfer?: ArrayBuffer[]) => void;

/** What the worker does with messages: gathers samples for the next commit, answers questions beside it. */
export class Session {
  readonly #post: Post;
  readonly #reopen: () => Promise<Engine>;
  #engine: Engine;
  /** Samples come in buffers outside of this thread's heap, which grows too little to be looked through by itself. */
  readonly #collectYoung = createYoungCollector(GARBAGE_BYTES);
  readonly #questions = new Map<number, AbortController>();
  readonly #timer: NodeJS.Timeout;
  #pending: Rows[] = [];
  #pendingRows = 0;
  #pendingSince = 0;
  #committing: Promise<void> | null = null;
  #maintaining: Promise<void> | null = null;
  #maintainAt = 0;
  #statsAt = 0;
  /** Sealing found that the database has stopped for good. */
  #broken = false;
  #lookedAt = 0;
  #closing = false;

  constructor(engine: Engine, reopen: () => Promise<Engine>, post: Post) {
    this.#engine = engine;
    this.#reopen = reopen;
    this.#post = post;
    this.#timer = setInterval(() => this.#tick(), 250);
    this.#watch(engine);
  }

  /** Tells when the engine has read back what is not sealed, or that it cannot. */
  #watch(engine: Engine): void {
    engine.loaded.then(
      () => this.#post({ type: 'stats', stats: engine.stats() }),
      (error: unknown) => {
        if (!this.#closing && engine === this.#engine) this.#complain(error);
      },
    );
  }

  take(message: Exclude<ToWorker, { type: 'end' }>): void {
    switch (message.type) {
      case 'rows':
        if (this.#pending.length === 0) this.#pendingSince = performance.now();
        this.#pending.push(message);
        this.#pendingRows += message.series.length;
        if (this.#pendingRows >= COMMIT_ROWS) void this.#commit();
        return;
      case 'clock':
        this.#engine.now = message.now;
        return;
      case 'cancel':
        this.#questions.get(message.id)?.abort();
        return;
      case 'ask':
        void this.#ask(message.id, message.question);
    }
  }

  #tick(): void {
    const now = performance.now();
    if (this.#pending.length > 0 && now - this.#pendingSince >= COMMIT_EVERY_MS) void this.#commit();
    if (this.#closing) return;
    if (this.#broken) void this.#commit();
    if (this.#engine.readOnly && now - this.#lookedAt >= RETRY_MS) {
      this.#lookedAt = now;
      void this.#engine.look().catch(() => undefined);
    }
    if (now >= this.#maintainAt) void this.#maintain(false).catch(() => undefined);
    if (now - this.#statsAt < STATS_EVERY_MS) return;
    this.#statsAt = now;
    this.#post({ type: 'stats', stats: this.#engine.stats() });
  }

  /** One at a time; what came meanwhile is in the next one. */
  #commit(): Promise<void> {
    this.#committing ??= this.#commitPending().finally(() => {
      this.#committing = null;
      if (this.#pendingRows >= COMMIT_ROWS) void this.#commit();
    });
    return this.#committing;
  }

  async #commitPending(): Promise<void> {
    if (this.#broken) await this.#recover();
    const batches = this.#takePending();
    if (batches.length === 0) return;
    const watermark = batches[batches.length - 1]!.sequence;
    const done = await this.#engine.commit(batches).catch((error: unknown) => this.#survive(error, watermark));
    if (!done) {
      this.#pending = [...batches, ...this.#pending];
      this.#pendingRows = this.#pending.reduce((sum, { series }) => sum + series.length, 0);
      this.#post({ type: 'stats', stats: this.#engine.stats() });
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      return;
    }
    this.#pendingSince = performance.now();
    const bytes = batches.reduce((sum, batch) => sum + bytesOf(batch), 0);
    const buffers = batches.map(({ series }) => series.buffer as ArrayBuffer);
    this.#post({ type: 'committed', watermark, bytes, buffers, stats: this.#engine.stats() }, buffers);
    this.#collectYoung();
  }

  /** The oldest batches, as many as make one transaction. */
  #takePending(): Rows[] {
    let count = 0;
    let rows = 0;
    while (count < this.#pending.length && (count === 0 || rows < COMMIT_ROWS)) {
      rows += this.#pending[count++]!.series.length;
    }
    const taken = this.#pending.slice(0, count);
    this.#pending = this.#pending.slice(count);
    this.#pendingRows -= rows;
    return taken;
  }

  /**
   * After a commit that failed: true when it is durable all the same. DuckDB stops for good when a write fails halfway (a
   * full disk, a failed checkpoint); then it is opened again and says itself what it has.
   */
  async #survive(error: unknown, watermark: number): Promise<boolean> {
    if (this.#closing && !this.#engine.isLoaded) return false;
    if (mustReopen(error)) return (await this.#recover()) >= watermark;
    // Whatever the words: a disk without room is reason enough, and it may come to have some.
    await this.#engine.look();
    if (!isDiskFull(error) && !this.#engine.readOnly) this.#complain(error);
    return false;
  }

  /** Opens the folder again, as often as it takes; returns the watermark. */
  async #recover(): Promise<number> {
    await this.#maintaining?.catch(() => undefined);
    const stats = this.#engine.stats();
    await this.#engine.close();
    for (;;) {
      try {
        this.#engine = await this.#reopen();
        this.#watch(this.#engine);
        this.#broken = false;
        return this.#engine.watermark;
      } catch (error) {
        if (this.#closing) throw error;
        this.#post({ type: 'stats', stats: { ...stats, readOnly: true } });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  /** Work that fails is done again later: what it was to seal stays where it is until then. */
  #maintain(everything: boolean): Promise<void> {
    if (this.#maintaining !== null && !everything) return this.#maintaining;
    return this.#inMaintenance(() => this.#engine.maintain(everything));
  }

  /** After what is under way of its kind. */
  #inMaintenance(what: () => Promise<void>): Promise<void> {
    const before = this.#maintaining ?? Promise.resolve();
    const work = before.catch(() => undefined).then(what);
    const mine = work
      .catch((error: unknown) => {
        this.#maintainAt = performance.now() + MAINTAIN_RETRY_MS;
        this.#broken ||= mustReopen(error);
        throw error;
      })
      .finally(() => {
        if (this.#maintaining === mine) this.#maintaining = null;
      });
    this.#maintaining = mine;
    return mine;
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0 || this.#committing !== null) {
      const rows = this.#pendingRows;
      await this.#commit();
      // What cannot be written when the process stops is in the journal.
      if (this.#closing && this.#pendingRows >= rows) return;
    }
  }

  async #ask(id: number, question: Question): Promise<void> {
    const controller = new AbortController();
    this.#questions.set(id, controller);
    try {
      const answer = await this.#answer(question, controller.signal);
      this.#post({ type: 'answer', id, answer }, answerBuffers(answer));
    } catch (error) {
      this.#post({ type: 'refused', id, error: wireError(error) });
    } finally {
      this.#questions.delete(id);
    }
  }

  async #answer(question: Question, signal: AbortSignal): Promise<Answer> {
    switch (question.kind) {
      case 'flush':
        await this.#engine.loaded;
        await this.#flush();
        this.#post({ type: 'stats', stats: this.#engine.stats() });
        return null;
      case 'backfill':
        // It writes through the staging tables of sealing.
        this.#maintainAt = Math.max(this.#maintainAt, performance.now() + AFTER_BACKFILL_MS);
        await this.#inMaintenance(() => this.#engine.backfill(question.buckets));
        return null;
      case 'maintain':
        await this.#flush();
        await this.#maintain(true);
        this.#post({ type: 'stats', stats: this.#engine.stats() });
        return null;
      case 'close':
        this.#closing = true;
        clearInterval(this.#timer);
        // What came while unsealed hours are still read back is in the journal: a stop does not wait for that.
        if (this.#engine.isLoaded) {
          await this.#flush();
          await this.#maintaining?.catch(() => undefined);
        }
        await this.#engine.close();
        return null;
      default:
        return this.#engine.ask(question, signal);
    }
  }

  #complain(error: unknown): void {
    this.#post({ type: 'failed', error: wireError(error) });
  }
}
