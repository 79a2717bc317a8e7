import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { SCHEMA_VERSION } from '../../../server/history/duckdb/database.ts';
import { type DuckdbHistory, openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { samples } from './contract.ts';
import { applyRest, CRASH_BASE, crashClock, crashInventory, crashSeries } from './crash-plan.ts';

/** Folders as each layout writes them, with what they answered when they were written. */
const goldenOf = (layout: number) => resolve(import.meta.dirname, `../../fixtures/history/layout-${layout}`);
const LAYOUTS = Array.from({ length: SCHEMA_VERSION }, (_, i) => i + 1);
const HOUR = 3_600_000;
/** So many hours of the crash plan are in it, a record a minute; raw samples of the last two. */
const HOURS = 6;
const RECORDS = HOURS * 60;
const KEEPING = { rawBytes: 0, rawMinHours: 2, graceMs: HOUR / 6 };
const END = CRASH_BASE + HOURS * HOUR;
/** Kept compressed. */
const LARGE = ['history.duckdb', 'hot/1.blocks'];

function open(folder: string, clock: () => number): Promise<DuckdbHistory> {
  const onFailure = (error: Error) => {
    throw error;
  };
  return openDuckdbHistory({ folder, inventory: crashInventory, clock, keeping: KEEPING, onFailure });
}

/** Answers by name, so that another inventory's numbers do not matter. */
async function answersOf(history: DuckdbHistory): Promise<unknown> {
  const tiers = ['raw', '1m', '1h'] as const;
  const series: unknown[] = [];
  for (const tier of tiers) {
    const from = tier === 'raw' ? END - 2 * HOUR : CRASH_BASE;
    const answer = await history.series({ series: crashSeries, from, to: END, points: 1000, tier });
    answer.series.forEach(({ at, min, max, mean, last, count, quality }, i) => {
      const name = `${crashInventory.resourceOf(crashSeries[i]!).id} ${crashInventory.metricOf(crashSeries[i]!).id}`;
      const columns = { at, min, max, mean, last, count, quality };
      const sums = Object.entries(columns).map(([column, values]) => [
        column,
        Array.from(values).reduce((sum, value) => sum + value, 0),
      ]);
      series.push([tier, name, at.length, Object.fromEntries(sums)]);
    });
  }
  const state = await history.state(CRASH_BASE + 4.5 * HOUR);
  return { watermark: history.watermark, series, state: [...state.batch.value].sort((a, b) => a - b) };
}

test.skipIf(process.env.SKYRACK_WRITE_GOLDEN === undefined)(
  'writes the golden folder of the present layout anew',
  { timeout: 60_000 },
  async () => {
    const folder = testFolder('golden');
    let now = crashClock(0);
    const history = await open(folder, () => now);
    const turn = (next: number) => {
      now = next;
    };
    await applyRest(history, turn, RECORDS);
    const answers = await answersOf(history);
    await history.close();
    const golden = goldenOf(SCHEMA_VERSION);
    rmSync(golden, { recursive: true, force: true });
    cpSync(folder, golden, { recursive: true });
    for (const name of LARGE) {
      rmSync(join(golden, name));
      writeFileSync(join(golden, `${name}.gz`), gzipSync(readFileSync(join(folder, name)), { level: 9 }));
    }
    writeFileSync(join(golden, 'answers.json'), `${JSON.stringify(answers, null, 1)}\n`);
  },
);

test.each(LAYOUTS)(
  'a folder of layout %i opens, answers as it did, and goes on',
  { timeout: 60_000 },
  async (layout) => {
    const folder = testFolder('golden');
    cpSync(goldenOf(layout), folder, { recursive: true });
    expect(readFileSync(join(folder, 'VERSION'), 'utf8')).toBe(String(layout));
    for (const name of LARGE.filter((each) => existsSync(join(folder, `${each}.gz`)))) {
      writeFileSync(join(folder, name), gunzipSync(readFileSync(join(folder, `${name}.gz`))));
    }
    let now = crashClock(RECORDS);
    const history = await open(folder, () => now);
    try {
      expect(await answersOf(history)).toEqual(JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')));
      expect(history.stats().degraded).toEqual([]);
      // An older program would not see what is added from now on.
      expect(readFileSync(join(folder, 'VERSION'), 'utf8')).toBe(String(SCHEMA_VERSION));
      await history.apply(RECORDS + 1, samples([crashSeries[0]!, END + 1000, 42]));
      now = END + 2 * HOUR;
      await history.maintain();
      const after = await history.series({ series: [crashSeries[0]!], from: END, to: END + HOUR, points: 10 });
      expect([...after.series[0]!.mean]).toEqual([42]);
    } finally {
      await history.close();
    }
  },
);
