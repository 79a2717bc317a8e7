import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAsking, type Thread } from '../../../../server/planning/coverage/ask.ts';
import type { Answered, Asked } from '../../../../server/planning/coverage/protocol.ts';

/** A thread that answers when it is told to. */
interface FakeThread extends Thread {
  ended: boolean;
  answerAll(): void;
}

function fakeThread(): FakeThread {
  let hear: (message: Answered) => void = () => undefined;
  const asked: number[] = [];
  return {
    ended: false,
    postMessage(message) {
      asked.push((message as Asked).id);
    },
    on(event: string, listener: (what: never) => void) {
      if (event === 'message') hear = listener as typeof hear;
    },
    terminate() {
      this.ended = true;
      return Promise.resolve();
    },
    answerAll() {
      for (const id of asked.splice(0)) hear({ id, workedMs: 1, answer: [] });
    },
  };
}

const QUESTION = { type: 'overlaps', cells: null } as const;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function asking(restAfterMs: number | null) {
  const threads: FakeThread[] = [];
  const start = (): FakeThread => {
    const thread = fakeThread();
    threads.push(thread);
    return thread;
  };
  return { threads, ...createAsking(start, restAfterMs) };
}

test('a thread that nobody asks any more ends, and the next question starts another', async () => {
  const { threads, ask } = asking(1_000);
  const first = ask(QUESTION);
  threads[0]!.answerAll();
  await first;
  vi.advanceTimersByTime(999);
  expect(threads[0]!.ended).toBe(false);
  vi.advanceTimersByTime(1);
  expect(threads[0]!.ended).toBe(true);
  const second = ask(QUESTION);
  expect(threads).toHaveLength(2);
  threads[1]!.answerAll();
  expect((await second).answer).toEqual([]);
});

test('a thread that is at work does not end, however long that takes', async () => {
  const { threads, ask } = asking(1_000);
  const first = ask(QUESTION);
  threads[0]!.answerAll();
  await first;
  vi.advanceTimersByTime(900);
  const long = ask(QUESTION);
  vi.advanceTimersByTime(60_000);
  expect(threads[0]!.ended).toBe(false);
  threads[0]!.answerAll();
  await long;
  expect(threads).toHaveLength(1);
});

test('without a rest a thread stays', async () => {
  const { threads, ask } = asking(null);
  const first = ask(QUESTION);
  threads[0]!.answerAll();
  await first;
  vi.advanceTimersByTime(3_600_000);
  expect(threads[0]!.ended).toBe(false);
});
