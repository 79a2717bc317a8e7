import { expect, test } from 'vitest';
import { readAlarmSettings } from '../../../server/alarms/settings.ts';
import { createAlarmBed } from './bed.ts';

const KNOWN = new Map<string, 'above' | 'below' | null>([
  ['inlet', 'above'],
  ['battery-low', 'below'],
  ['uplink-down', null],
]);
const read = (text: string) => readAlarmSettings(text, KNOWN);

test('a pack overrides limits and holds; the alarm says file and row', () => {
  const { settings, problems } = read(`rules:
  inlet:
    hold_raise_s: 0
    steps:
      - { severity: minor, raise: 24, clear: 23 }
      - { severity: critical, raise: 30, clear: 29 }
  uplink-down:
    off: true
`);
  expect(problems).toEqual([]);
  const bed = createAlarmBed({ settings });
  bed.pass(10, () => [
    ['rack/dc/h1/r01/05', 'rack.inlet-top', 25],
    ['uplink/alpha/1', 'uplink.oper-status', 2],
    ['uplink/alpha/2', 'uplink.oper-status', 1],
  ]);
  expect(bed.standing()).toEqual(['inlet rack/dc/h1/r01/05']);
  expect(bed.only('inlet')).toMatchObject({
    severity: 'minor',
    threshold: { raise: 24, clear: 23, source: 'pack', document: { en: 'alarms.yaml row 2' } },
  });
});

test.each([
  ['an unknown rule', 'rules:\n  inlets:\n    off: true\n', 2, 'rules.inlets', 'no rule'],
  ['an unknown field', 'rules:\n  inlet:\n    hold: 5\n', 2, 'rules.inlet', 'hold'],
  ['a hold that is no number', 'rules:\n  inlet:\n    hold_raise_s: soon\n', 3, 'rules.inlet.hold_raise_s', 'number'],
  [
    'limits of a rule without',
    'rules:\n  uplink-down:\n    steps: [{ severity: major, raise: 1, clear: 0 }]\n',
    3,
    'rules.uplink-down.steps',
    'no limits',
  ],
  [
    'clear beyond raise',
    'rules:\n  inlet:\n    steps:\n      - { severity: major, raise: 30, clear: 31 }\n',
    4,
    'rules.inlet.steps.0',
    'beyond',
  ],
  [
    'steps out of order',
    'rules:\n  battery-low:\n    steps:\n      - { severity: major, raise: 900, clear: 1000 }\n      - { severity: critical, raise: 1800, clear: 1900 }\n',
    5,
    'rules.battery-low.steps.1',
    'mildest',
  ],
  [
    'a severity that is none',
    'rules:\n  inlet:\n    steps:\n      - { severity: bad, raise: 30, clear: 29 }\n',
    4,
    'rules.inlet.steps.0.severity',
    '',
  ],
  ['a flood limit of nothing', 'raises_per_minute: 0\n', 1, 'raises_per_minute', ''],
  ['no YAML', 'rules: [', 1, '', ''],
])('%s is named with file, row and field, and left out', (_what, text, row, field, words) => {
  const { problems } = read(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ file: 'alarms.yaml', row, field });
  expect(problems[0]!.message).toContain(words);
});

test('an empty file changes nothing', () => {
  expect(read('')).toMatchObject({ problems: [], settings: { raisesPerMinute: 5_000 } });
});
