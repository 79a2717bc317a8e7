import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DuckdbHistory, openDuckdbHistory } from '../../../server/history/duckdb.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { testFolder } from '../../kit/test-folder.ts';
import { smallInventory } from '../live/inventory.ts';
import { GOOD, type Row, samples } from './contract.ts';
import { Model, rounded, seen } from './model.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Two days of one third of a month. */
const BASE = Date.UTC(2026, 9, 30, 22);
/** After so many hours that third, and the month, are over and settled. */
const MONTH_OVER_HOURS = 30;
const HOURS = 5;
/** So few that a month of hour roll-ups is cut into files of a range of series. */
const MERGED_ROWS = 10;
const LOOK_BACK = 5 * MINUTE;

const inventory = smallInventory({ halls: 3, racksPerHall: 3 });
const racks = inventory.ofKind('rack');
const series = racks.map(({ id }) => inventory.series(id, 'rack.inlet-top'));
const power = racks.map(({ id }) => inventory.series(id, 'rack.power-a'));
const everything = [...series, ...power];

const qualities = [
  GOOD,
  packQuality('uncertain', 'suspect'),
  packQuality('bad', 'out-of-range'),
  packQuality('good', 'none', true),
];

/** Mostly in order, some late, some of a moment that was written before. */
const row = fc
  .tuple(fc.nat(everything.length - 1), fc.nat(HOURS * 360 - 1), fc.nat(400), fc.nat(7), fc.nat(3))
  .map(([which, tenth, value, kind, off]): Row => {
    const number = everything[which]!;
    const scale = series.includes(number) ? 10 : 1;
    const at = BASE + tenth * 10_000 + (kind === 7 ? off * 137 : 0);
    return [number, at, value / scale, qualities[kind > 3 ? 0 : kind]!];
  });

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ hours: fc.oneof(fc.nat(HOURS + 2), fc.constant(MONTH_OVER_HOURS)) }) },
  { weight: 1, arbitrary: fc.record({ reopen: fc.constant(true) }) },
);

const range = fc
  .tuple(fc.nat(HOURS * 3600), fc.integer({ min: 60, max: HOURS * 3600 }))
  .map(([from, length]) => ({ from: BASE + from * 1000, to: BASE + (from + length) * 1000 }));

test('random late, repeated and overwriting samples, hours sealed at random moments: every answer is the model’s', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.array(range, { minLength: 2, maxLength: 4 }),
      check,
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

type Step = { rows?: readonly Row[]; hours?: number; reopen?: boolean };

async function check(steps: readonly Step[], ranges: readonly { from: number; to: number }[]): Promise<void> {
  const folder = testFolder('model');
  let now = BASE;
  const failures: Error[] = [];
  const open = () =>
    openDuckdbHistory({
      folder,
      inventory,
      clock: () => now,
      keeping: { mergedRows: MERGED_ROWS },
      onFailure: (error) => failures.push(error),
    });
  let history = await open();
  const model = new Model();
  let sequence = 0;
  try {
    for (const { rows, hours, reopen } of steps) {
      if (rows !== undefined) {
        await history.apply(++sequence, samples(...rows));
        model.apply(rows, GOOD);
      } else if (hours !== undefined) {
        now = Math.max(now, BASE + hours * HOUR);
        await history.maintain();
      } else if (reopen) {
        await history.close();
        history = await open();
        expect(history.watermark).toBe(sequence);
      }
    }
    await history.flushed();
    for (const { from, to } of ranges) await compare(history, model, from, to);
    expect(failures).toEqual([]);
  } finally {
    await history.close();
  }
}

async function compare(history: DuckdbHistory, model: Model, from: number, to: number): Promise<void> {
  const raw = await history.series({ series: everything, from, to, points: 100_000, tier: 'raw' });
  raw.series.forEach((buckets, i) => {
    const expected = model.samples(everything[i]!, from, to);
    expect([...buckets.at]).toEqual(expected.map(({ at }) => at));
    expect([...buckets.quality]).toEqual(expected.map(({ quality }) => quality));
    expect([...buckets.last]).toEqual(expected.map(({ value, quality }) => ((quality & 3) === 3 ? Number.NaN : value)));
  });
  for (const [tier, points] of [
    ['1m', 7],
    ['1m', 1000],
    ['1h', 50],
    ['raw', 11],
  ] as const) {
    const answer = await history.series({ series: everything, from, to, points, tier });
    const unit = tier === 'raw' ? 1 : tier === '1m' ? MINUTE : HOUR;
    const [start, end] = [Math.floor(from / unit) * unit, Math.ceil(to / unit) * unit];
    answer.series.forEach((buckets, i) => {
      if (answer.stepMs === 0) return;
      expect(buckets.at.length).toBeLessThanOrEqual(points);
      expect(seen(buckets)).toEqual(rounded(model.buckets([everything[i]!], start, end, answer.stepMs)));
    });
  }
  await compareGroups(history, model, from, to);
  const { batch, tier } = await history.state(to);
  expect(tier).toBe('raw');
  const state = Array.from(batch.series, (number, i) => [number, batch.at[i], batch.value[i], batch.quality[i]]);
  const expected = [...everything]
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const last = model.state(number, to, LOOK_BACK);
      return last === undefined ? [] : [[number, last.at, last.value, last.quality]];
    });
  expect(state).toEqual(expected);
}

/** By hall, which are whole cohorts, and by odd and even, which are not. */
async function compareGroups(history: DuckdbHistory, model: Model, from: number, to: number): Promise<void> {
  const halls = [...new Set(racks.map(({ id }) => id.split('/').slice(0, 3).join('/')))];
  const byHall = halls.map((hall) => ({
    key: hall,
    series: series.filter((_, i) => racks[i]!.id.startsWith(`${hall}/`)),
  }));
  const byParity = [0, 1].map((rest) => ({ key: `${rest}`, series: power.filter((_, i) => i % 2 === rest) }));
  for (const groups of [byHall, byParity]) {
    for (const stepMs of [5 * MINUTE, 2 * HOUR]) {
      const answer = await history.aggregate({ groups, from, to, stepMs });
      const unit = answer.tier === '1m' ? MINUTE : HOUR;
      const [start, end] = [Math.floor(from / unit) * unit, Math.ceil(to / unit) * unit];
      answer.groups.forEach(({ buckets }, i) => {
        const expected = model
          .buckets(groups[i]!.series, start, end, stepMs)
          .map((each) => ({ ...each, last: Number.NaN }));
        expect(seen(buckets)).toEqual(rounded(expected));
      });
    }
  }
}
