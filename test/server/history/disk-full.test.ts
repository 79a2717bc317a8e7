import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DuckdbHistory, openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { until, wait } from '../../kit/test-folder.ts';
import { fillDisk, tmpfs, tmpfsRefusal } from '../../kit/tmpfs.ts';
import { GOOD } from './contract.ts';
import { crashClock, crashInventory, crashRecord, crashRows, crashSeries } from './crash-plan.ts';
import { Model } from './model.ts';

const DISK_MIB = 64;
/** Records that the tests apply: four hours, so that three are sealed. */
const RECORDS = 240;
/** Nothing, a few pages, and more than a block of the database. */
const LEFT_BYTES = [0, 40_960, 300_000];
const refusal = tmpfsRefusal();
const named = (title: string): string => (refusal === null ? title : `${title} (${refusal})`);

/** A history on a disk of its own that is full, to the last byte, from the n-th time that a point is reached. */
async function openOnDisk(folder: string, disk: string, point: string, times: number, leftBytes: number) {
  const failures: Error[] = [];
  let left = times;
  let fillers: string[] = [];
  const fill = () => {
    fillers = [...fillers, fillDisk(disk, leftBytes, `filler-${fillers.length}`)];
  };
  const clock = { now: crashClock(0) };
  const history = await openDuckdbHistory({
    folder,
    inventory: crashInventory,
    clock: () => clock.now,
    keeping: { graceMs: 600_000 },
    crashPoint: (name) => {
      if (name === point && --left === 0) fill();
    },
    onFailure: (error) => failures.push(error),
  });
  const free = async () => {
    for (const filler of fillers) await rm(filler);
    fillers = [];
  };
  return { history, failures, clock, fill, free, isFull: () => fillers.length > 0 };
}

/** Every sample that was applied, each once, with its value. */
async function expectAll(history: DuckdbHistory): Promise<void> {
  const model = new Model();
  for (let sequence = 1; sequence <= RECORDS; sequence++) model.apply(crashRows(sequence), GOOD);
  const [from, to] = [crashClock(0), crashClock(RECORDS)];
  const raw = await history.series({ series: crashSeries, from, to, points: 20_000, tier: 'raw' });
  raw.series.forEach((buckets, i) => {
    const expected = model.samples(crashSeries[i]!, from, to);
    expect([...buckets.at]).toEqual(expected.map(({ at }) => at));
    expect([...buckets.mean]).toEqual(expected.map(({ value }) => value));
  });
}

describe.skipIf(refusal !== null)('a disk that is full while history writes', () => {
  const points = ['before-commit', 'after-commit', 'sealed-file', 'before-seal', 'after-seal'] as const;
  const cases = points.flatMap((point, i) =>
    LEFT_BYTES.slice(0, 2).map((leftBytes) => ({ point, leftBytes, times: 1 + (i % 2) })),
  );
  test.each(cases)(
    named('from $point ($times) on but $leftBytes bytes: refused, readable, nothing lost, then everything is there'),
    { timeout: 120_000 },
    async ({ point, times, leftBytes }) => {
      const disk = tmpfs(DISK_MIB);
      const opened = await openOnDisk(join(disk, 'history'), disk, `history:${point}`, times, leftBytes);
      const { history, clock, failures } = opened;
      let sequence = 0;
      const applyTo = async (last: number) => {
        while (sequence < last) {
          sequence++;
          clock.now = crashClock(sequence);
          await history.apply(sequence, crashRecord(sequence));
        }
      };
      for (const part of [60, 120, 180]) {
        await applyTo(part);
        if (!opened.isFull()) await Promise.race([history.flushed(), until('full', 60_000, opened.isFull, Boolean)]);
        if (!opened.isFull()) await Promise.race([history.maintain(), until('full', 60_000, opened.isFull, Boolean)]);
      }
      expect(opened.isFull()).toBe(true);
      await applyTo(RECORDS);
      await until(
        'it refuses',
        60_000,
        () => history.stats().refusing,
        (refusing) => refusing === 'read-only',
      );
      // Reads go on, for longer than one try again.
      await wait(1500);
      expect(history.stats().refusing).toBe('read-only');
      await history.series({ series: crashSeries, from: crashClock(0), to: crashClock(60), points: 1000 });
      await opened.free();
      await history.flushed();
      await history.maintain();
      expect(history.stats()).toMatchObject({ refusing: null, degraded: [] });
      expect(history.watermark).toBe(RECORDS);
      await expectAll(history);
      expect(failures).toEqual([]);
      await history.close();
    },
  );

  test.each(LEFT_BYTES)(
    named('a start on a disk with %i bytes left: readable, and nothing of the log is set aside'),
    { timeout: 120_000 },
    async (leftBytes) => {
      const disk = tmpfs(DISK_MIB);
      const folder = join(disk, 'history');
      const first = await openOnDisk(folder, disk, 'none', 1, leftBytes);
      first.clock.now = crashClock(RECORDS);
      for (let sequence = 1; sequence <= RECORDS; sequence++)
        await first.history.apply(sequence, crashRecord(sequence));
      await first.history.flushed();
      first.fill();
      await first.history.close();
      const second = await openOnDisk(folder, disk, 'none', 1, leftBytes);
      expect(second.history.watermark).toBe(RECORDS);
      await expectAll(second.history);
      await second.history.apply(RECORDS + 1, crashRecord(1));
      await until(
        'it refuses',
        60_000,
        () => second.history.stats().refusing,
        (refusing) => refusing === 'read-only',
      );
      await first.free();
      await second.history.flushed();
      await second.history.maintain();
      await expectAll(second.history);
      expect(second.history.stats()).toMatchObject({ refusing: null, degraded: [] });
      expect([...first.failures, ...second.failures]).toEqual([]);
      await second.history.close();
    },
  );
});
