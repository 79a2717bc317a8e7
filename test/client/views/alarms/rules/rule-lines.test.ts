import { expect, test } from 'vitest';
import { startText } from '../../../../../client/app/text.ts';
import type { Say } from '../../../../../client/ui/text.ts';
import { holdWords, matchingRules, ruleLines } from '../../../../../client/views/alarms/rules/rule-lines.ts';
import { listRules } from '../../../../../server/alarms/list-rules.ts';
import { rules } from '../../../../../server/alarms/rules/index.ts';
import { readAlarmSettings } from '../../../../../server/alarms/settings.ts';
import { alarmZone } from '../../../../server/alarms/zone.ts';

/** Numbers and their units hold together by spaces that do not break. */
const plain = <T>(words: T): T => JSON.parse(JSON.stringify(words).replaceAll('\u00a0', ' ')) as T;
const zh = startText('zh-CN').t as Say;
const en = startText('en').t as Say;

function listed(text = '') {
  const known = new Map(rules.map(({ name, limits }) => [name, limits ?? null]));
  const { settings } = readAlarmSettings(text, known);
  return listRules(rules, settings, alarmZone()).rules;
}
const one = (name: string, text = '') => listed(text).find(({ rule }) => rule === name)!;

test('a ladder reads as limits with signs and units, with the clause that it is from', () => {
  expect(plain(ruleLines(one('inlet'), 'en', en))).toEqual([
    {
      judged: 'Inlet (max of three)',
      limits: [
        { severity: 'warning', words: 'raised > 27.0 °C, clears ≤ 26.5 °C' },
        { severity: 'major', words: 'raised > 32.0 °C, clears ≤ 31.5 °C' },
        { severity: 'critical', words: 'raised > 35.0 °C, clears ≤ 34.5 °C' },
      ],
      from: 'Metric catalogue',
      document: 'ASHRAE TC 9.9 2021: recommended ≤ 27 °C, A1 ≤ 32 °C, A2 ≤ 35 °C',
    },
  ]);
  expect(plain(ruleLines(one('battery-low'), 'zh-CN', zh))[0]?.limits).toEqual([
    { severity: 'critical', words: '产生 < 1 小时，清除 ≥ 1 小时 5 分' },
  ]);
});

test('limits of a countdown are told to the second: raise and clear never read the same by rounding', () => {
  expect(plain(ruleLines(one('ups-battery'), 'en', en))[0]?.limits.map(({ words }) => words)).toEqual([
    'raised < 8 min, clears ≥ 8 min 30 s',
    'raised < 3 min, clears ≥ 3 min 30 s',
  ]);
});

test('a pack’s limits name the file and the row', () => {
  const text = 'rules:\n  inlet:\n    steps: [{severity: major, raise: 30, clear: 29}]\n    hold_raise_s: 300\n';
  const [line] = ruleLines(one('inlet', text), 'en', en);
  expect(line).toMatchObject({ from: 'Zone pack, alarms.yaml', document: 'alarms.yaml row 2' });
  expect(holdWords(one('inlet', text), 'en', en)).toEqual([
    { words: 'to raise: 5 min', from: 'Zone pack, alarms.yaml' },
    { words: 'to clear: 1 min', from: 'Rule' },
  ]);
});

test('what is judged by the same limits stands in one line, with its kinds', () => {
  const lines = ruleLines(one('supply-load'), 'en', en);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.judged).toMatch(/UPS/);
});

test('a rule’s own share has its words once, and two directions are two lines', () => {
  expect(ruleLines(one('hall-hot'), 'en', en)[0]).toMatchObject({
    judged: 'Share of racks above 32 °C (ASHRAE A1)',
    from: 'Rule',
    document: '',
  });
  expect(ruleLines(one('dew-point'), 'en', en)).toHaveLength(2);
});

test('what equipment reports has no number of ours and says who has it', () => {
  expect(ruleLines(one('external'), 'en', en)[0]).toMatchObject({
    judged: expect.stringMatching(/VSWR.*TX channels.*RRU/),
    limits: [{ severity: null, words: 'severity as reported' }],
    from: 'Reported by equipment',
  });
});

test('every rule has a line in both languages, none of them empty or twice the same', () => {
  for (const rule of listed()) {
    for (const [language, text] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const lines = ruleLines(rule, language, text);
      expect(lines.length, rule.rule).toBeGreaterThan(0);
      for (const { judged, limits, from } of lines) {
        expect([judged, from, ...limits.map(({ words }) => words)], rule.rule).not.toContain('');
      }
      expect(new Set(lines.map(({ judged, document }) => `${judged} ${document}`)).size, rule.rule).toBe(lines.length);
    }
  }
});

test('the filter finds by id, by name in both languages, by kind and by origin; every word must be there', () => {
  const found = (words: string) => matchingRules(listed(), words, 'en', en).map(({ rule }) => rule);
  expect(found('clock-skew')).toEqual(['clock-skew']);
  expect(found('inlet too WARM')).toEqual(['inlet']);
  expect(found('reported by equipment')).toEqual(['external']);
  expect(found('ASHRAE rack')).toContain('humidity');
  expect(found('')).toHaveLength(rules.length);
  expect(found('no such thing')).toEqual([]);
});
