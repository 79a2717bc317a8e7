import type { Worker } from 'node:worker_threads';
import { log } from '../log.ts';
import { type Exports, SnapshotRefused } from '../ports.ts';
import { startWorker } from '../start-worker.ts';
import type { FromWorker, ToWorker } from './parts/protocol.ts';

/** Files that wait or are being made. */
const MAX_JOBS = 6;
/** A worker that nobody needs gives its memory back. */
const IDLE_MS = 60_000;
const LIMIT_MS = 60_000;

/** Makes files of snapshots in a worker, one at a time. */
export function createExports(limitMs = LIMIT_MS): Exports {
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let jobs = 0;
  let closed = false;
  let idle: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  const start = (): Worker => {
    const started = startWorker(import.meta.url, './export');
    started.unref();
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    return started;
  };
  const run = async (message: ToWorker): Promise<Uint8Array> => {
    if (closed) throw new SnapshotRefused('busy', 'the server stops');
    clearTimeout(idle);
    worker ??= start();
    try {
      return await ask(worker, message, limitMs);
    } catch (error) {
      log.error({ err: error }, 'a file of a snapshot could not be made');
      // What stopped it may be left in it.
      await end();
      throw new SnapshotRefused('failed', 'the file could not be made; the log says why');
    } finally {
      idle = setTimeout(() => void end(), IDLE_MS);
      idle.unref();
    }
  };
  const inTurn = (message: ToWorker): Promise<Uint8Array> => {
    if (jobs >= MAX_JOBS) throw new SnapshotRefused('busy', 'too many files are being made', 'jobs', MAX_JOBS);
    jobs++;
    const done = turn
      .then(() => run(message))
      .finally(() => {
        jobs--;
      });
    turn = done.catch(() => undefined);
    return done;
  };

  return {
    write: async (file, format, language) => inTurn({ type: 'snapshot', file, format, language }),
    comparison: async (comparison, format, language) => inTurn({ type: 'comparison', comparison, format, language }),
    labels: async (sheet) => inTurn({ type: 'labels', sheet }),
    async close() {
      closed = true;
      await end();
    },
  };
}

function ask(worker: Worker, message: ToWorker, limitMs: number): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const over = setTimeout(() => failed(new Error(`not done within ${limitMs} ms`)), limitMs);
    const finish = (): void => {
      clearTimeout(over);
      worker.off('message', answered).off('error', failed).off('exit', ended);
    };
    const answered = (answer: FromWorker): void => {
      finish();
      if (answer.type === 'written') done(answer.bytes);
      else fail(new Error(answer.message));
    };
    const failed = (error: Error): void => {
      finish();
      fail(error);
    };
    const ended = (): void => failed(new Error('the worker has ended'));
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(message);
  });
}
