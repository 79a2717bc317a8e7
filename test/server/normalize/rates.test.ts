import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BASE_ONLY, CounterTable, LATE, REPEATED } from '../../../server/normalize/rates.ts';

const GAP_MS = 60_000;

function durable(table: CounterTable, series: number, at: number, raw: number, since = 0): number {
  table.begin();
  const rate = table.observe(table.slot(series), at, raw, GAP_MS, since);
  if (rate !== LATE && rate !== REPEATED) table.restore(series, at, raw);
  return rate;
}

test('the rate is the difference over the time between two readings, per second', () => {
  const table = new CounterTable();
  expect(durable(table, 7, 1_000, 100)).toBe(BASE_ONLY);
  expect(durable(table, 7, 11_000, 600)).toBe(50);
});

test('a decrease is a reset: no rate, a new base', () => {
  const table = new CounterTable();
  durable(table, 7, 1_000, 1e12);
  expect(durable(table, 7, 11_000, 5)).toBe(BASE_ONLY);
  expect(durable(table, 7, 21_000, 15)).toBe(1);
});

test('a total that began anew is a reset, also when it is larger than the one before', () => {
  const table = new CounterTable();
  durable(table, 7, 10_000, 100, 10_000);
  expect(durable(table, 7, 20_000, 110, 10_000)).toBe(1);
  expect(durable(table, 7, 30_000, 500, 20_000)).toBe(BASE_ONLY);
  expect(durable(table, 7, 40_000, 520, 20_000)).toBe(2);
});

test('a start that is not said, or was forgotten by a restart, is no reset; one after the base is', () => {
  const table = new CounterTable();
  durable(table, 7, 10_000, 100, 5_000);
  expect(durable(table, 7, 20_000, 110)).toBe(1);
  expect(durable(table, 7, 30_000, 120, 6_000)).toBe(1);
  const restarted = new CounterTable();
  restarted.restore(7, 30_000, 120);
  expect(durable(restarted, 7, 40_000, 130, 6_000)).toBe(1);
  expect(durable(restarted, 7, 50_000, 140, 41_000)).toBe(BASE_ONLY);
});

test('the start of a batch that was refused is forgotten with it', () => {
  const table = new CounterTable();
  durable(table, 7, 10_000, 100, 5_000);
  table.begin();
  expect(table.observe(table.slot(7), 20_000, 1, GAP_MS, 15_000)).toBe(BASE_ONLY);
  expect(durable(table, 7, 20_000, 110, 5_000)).toBe(1);
});

test('a gap is never bridged', () => {
  const table = new CounterTable();
  durable(table, 7, 1_000, 100);
  expect(durable(table, 7, 1_000 + GAP_MS + 1, 200)).toBe(BASE_ONLY);
  expect(durable(table, 7, 1_000 + 2 * GAP_MS + 1, 200)).toBe(0);
});

test('an ended counter has no base', () => {
  const table = new CounterTable();
  durable(table, 7, 1_000, 100);
  expect(durable(table, 7, 2_000, Number.NaN)).toBe(BASE_ONLY);
  expect(durable(table, 7, 3_000, 300)).toBe(BASE_ONLY);
  expect(durable(table, 7, 4_000, 310)).toBe(10);
});

test('the base again is a repeat; an older or differing reading is late', () => {
  const table = new CounterTable();
  durable(table, 7, 5_000, 100);
  expect(durable(table, 7, 5_000, 100)).toBe(REPEATED);
  expect(durable(table, 7, 5_000, 101)).toBe(LATE);
  expect(durable(table, 7, 4_000, 50)).toBe(LATE);
});

test('what a refused batch saw is forgotten', () => {
  const table = new CounterTable();
  durable(table, 7, 1_000, 100);
  table.begin();
  expect(table.observe(table.slot(7), 11_000, 600, GAP_MS)).toBe(50);
  table.begin();
  expect(table.observe(table.slot(7), 11_000, 600, GAP_MS)).toBe(50);
});

test('bases survive as columns', () => {
  const table = new CounterTable();
  for (let series = 0; series < 100; series++) durable(table, series, 1_000, series);
  const { series, at, raw } = table.bases();
  const again = new CounterTable();
  series.forEach((id, i) => {
    again.restore(id, at[i]!, raw[i]!);
  });
  expect(durable(again, 42, 2_000, 52)).toBe(10);
});

test('the sum of rate · Δt is the true traffic without resets and gaps', () => {
  const step = fc.record({
    pauseMs: fc.oneof(fc.integer({ min: 1, max: GAP_MS }), fc.integer({ min: GAP_MS + 1, max: 10 * GAP_MS })),
    added: fc.integer({ min: 0, max: 2 ** 40 }),
    reset: fc.boolean(),
    rowsPerBatch: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const table = new CounterTable();
      const slot = table.slot(3);
      let at = 1_000_000;
      let raw = 500;
      let expected = 0;
      let measured = 0;
      let left = 0;
      durable(table, 3, at, raw);
      for (const { pauseMs, added, reset, rowsPerBatch } of steps) {
        const before = raw;
        raw = reset ? Math.min(added, before - 1) : before + added;
        if (raw < 0) raw = 0;
        at += pauseMs;
        if (raw >= before && pauseMs <= GAP_MS) expected += raw - before;
        if (left === 0) {
          table.begin();
          left = rowsPerBatch;
        }
        const rate = table.observe(slot, at, raw, GAP_MS);
        if (rate >= 0) measured += (rate * pauseMs) / 1000;
        left--;
        if (left === 0) table.restore(3, at, raw);
      }
      expect(Math.abs(measured - expected)).toBeLessThanOrEqual(expected * 1e-9);
    }),
  );
});
