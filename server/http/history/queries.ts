import type { Response } from 'express';
import { QUERY_BUDGET_MS } from '../../../shared/wire/history-schemas.ts';
import { HttpError } from '../errors.ts';

/** Questions that are worked on or wait at the engine. */
const AT_ONCE = 64;

/** Bounds what the past may cost: so many questions at once, so long for each. */
export interface Queries {
  /** How long a question may take. */
  readonly budgetMs: number;
  /**
   * Works on a question until it is answered, its time is over (503 `over-budget`) or nobody waits for it any more.
   * Throws HttpError 503 `busy` when there are too many.
   */
  run<T>(response: Response, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export function createQueries(budgetMs = QUERY_BUDGET_MS): Queries {
  let running = 0;
  return {
    budgetMs,
    async run(response, work) {
      if (running >= AT_ONCE) {
        response.setHeader('Retry-After', '1');
        const message = `${AT_ONCE} questions about the past are being worked on`;
        throw new HttpError(503, { code: 'busy', message, limit: AT_ONCE });
      }
      running++;
      const budget = AbortSignal.timeout(budgetMs);
      const gone = new AbortController();
      const leave = (): void => gone.abort();
      response.once('close', leave);
      const signal = AbortSignal.any([budget, gone.signal]);
      // Counted until the work itself has ended, which need not be at once.
      const working = work(signal).finally(() => running--);
      try {
        return await orAborted(working, signal);
      } catch (error) {
        if (budget.aborted) {
          const message = 'the question takes too long: ask for a shorter span, fewer series or wider buckets';
          throw new HttpError(503, { code: 'over-budget', message, limit: budgetMs });
        }
        // Nobody reads it.
        if (gone.signal.aborted) throw new HttpError(503, { code: 'gone', message: 'the client went away' });
        throw error;
      } finally {
        response.off('close', leave);
      }
    },
  };
}

/** As the work ends, or rejects with the signal's reason, whichever is first. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const abort = (): void => fail(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(done, fail).finally(() => signal.removeEventListener('abort', abort));
  });
}
