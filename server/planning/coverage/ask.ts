import type { Answered, CoverageAnswers, CoverageQuestions, QuestionType } from './protocol.ts';

/** What a coverage thread is on this side: a worker, or in a test the same answers without one. */
export interface Thread {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: Answered) => void): unknown;
  on(event: 'error' | 'exit', listener: (what: unknown) => void): unknown;
  terminate(): Promise<unknown>;
}

/** A thread that answers questions. */
export interface Asking {
  /** Rejects with CoverageFailed when the thread cannot answer, or is no more. */
  ask<T extends QuestionType>(
    question: CoverageQuestions[T] & { readonly type: T },
    progress?: (share: number) => void,
  ): Promise<{ readonly answer: CoverageAnswers[T]; readonly workedMs: number }>;
  close(): Promise<void>;
}

export class CoverageFailed extends Error {
  override readonly name = 'CoverageFailed';
}

interface Waiting {
  done(answered: Answered): void;
  readonly progress: ((share: number) => void) | undefined;
  fail(error: Error): void;
}

/** `restAfterMs`: a thread that nobody has asked for so long is ended, and its memory given back; never unless given. */
export function createAsking(start: () => Thread, restAfterMs: number | null = null): Asking {
  const waiting = new Map<number, Waiting>();
  let resting: NodeJS.Timeout | undefined;
  let thread: Thread | null = null;
  let closed = false;
  let next = 0;

  const lose = (why: string): void => {
    thread = null;
    for (const { fail } of waiting.values()) fail(new CoverageFailed(why));
    waiting.clear();
  };
  const rest = (): void => {
    const idle = thread;
    thread = null;
    void idle?.terminate();
  };
  const restSoon = (): void => {
    clearTimeout(resting);
    if (restAfterMs !== null && waiting.size === 0 && !closed) resting = setTimeout(rest, restAfterMs).unref();
  };
  const running = (): Thread => {
    if (thread !== null) return thread;
    const started = start();
    started.on('message', (answered) => {
      if (answered.progress !== undefined) {
        waiting.get(answered.id)?.progress?.(answered.progress);
        return;
      }
      waiting.get(answered.id)?.done(answered);
      waiting.delete(answered.id);
      restSoon();
    });
    // A thread that died says so to whoever waits; the next question starts another.
    const ended = (why: string): void => {
      if (thread === started) lose(why);
    };
    started.on('error', (error) => ended(error instanceof Error ? error.message : String(error)));
    started.on('exit', () => ended('the thread has ended'));
    thread = started;
    return started;
  };

  return {
    ask<T extends QuestionType>(
      question: CoverageQuestions[T] & { readonly type: T },
      progress?: (share: number) => void,
    ) {
      return new Promise<{ answer: CoverageAnswers[T]; workedMs: number }>((done, fail) => {
        if (closed) {
          fail(new CoverageFailed('coverage is closed'));
          return;
        }
        clearTimeout(resting);
        const id = next++;
        waiting.set(id, {
          fail,
          progress,
          done({ answer, failure, workedMs }) {
            if (answer === undefined) fail(new CoverageFailed(failure ?? 'no answer'));
            else done({ answer: answer as CoverageAnswers[T], workedMs });
          },
        });
        running().postMessage({ id, question });
      });
    },
    async close() {
      closed = true;
      clearTimeout(resting);
      const last = thread;
      lose('coverage is closed');
      await last?.terminate();
    },
  };
}
