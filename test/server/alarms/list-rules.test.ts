import { expect, test } from 'vitest';
import { listRules } from '../../../server/alarms/list-rules.ts';
import { rules } from '../../../server/alarms/rules/index.ts';
import { type AlarmSettings, DEFAULT_SETTINGS, readAlarmSettings } from '../../../server/alarms/settings.ts';
import { findMetric } from '../../../shared/metrics/index.ts';
import { alarmRulesSchema } from '../../../shared/wire/alarm-rule-schemas.ts';
import { alarmZone } from './zone.ts';

const KNOWN = new Map(rules.map(({ name, limits }) => [name, limits ?? null]));

function listed(settings: AlarmSettings = DEFAULT_SETTINGS) {
  const list = alarmRulesSchema.parse(listRules(rules, settings, alarmZone()));
  const one = (name: string) => list.rules.find(({ rule }) => rule === name)!;
  return { list, one };
}

test('every rule is listed once, named in both languages, and says what it goes by', () => {
  const { list } = listed();
  expect(list.rules.map(({ rule }) => rule)).toEqual(rules.map(({ name }) => name));
  for (const { rule, name, ladders, states, occurrence } of list.rules) {
    expect(name.zh, rule).not.toBe(rule);
    expect(ladders.length + states.length + (occurrence === null ? 0 : 1), rule).toBeGreaterThan(0);
  }
});

test('a rule that a pack may give limits lists limits, and one that it may not has none that a pack could replace', () => {
  const steps = { above: '{severity: major, raise: 3, clear: 2}', below: '{severity: major, raise: 2, clear: 3}' };
  for (const { name, limits } of rules) {
    if (limits === undefined) continue;
    const { settings, problems } = readAlarmSettings(`rules: {${name}: {steps: [${steps[limits]}]}}`, KNOWN);
    expect(problems, name).toEqual([]);
    expect(listed(settings).one(name).ladders[0], name).toMatchObject({ source: 'pack', direction: limits });
  }
});

test('limits of the catalogue are its own, with the document that they are from', () => {
  const { ladders, holdRaise, holdClear, kinds, resources } = listed().one('inlet');
  const ladder = findMetric('rack.inlet')!.ladder!;
  expect(ladders).toEqual([
    {
      metric: 'rack.inlet',
      unit: '°C',
      direction: 'above',
      steps: ladder.steps.map(({ severity, raise, clear }) => ({ severity, raise, clear })),
      source: 'catalogue',
      document: ladder.source,
    },
  ]);
  expect([holdRaise, holdClear]).toEqual([
    { ms: 30_000, source: 'rule' },
    { ms: 60_000, source: 'rule' },
  ]);
  expect([kinds, resources]).toEqual([['rack'], 20]);
});

test('what a pack says stands with its file and row; what it leaves alone keeps its own origin', () => {
  const text = 'raises_per_minute: 9\nrules:\n  inlet:\n    hold_raise_s: 300\n  silence: {off: true}\n';
  const { settings } = readAlarmSettings(text, KNOWN);
  const { list, one } = listed(settings);
  expect(one('inlet')).toMatchObject({
    row: 3,
    holdRaise: { ms: 300_000, source: 'pack' },
    holdClear: { ms: 60_000, source: 'rule' },
    ladders: [{ source: 'catalogue' }],
  });
  expect(one('silence')).toMatchObject({ off: true, row: 5 });
  expect(list.raisesPerMinute).toEqual({ value: 9, source: 'pack' });
  expect(list.flappingRaises).toEqual({ value: DEFAULT_SETTINGS.flappingRaises, source: 'rule' });
});

test('faults that equipment reports (VSWR, TX channels, RRU temperature) have no number of ours', () => {
  expect(listed().one('external')).toMatchObject({
    kinds: null,
    resources: null,
    ladders: [],
    occurrence: { severity: null, source: 'equipment' },
  });
});

test('states that are faults are named, with the standard that the states are from', () => {
  const { states } = listed().one('charger-fault');
  expect(states).toMatchObject([
    { metric: 'connector.status', standard: expect.stringContaining('OCPP'), faults: [{ severity: 'major' }] },
  ]);
});

test('a rule without anything to judge in this zone says so', () => {
  expect(listed().one('generator-failed')).toMatchObject({ kinds: ['generator'], resources: 0 });
  expect(listed().one('carrier-cut')).toMatchObject({ kinds: ['carrier'], resources: 2 });
  expect(listed().one('source-silence')).toMatchObject({ kinds: ['source'], resources: null });
});
