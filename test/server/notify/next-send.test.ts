import { expect, test } from 'vitest';
import { nextSend, type Queued, STORM_PER_MINUTE } from '../../../server/notify/next-send.ts';

const queued = (id: string, alone = false): Queued => ({ id, at: 0, alone });
const many = (count: number) => Array.from({ length: count }, (_, n) => queued(String(n)));

/** What goes out when `queue` is there at once, at one moment. */
function sends(queue: Queued[], sentAt: number[], now: number): string[] {
  const said: string[] = [];
  for (;;) {
    const next = nextSend(queue, sentAt, now);
    if (next.send === 'nothing') return said;
    const over = next.send === 'one' ? [next.queued] : next.queued;
    said.push(next.send === 'one' ? next.queued.id : `digest of ${over.length}`);
    if (!over[0]!.alone) sentAt.push(now);
    queue = queue.filter((one) => !over.includes(one));
  }
}

test('up to ten in a minute go one by one, in order', () => {
  expect(sends(many(STORM_PER_MINUTE), [], 0)).toEqual(many(STORM_PER_MINUTE).map(({ id }) => id));
});

test('thirty at once are one digest', () => {
  expect(sends(many(30), [], 0)).toEqual(['digest of 30']);
});

test('what comes after ten in a minute waits for its end, and then goes as one', () => {
  const sentAt: number[] = [];
  sends(many(STORM_PER_MINUTE), sentAt, 0);
  sentAt.splice(1, 9, ...Array.from({ length: 9 }, (_, n) => 1_000 * (n + 1)));
  expect(sends(many(20), sentAt, 59_999)).toEqual([]);
  expect(sends(many(20), sentAt, 60_000)).toEqual(['digest of 20']);
});

test('the watchdog is no part of a storm', () => {
  const full = Array.from({ length: 10 }, () => 0);
  expect(sends([...many(3), queued('watchdog', true)], full, 1)).toEqual(['watchdog']);
});

test('a digest that was put together goes as it is, before what came after it', () => {
  const digest = { ...queued('digest'), members: 30 };
  expect(sends([digest, ...many(20)], [], 0)).toEqual(['digest', 'digest of 20']);
});
