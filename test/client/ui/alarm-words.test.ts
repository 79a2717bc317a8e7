import { expect, test } from 'vitest';
import { startText } from '../../../client/app/text.ts';
import {
  countdownWords,
  effectWords,
  expectedWords,
  limitWords,
  nameWords,
  placeWords,
  problemWords,
} from '../../../client/ui/alarm-words.ts';
import type { Say } from '../../../client/ui/text.ts';
import { alarm, NO_EFFECT, NOW } from '../alarm.ts';

const zh = startText('zh-CN').t as Say;
const en = startText('en').t as Say;
const warm = alarm('01');

test('what it costs: gravest first, one is one, nothing is left out as nothing', () => {
  const effect = { ...NO_EFFECT, sites: 1, cells: 12, powerW: 1_150_000, areaKm2: 1.94, people: 1_240 };
  expect(effectWords(effect, 'en', en)).toEqual(['1.9 km² uncovered', '1,240 people', '1 site', '12 cells', '1.15 MW']);
  expect(effectWords(effect, 'zh-CN', zh).join(' · ')).toBe(
    '1.9 km² 失去覆盖 · 约 1,240 人 · 1 站 · 12 小区 · 1.15 MW',
  );
  expect(effectWords(NO_EFFECT, 'en', en)).toEqual([]);
});

test('the number with its limit, whichever way it is crossed', () => {
  expect(limitWords(warm.threshold!, 'en', en)).toBe('29.6 °C, above 27.0 °C');
  const low = { ...warm.threshold!, metric: null, unit: '%', value: 12, raise: 20, clear: 25 };
  expect(limitWords(low, 'en', en)).toBe('12.0 %, below 20.0 %');
  expect(limitWords({ ...low, raise: 99.9, clear: 99.9 }, 'en', en)).toBe('');
});

test('place, name, problem and countdown, also where there are no words', () => {
  expect(placeWords(warm.path, 'zh-CN')).toBe('3 号机房');
  expect(nameWords(alarm('self', { kind: 'server' }), 'en', en)).toBe('This server');
  expect(nameWords(warm, 'zh-CN', zh)).toBe('机柜 01');
  expect(problemWords({ rule: 'inlet', specificProblem: null }, en)).toBe('Inlet too warm');
  expect(problemWords({ rule: 'inlet', specificProblem: '<b>RRU 7</b>' }, en)).toBe('<b>RRU 7</b>');
  expect(problemWords({ rule: 'not-known-yet', specificProblem: null }, en)).toBe('not-known-yet');
  expect(expectedWords(NOW + 43 * 60_000, NOW, 'en', en)).toBe('in 43 min');
  expect(expectedWords(NOW - 1, NOW, 'zh-CN', zh)).toBe('预计时刻已过');
});

test('a battery’s countdown names what goes first and what last; once it is off, only the last', () => {
  const minutes = (count: number) => NOW + count * 60_000;
  const onBattery = {
    expectedAt: minutes(40),
    nextStage: { stage: 'radios-off', at: minutes(12) },
    clearance: null,
  } as const;
  expect(countdownWords(onBattery, NOW, 'en', en)).toBe('radios off in 12 min · site dark in 40 min');
  expect(countdownWords(onBattery, NOW, 'zh-CN', zh)).toBe('12 分后射频关闭 · 40 分后全站中断');
  expect(countdownWords(onBattery, minutes(12), 'en', en)).toBe('in 28 min');
  expect(countdownWords({ ...onBattery, nextStage: null }, NOW, 'en', en)).toBe('in 40 min');
  expect(countdownWords(alarm('01'), NOW, 'en', en)).toBe('');
});
