import { describe, expect, test } from 'vitest';
import { alarmsFound } from '../../../../client/app/commands/alarms-found.ts';
import { alarm, NOW } from '../../alarm.ts';

const problemOf = ({ rule }: { rule: string }) => (rule === 'inlet' ? '进风温度过高' : rule);
const mapOf = (...alarms: ReturnType<typeof alarm>[]) => new Map(alarms.map((one) => [one.id, one]));

describe('alarms in the command palette (issue 6)', () => {
  const alarms = mapOf(
    alarm('old', { resource: 'rack-7', severity: 'major', raisedAt: NOW - 2_000 }),
    alarm('new', { resource: 'rack-7', severity: 'major', raisedAt: NOW - 1_000 }),
    alarm('worst', { resource: 'rack-7', severity: 'critical', raisedAt: NOW - 9_000 }),
    alarm('other', { resource: 'port-1' }),
  );
  test('found by text in any case, the worst first, then the newest', () => {
    expect(alarmsFound(' RACK-7 ', alarms, problemOf).map(({ id }) => id)).toEqual(['worst', 'new', 'old']);
  });

  test('by the words of the problem in the language in use', () => {
    const warm = mapOf(alarm('warm', { rule: 'inlet' }), alarm('cut', { rule: 'backhaul-down' }));
    expect(alarmsFound('进风', warm, problemOf).map(({ id }) => id)).toEqual(['warm']);
  });

  test('nothing typed finds none, and many are cut short', () => {
    expect(alarmsFound('  ', alarms, problemOf)).toEqual([]);
    const many = mapOf(...Array.from({ length: 50 }, (_, i) => alarm(`a${i}`, { resource: 'rack-7' })));
    expect(alarmsFound('rack-7', many, problemOf)).toHaveLength(6);
  });
});
