import { expect, test } from 'vitest';
import { JournalFailed } from '../../../server/journal/index.ts';
import { open } from './journal-folder.ts';
import { newFolder } from './new-folder.ts';
import { replayed, sampleRecord } from './records.ts';

/** A sync that waits until it is let through, or fails. */
function controlledSync() {
  const waiting: { pass: () => void; fail: (error: Error) => void }[] = [];
  let arrived = () => {};
  return {
    sync: () =>
      new Promise<void>((pass, fail) => {
        waiting.push({ pass, fail });
        arrived();
      }),
    /** Resolves with the next sync that is asked for. */
    async next() {
      if (waiting.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
      return waiting.shift()!;
    },
  };
}

async function settled(promise: Promise<unknown>): Promise<boolean> {
  return Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);
}

test('an append resolves only after the sync that covers it', async () => {
  const control = controlledSync();
  const journal = await open(await newFolder(), { sync: control.sync });
  let durable = 0;
  journal.onDurable((sequence) => (durable = sequence));
  const append = journal.append(sampleRecord(1));
  const sync = await control.next();
  expect(await settled(append)).toBe(false);
  expect({ durable, sequence: journal.sequence }).toEqual({ durable: 0, sequence: 0 });
  expect(journal.stats().pending).toBeGreaterThan(0);
  sync.pass();
  expect(await append).toBe(1);
  expect({ durable, sequence: journal.sequence, pending: journal.stats().pending }).toEqual({
    durable: 1,
    sequence: 1,
    pending: 0,
  });
});

test('appends of one turn share a sync, and those that arrive during it share the next', async () => {
  const control = controlledSync();
  const journal = await open(await newFolder(), { sync: control.sync });
  const first = [1, 2, 3].map((mark) => journal.append(sampleRecord(mark)));
  const sync = await control.next();
  const second = [4, 5, 6, 7].map((mark) => journal.append(sampleRecord(mark)));
  sync.pass();
  expect(await Promise.all(first)).toEqual([1, 2, 3]);
  (await control.next()).pass();
  expect(await Promise.all(second)).toEqual([4, 5, 6, 7]);
  expect(journal.stats().fsync.count).toBe(2);
});

test('a failed sync rejects everything that waits and everything after it, by name, and is not tried again', async () => {
  const control = controlledSync();
  const failures: JournalFailed[] = [];
  const directory = await newFolder();
  const journal = await open(directory, { sync: control.sync, onFailure: (error) => failures.push(error) });
  const seen: number[] = [];
  journal.onDurable((sequence) => seen.push(sequence));
  const good = journal.append(sampleRecord(1));
  (await control.next()).pass();
  await good;
  const inFlight = journal.append(sampleRecord(2));
  const sync = await control.next();
  const waiting = journal.append(sampleRecord(3));
  const flushed = journal.flushed();
  sync.fail(new Error('EIO: i/o error, fdatasync'));
  const outcomes = await Promise.allSettled([inFlight, waiting, flushed, journal.append(sampleRecord(4))]);
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'JournalFailed' } });
  }
  await expect(journal.append(sampleRecord(5))).rejects.toBeInstanceOf(JournalFailed);
  await expect(journal.flushed()).rejects.toThrow('EIO');
  expect({ seen, sequence: journal.sequence, failures: failures.length }).toEqual({
    seen: [1],
    sequence: 1,
    failures: 1,
  });
  await journal.close();

  const again = await open(directory);
  const { marks, report } = await replayed(again);
  expect(marks).toEqual([1]);
  expect(report).toEqual({ records: 1, degraded: [], cleanStop: false });
  await again.close();
});

test('what waits is bounded: beyond it an append is refused and nothing of it is kept', async () => {
  const control = controlledSync();
  const directory = await newFolder();
  const journal = await open(directory, { sync: control.sync, maxPendingBytes: 5000 });
  const taken: Promise<number>[] = [];
  let refusal: unknown = null;
  for (let mark = 1; refusal === null && mark < 100; mark++) {
    const append = journal.append(sampleRecord(mark, 30));
    append.catch((error: unknown) => (refusal = error));
    taken.push(append);
    await Promise.resolve();
  }
  expect(refusal).toMatchObject({ name: 'Refused', reason: 'queue-full', retryAfterSeconds: 1 });
  const kept = taken.slice(0, -1);
  expect(journal.stats().pending).toBeLessThanOrEqual(5000);
  while (!(await settled(Promise.all(kept)))) (await control.next()).pass();
  expect((await replayed(journal)).marks).toEqual(kept.map((_, index) => index + 1));
  const after = journal.append(sampleRecord(50));
  (await control.next()).pass();
  expect(await after).toBe(kept.length + 1);
});

test('one record larger than the bound is taken when nothing waits', async () => {
  const journal = await open(await newFolder(), { maxPendingBytes: 100 });
  expect(await journal.append(sampleRecord(1, 1000))).toBe(1);
  await journal.close();
});

test('a listener that throws stops the journal: state that missed a record must not be acknowledged', async () => {
  const journal = await open(await newFolder());
  journal.onDurable(() => {
    throw new Error('broken');
  });
  await expect(journal.append(sampleRecord(1))).rejects.toThrow('the journal stopped: broken');
  await journal.close();
});

test('close syncs what was appended before it', async () => {
  const directory = await newFolder();
  const journal = await open(directory);
  const appends = [1, 2, 3].map((mark) => journal.append(sampleRecord(mark)));
  await journal.close();
  expect(await Promise.all(appends)).toEqual([1, 2, 3]);
});
