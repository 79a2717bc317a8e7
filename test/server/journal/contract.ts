import { describe, expect, test } from 'vitest';
import { type Journal, type JournalRecord, Refused } from '../../../server/ports.ts';
import { newFolder } from './new-folder.ts';
import { replayed, sampleRecord, tickRecord } from './records.ts';

export interface ContractOptions {
  readonly maxPendingBytes?: number;
  readonly keepBytes?: number;
}

/** What every engine of the Journal port must do. `open` opens the log of a data folder, a new one or an old one. */
export function journalContract(
  name: string,
  open: (directory: string, options?: ContractOptions) => Promise<Journal>,
): void {
  describe(`${name} keeps the contract of Journal`, () => {
    test('sequences count from 1 and continue after a restart', async () => {
      const directory = await newFolder();
      const first = await open(directory);
      expect(first.sequence).toBe(0);
      expect(await first.append(sampleRecord(1))).toBe(1);
      expect(await first.append(sampleRecord(2))).toBe(2);
      expect(first.sequence).toBe(2);
      await first.close();
      const second = await open(directory);
      expect(second.sequence).toBe(2);
      expect(await second.append(sampleRecord(3))).toBe(3);
      await second.close();
    });

    test('the listener sees each record in order before its append resolves', async () => {
      const journal = await open(await newFolder());
      const seen: string[] = [];
      journal.onDurable((sequence) => seen.push(`durable ${sequence}`));
      const appends = [1, 2, 3].map(async (mark) => {
        const sequence = await journal.append(sampleRecord(mark));
        expect(seen).toContain(`durable ${sequence}`);
        seen.push(`resolved ${sequence}`);
      });
      await Promise.all(appends);
      expect(seen.filter((entry) => entry.startsWith('durable'))).toEqual(['durable 1', 'durable 2', 'durable 3']);
      await journal.close();
    });

    test('flushed resolves when everything appended so far is durable', async () => {
      const journal = await open(await newFolder());
      await journal.flushed();
      for (let mark = 0; mark < 20; mark++) void journal.append(sampleRecord(mark));
      await journal.flushed();
      expect(journal.sequence).toBe(20);
      await journal.close();
    });

    test('replay gives back every record as it was, from the one after the given sequence', async () => {
      const directory = await newFolder();
      const written: JournalRecord[] = [
        { type: 'start', at: 1_700_000_000_000, epoch: 7 },
        sampleRecord(1),
        { ...sampleRecord(2), identity: { epoch: 'e1', batch: '42' } },
        {
          ...sampleRecord(3),
          bases: { series: Uint32Array.of(5), at: Float64Array.of(1_700_000_000_123), raw: Float64Array.of(2 ** 53) },
        },
        sampleRecord(4, 0),
        tickRecord(5),
        tickRecord(6, 0),
      ];
      const journal = await open(directory);
      for (const record of written) await journal.append(record);
      await journal.close();
      const again = await open(directory);
      const all = await replayed(again);
      expect(all.records).toEqual(written.map((record, index) => ({ sequence: index + 1, record })));
      expect(all.report).toEqual({ records: 7, degraded: [], cleanStop: true });
      expect((await replayed(again, 3)).records.map(({ sequence }) => sequence)).toEqual([4, 5, 6, 7]);
      expect((await replayed(again, 7)).records).toEqual([]);
      await again.close();
    });

    test('replay waits for what apply returns before it goes on, and ends with its error', async () => {
      const journal = await open(await newFolder());
      for (let mark = 1; mark <= 4; mark++) await journal.append(sampleRecord(mark));
      const seen: string[] = [];
      const report = await journal.replay(0, (sequence) => {
        seen.push(`began ${sequence}`);
        if (sequence % 2 === 1) return;
        return new Promise((done) =>
          setTimeout(() => {
            seen.push(`done ${sequence}`);
            done();
          }, 5),
        );
      });
      expect(seen).toEqual(['began 1', 'began 2', 'done 2', 'began 3', 'began 4', 'done 4']);
      expect(report.records).toBe(4);
      const applied: number[] = [];
      const failing = journal.replay(0, async (sequence) => {
        applied.push(sequence);
        if (sequence === 2) throw new Error('the disk of history is full');
      });
      await expect(failing).rejects.toThrow('the disk of history is full');
      expect(applied).toEqual([1, 2]);
      await journal.close();
    });

    test('too much waiting is refused by name, and taken again when it has gone', async () => {
      const journal = await open(await newFolder(), { maxPendingBytes: 1000 });
      const taken: Promise<number>[] = [];
      let refusal: unknown;
      for (let mark = 0; mark < 100 && refusal === undefined; mark++) {
        const append = journal.append(sampleRecord(mark, 20));
        await Promise.race([append.catch((error: unknown) => (refusal = error)), Promise.resolve()]);
        await Promise.resolve();
        taken.push(append.catch(() => 0));
      }
      expect(refusal).toBeInstanceOf(Refused);
      expect(refusal).toMatchObject({ reason: 'queue-full', retryAfterSeconds: 1 });
      await Promise.all(taken);
      expect(journal.stats().pending).toBe(0);
      await journal.append(sampleRecord(7, 20));
      await journal.close();
    });

    test('what was not closed was no clean stop, and loses nothing that was acknowledged', async () => {
      const directory = await newFolder();
      const journal = await open(directory);
      await journal.append(sampleRecord(1));
      const again = await open(directory);
      const { report, marks } = await replayed(again);
      expect(marks).toEqual([1]);
      expect(report).toMatchObject({ cleanStop: false, degraded: [] });
      await again.close();
    });

    test('release lets go only of what lies at or below the sequence', async () => {
      const directory = await newFolder();
      const journal = await open(directory, { keepBytes: 0 });
      for (let mark = 1; mark <= 50; mark++) await journal.append(sampleRecord(mark, 100));
      await journal.release(20);
      expect((await replayed(journal, 20)).records.map(({ sequence }) => sequence)[0]).toBe(21);
      await journal.release(50);
      await journal.close();
      const again = await open(directory);
      expect(again.sequence).toBe(50);
      expect((await replayed(again, 50)).report.degraded).toEqual([]);
      await again.close();
    });

    test('after close nothing is taken', async () => {
      const journal = await open(await newFolder());
      await journal.close();
      await journal.close();
      await expect(journal.append(sampleRecord(1))).rejects.toMatchObject({ name: 'Refused', reason: 'stopping' });
    });
  });
}
