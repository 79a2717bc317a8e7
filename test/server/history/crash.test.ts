import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { HISTORY_CRASH_POINTS, openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { GOOD } from './contract.ts';
import {
  applyRest,
  CRASH_BASE,
  CRASH_HOURS,
  CRASH_KEEPING,
  CRASH_RAW_HOURS,
  CRASH_RECORDS,
  crashClock,
  crashInventory,
  crashRows,
  crashSeries,
} from './crash-plan.ts';
import { Model, rounded, seen } from './model.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const END = CRASH_BASE + CRASH_HOURS * HOUR;

const model = new Model();
for (let sequence = 1; sequence <= CRASH_RECORDS; sequence++) model.apply(crashRows(sequence), GOOD);

/** Runs the child to its end; resolves with the signal that ended it. */
function die(folder: string, point: string, occurrence: number): Promise<NodeJS.Signals | null> {
  const script = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
  const args = ['--import', 'tsx', script, folder, point, String(occurrence)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
}

describe('kill -9 at every named point: all of the journal is there, nothing twice', () => {
  test.each(HISTORY_CRASH_POINTS)('%s', { timeout: 90_000 }, async (point) => {
    const folder = testFolder('crash');
    let now = crashClock(0);
    const failures: Error[] = [];
    for (const occurrence of /merge|retention$/.test(point) ? [1, 1] : [1, 3])
      expect(await die(folder, point, occurrence)).toBe('SIGKILL');
    const history = await openDuckdbHistory({
      folder,
      inventory: crashInventory,
      clock: () => now,
      keeping: CRASH_KEEPING,
      onFailure: (error) => failures.push(error),
    });
    try {
      await applyRest(history, (next) => {
        now = next;
      });
      now = END + HOUR;
      await history.maintain();
      for (const tier of ['1m', '1h'] as const) {
        const answer = await history.series({ series: crashSeries, from: CRASH_BASE, to: END, points: 1000, tier });
        answer.series.forEach((buckets, i) => {
          const expected = model.buckets([crashSeries[i]!], CRASH_BASE, END, answer.stepMs);
          expect(seen(buckets)).toEqual(rounded(expected));
        });
      }
      const from = END - (CRASH_RAW_HOURS - 2) * HOUR;
      const raw = await history.series({ series: crashSeries, from, to: END, points: 10_000, tier: 'raw' });
      raw.series.forEach((buckets, i) => {
        const expected = model.samples(crashSeries[i]!, from, END);
        expect([...buckets.at]).toEqual(expected.map(({ at }) => at));
        expect([...buckets.mean]).toEqual(expected.map(({ value }) => value));
      });
      expect(failures).toEqual([]);
      expect(history.stats().degraded).toEqual([]);
    } finally {
      await history.close();
    }
  });
});
