import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Resource } from '../../shared/model/resource.ts';
import type { SnapshotComparison } from '../../shared/wire/snapshots.ts';
import { type Inventory, SnapshotRefused } from '../ports.ts';
import { startWorker } from '../start-worker.ts';
import type { Captured, SealedFacts } from './captured.ts';
import type { Checked } from './document.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** Resources that are copied to the worker before something else may run. */
const SLICE = 500;
/** Jobs that wait or run. */
const MAX_JOBS = 8;

/** The worker, one job at a time; started with the first. */
export interface Crew {
  seal(captured: Captured, inventory: Inventory, path: string): Promise<SealedFacts>;
  check(path: string): Promise<Checked>;
  compare(a: string, b: string): Promise<SnapshotComparison>;
  /** Ends at once: what is not on disk yet was not acknowledged. */
  close(): Promise<void>;
}

export function createCrew(): Crew {
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let jobs = 0;
  let closed = false;

  const start = (): Worker => {
    const started = startWorker(import.meta.url, './snapshot');
    started.unref();
    // A worker that ends takes its job with it, and the next job a new one.
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    return started;
  };

  /** Runs after those before it. Throws SnapshotRefused `busy` when too many wait, `failed` when it did not work. */
  const inTurn = <T>(job: (to: Worker) => Promise<T>): Promise<T> => {
    if (jobs >= MAX_JOBS) throw new SnapshotRefused('busy', 'too many snapshots are being worked on');
    jobs++;
    const done = turn
      .then(() => {
        if (closed) throw new SnapshotRefused('busy', 'the server stops');
        worker ??= start();
        return job(worker);
      })
      .finally(() => {
        jobs--;
      });
    turn = done.catch(() => undefined);
    return done;
  };

  return {
    seal: (captured, inventory, path) =>
      inTurn(async (to) => {
        for (const { kind, ordinals } of captured.kinds) {
          const ofKind = inventory.ofKind(kind);
          for (let from = 0; from < ordinals.length; from += SLICE) {
            const resources = Array.from(ordinals.subarray(from, from + SLICE), (i): Resource => ofKind[i]!);
            to.postMessage({ type: 'resources', kind, resources } satisfies ToWorker);
            await setImmediate();
          }
        }
        return (await ask(to, { type: 'seal', captured, path }, 'sealed')).facts;
      }),
    check: (path) => inTurn(async (to) => (await ask(to, { type: 'check', path }, 'checked')).checked),
    compare: (a, b) => inTurn(async (to) => (await ask(to, { type: 'compare', a, b }, 'compared')).comparison),
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}

function ask<T extends FromWorker['type']>(
  worker: Worker,
  message: ToWorker,
  type: T,
): Promise<Extract<FromWorker, { type: T }>> {
  return new Promise((done, fail) => {
    const end = (): void => {
      worker.off('message', answered).off('error', failed).off('exit', ended);
    };
    const answered = (answer: FromWorker): void => {
      end();
      if (answer.type === type) done(answer as Extract<FromWorker, { type: T }>);
      else fail(new SnapshotRefused('failed', answer.type === 'failed' ? answer.message : 'the answer was another'));
    };
    const failed = (error: Error): void => {
      end();
      fail(new SnapshotRefused('failed', error.message));
    };
    const ended = (): void => failed(new Error('the worker has ended'));
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(message);
  });
}
