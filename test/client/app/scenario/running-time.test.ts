import { expect, test } from 'vitest';
import { elapsedS, stopwatch } from '../../../../client/app/scenario/running-time.ts';
import type { ScenarioView } from '../../../../shared/wire/http.ts';

test.each([
  [0, '0:00'],
  [7.9, '0:07'],
  [750, '12:30'],
  [3_720, '1:02:00'],
  [-3, '0:00'],
])('%d s reads "%s"', (seconds, text) => {
  expect(stopwatch(seconds)).toBe(text);
});

const scenario = (running: ScenarioView['running'], lengthS: number | null): ScenarioView => ({
  name: 'test',
  title: { zh: '测试', en: 'Test' },
  description: { zh: '测试', en: 'Test' },
  targets: [],
  problem: null,
  lengthS,
  running,
});

test('between two readings time runs on, as fast as the scenario’s clock, and not beyond its length', () => {
  const running = scenario({ startedAt: 0, elapsedS: 100 }, 300);
  expect(elapsedS(running, 10_000, 12_000, 1)).toBe(102);
  expect(elapsedS(running, 10_000, 12_000, 60)).toBe(220);
  expect(elapsedS(running, 10_000, 90_000, 60)).toBe(300);
  expect(elapsedS(running, 10_000, 9_000, 1)).toBe(100);
  expect(elapsedS(scenario(null, 300), 10_000, 12_000, 1)).toBeNull();
});
