import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sparkPath } from '../../../client/charts/Sparkline.tsx';
import { timeTicks } from '../../../client/charts/time-ticks.ts';
import { roundScale, shownStates, valueScale } from '../../../client/charts/value-scale.ts';
import { findMetric } from '../../../shared/metrics/index.ts';
import { formatWithUnit } from '../../../shared/text/format.ts';
import { panelOf } from './panels.ts';

const HOUR = 3_600_000;

test('ticks stand on round hours of the zone, midnight says the day', () => {
  const from = Date.parse('2026-11-24T04:17:00Z');
  const ticks = timeTicks(from, from + 24 * HOUR, 'Asia/Shanghai', 8);
  expect(ticks.map(({ label }) => label)).toEqual([
    '15:00',
    '18:00',
    '21:00',
    '11-25',
    '03:00',
    '06:00',
    '09:00',
    '12:00',
  ]);
});

test('a zone at half hours has its own round hours', () => {
  const from = Date.parse('2026-11-24T04:17:00Z');
  expect(timeTicks(from, from + 6 * HOUR, 'Asia/Kolkata', 6)[0]).toEqual({
    at: Date.parse('2026-11-24T04:30:00Z'),
    label: '10:00',
  });
});

test('never more ticks than there is room for, whatever the span', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60_000, max: 700 * 24 * HOUR }), fc.integer({ min: 2, max: 20 }), (length, most) => {
      const from = Date.parse('2026-02-03T04:05:06Z');
      const ticks = timeTicks(from, from + length, 'Asia/Shanghai', most);
      expect(ticks.length).toBeLessThanOrEqual(most + 1);
      for (const { at } of ticks) expect(at >= from && at <= from + length).toBe(true);
    }),
  );
});

test('a scale holds what it is of, with round ends', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e12, noNaN: true }),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      (low, length) => {
        const { min, max, interval } = roundScale(low, low + length, 3);
        expect(min).toBeLessThanOrEqual(low + Math.abs(low) * 1e-9);
        expect(max).toBeGreaterThanOrEqual(low + length - Math.abs(low) * 1e-9);
        expect((max - min) / interval).toBeLessThanOrEqual(7);
        if (low >= 0) expect(min).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('the nearest threshold is in sight when it is not far, and does not flatten the line when it is', () => {
  const ladder = findMetric('rack.inlet')!.ladder;
  expect(valueScale(panelOf([[0, 22, 24, 26]], { ladder })).max).toBeGreaterThanOrEqual(27);
  expect(valueScale(panelOf([[0, 20, 20.1, 20.2]], { ladder })).max).toBeLessThan(27);
});

test('lengths of time stand on round minutes, shares end at 100 %', () => {
  expect(valueScale(panelOf([[0, 2_900, 3_000, 3_400]], { unit: 's' })).interval).toBe(300);
  expect(valueScale(panelOf([[0, 80, 90, 99.9]], { unit: '%' })).max).toBe(100);
});

test('no two labels of an axis read the same, however steady the values are', () => {
  expect(valueScale(panelOf([[0, 25, 25, 25]], { unit: 'count' }))).toEqual({ min: 24, max: 26, interval: 1 });
  expect(valueScale(panelOf([[0, 660, 660, 660]], { unit: 's' })).interval).toBe(60);
  const units = ['count', 'W', 'bit/s', 's', '°C', '%', 'A', 'dBm', 'ratio'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...units),
      fc.integer({ min: 1, max: 90 }),
      fc.integer({ min: 0, max: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (unit, digits, power, spread) => {
        const value = digits * 10 ** power;
        const { min, max, interval } = valueScale(panelOf([[0, value, value * (1 + spread), value]], { unit }));
        const labels = [];
        for (let at = min; at <= max + interval / 1e3; at += interval) labels.push(formatWithUnit(at, unit, 'en'));
        expect(new Set(labels).size).toBe(labels.length);
      },
    ),
  );
});

test('a line at zero has labels that differ', () => {
  expect(valueScale(panelOf([[0, 0, 0, 0]], { unit: 'W' }))).toEqual({ min: 0, max: 3, interval: 1 });
});

test('an axis of many states names those that occur, for there is no room for all; one of few names all', () => {
  const states = findMetric('connector.status')!.states!;
  const [first, , third] = states;
  const panel = panelOf(
    [
      [0, null, null, first!.value],
      [5, null, null, third!.value],
    ],
    { states },
  );
  expect(states.length).toBeGreaterThan(4);
  expect(shownStates(panel)).toEqual([first, third]);
  expect(valueScale(panel)).toMatchObject({ min: first!.value - 0.5, max: third!.value + 0.5 });
  expect(shownStates(panelOf([[0, null, null, null]], { states }))).toEqual(states.slice(0, 4));
  expect(shownStates({ ...panel, states: states.slice(0, 3) })).toHaveLength(3);
});

test('a sparkline breaks at a gap', () => {
  const path = sparkPath({ at: [0, 10, 50, 60], mean: [1, 2, 2, null] }, { from: 0, to: 100 }, 15, 100, 10);
  expect(path).toBe('M0.0 10.0L10.0 0.0M50.0 0.0');
});

test('a sparkline of a steady number lies in the middle; without a number there is none', () => {
  const span = { from: 100, to: 200 };
  expect(sparkPath({ at: [100, 150, 200], mean: [7, 7, 7] }, span, 60, 50, 10)).toBe('M0.0 5.0L25.0 5.0L50.0 5.0');
  expect(sparkPath({ at: [100, 150], mean: [null, null] }, span, 60, 50, 10)).toBe('');
});

test('a sparkline uses its height between the lowest and the highest of what it shows', () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.option(number), { minLength: 1, maxLength: 40 }), (mean) => {
      const at = mean.map((_, i) => i * 10);
      const path = sparkPath({ at, mean }, { from: 0, to: 10 * mean.length }, 15, 56, 14);
      const heights = [...path.matchAll(/[ML][\d.]+ (-?[\d.]+)/g)].map(([, y]) => Number(y));
      const heard = mean.filter((value) => value !== null);
      expect(heights).toHaveLength(heard.length);
      for (const y of heights) expect(y >= 0 && y <= 14).toBe(true);
      if (new Set(heard).size > 1) {
        expect(Math.min(...heights)).toBeCloseTo(0);
        expect(Math.max(...heights)).toBeCloseTo(14);
      }
    }),
  );
});
