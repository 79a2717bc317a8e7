import type { Worker } from 'node:worker_threads';
import { log } from '../../log.ts';
import { Refused } from '../../ports.ts';
import { startWorker } from '../../start-worker.ts';
import { type BatchRead, readBatch } from './read-batch.ts';

/** JSON cannot be read in turns: a batch above this is read by a worker, so that it holds up nobody else. */
const INLINE_BYTES = 64 * 1024;

export interface ReadTask {
  readonly id: number;
  readonly body: Uint8Array;
}

export interface ReadAnswer {
  readonly id: number;
  readonly read: BatchRead;
}

interface Waiting {
  done(read: BatchRead): void;
  fail(error: unknown): void;
}

/** Reads native batches, large ones on one worker that is started when the first comes. */
export class BatchReader {
  #worker: Worker | null = null;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  /** Throws Refused when the worker ended before it answered: the sender comes again. */
  async read(body: Uint8Array): Promise<BatchRead> {
    if (body.length <= INLINE_BYTES) return readBatch(body);
    const worker = this.#started();
    const id = ++this.#last;
    return new Promise((done, fail) => {
      this.#waiting.set(id, { done, fail });
      worker.postMessage({ id, body } satisfies ReadTask);
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = startWorker(import.meta.url, '../native');
    worker.on('message', ({ id, read }: ReadAnswer) => {
      this.#waiting.get(id)?.done(read);
      this.#waiting.delete(id);
    });
    worker.on('error', (error) => log.error({ err: error }, 'the worker that reads native batches failed'));
    worker.on('exit', () => {
      this.#worker = null;
      for (const { fail } of this.#waiting.values()) fail(new Refused('stopping', 1));
      this.#waiting.clear();
    });
    this.#worker = worker;
    return worker;
  }
}
