import { expect, test } from 'vitest';
import { createMoments } from '../../../server/stream/moments.ts';

const LONG_AGO = 1_000_000;

/** Moments that are finished by hand. */
function byHand(size = 2) {
  const made: number[] = [];
  const stopped: number[] = [];
  const finish = new Map<number, () => void>();
  const moments = createMoments<string>({
    make: (at, signal) => {
      made.push(at);
      return new Promise((done, fail) => {
        finish.set(at, () => done(`state of ${at}`));
        signal.addEventListener('abort', () => {
          stopped.push(at);
          fail(signal.reason);
        });
      });
    },
    clock: () => LONG_AGO,
    size,
  });
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return { moments, made, stopped, finish, settle };
}

test('who asks while a moment is made shares it; one moment is made at a time', async () => {
  const { moments, made, finish, settle } = byHand();
  const [first, second, other] = [moments.get(1), moments.get(1), moments.get(2)];
  await settle();
  expect(made).toEqual([1]);
  finish.get(1)!();
  expect(await first).toBe('state of 1');
  expect(await second).toBe('state of 1');
  await settle();
  finish.get(2)!();
  expect(await other).toBe('state of 2');
  expect(made).toEqual([1, 2]);
});

test('one that nobody waits for any more is stopped, and those behind it come at once', async () => {
  const { moments, made, stopped, finish, settle } = byHand();
  const [a, b] = [new AbortController(), new AbortController()];
  const dragged = [moments.get(1, a.signal), moments.get(1, b.signal)].map((asked) => asked.catch(() => 'gone'));
  const wanted = moments.get(2);
  await settle();
  a.abort();
  await settle();
  expect(stopped).toEqual([]);
  b.abort();
  await settle();
  expect(stopped).toEqual([1]);
  finish.get(2)!();
  expect(await wanted).toBe('state of 2');
  expect(await Promise.all(dragged)).toEqual(['gone', 'gone']);
  expect(made).toEqual([1, 2]);
});

test('one that was left before its turn is never made', async () => {
  const { moments, made, finish, settle } = byHand();
  const left = new AbortController();
  const first = moments.get(1);
  const second = moments.get(2, left.signal).catch(() => 'gone');
  await settle();
  left.abort();
  finish.get(1)!();
  await first;
  expect(await second).toBe('gone');
  expect(made).toEqual([1]);
});

test('the ones that were asked for last are kept', async () => {
  const { moments, made, finish, settle } = byHand(2);
  const ask = async (at: number) => {
    const asked = moments.get(at);
    await settle();
    finish.get(at)!();
    return asked;
  };
  await ask(1);
  await ask(2);
  await ask(1);
  await ask(3);
  await ask(1);
  expect(made).toEqual([1, 2, 3]);
  await ask(2);
  expect(made).toEqual([1, 2, 3, 2]);
});

test('one that does not heed that nobody waits for it does not keep the next one waiting', async () => {
  const moments = createMoments<string>({
    make: (at) => (at === 1 ? new Promise(() => undefined) : Promise.resolve('made')),
    clock: () => LONG_AGO,
    size: 2,
  });
  const left = new AbortController();
  const first = moments.get(1, left.signal).catch(() => 'gone');
  const second = moments.get(2);
  await new Promise((done) => setImmediate(done));
  left.abort();
  expect(await Promise.all([first, second])).toEqual(['gone', 'made']);
});
