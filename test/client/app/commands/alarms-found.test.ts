import { describe, expect, test } from 'vitest';
import { alarmsFound } from '../../../../client/app/commands/alarms-found.ts';
import { alarm, NOW } from '../../alarm.ts';

const mapOf = (...alarms: ReturnType<typeof alarm>[]) => new Map(alarms.map((one) => [one.id, one]));

describe('alarms in the command palette (issue 6)', () => {
  const alarms = mapOf(
    alarm('old', { resource: 'rack-7', severity: 'major', raisedAt: NOW - 2_000 }),
    alarm('new', { resource: 'rack-7', severity: 'major', raisedAt: NOW - 1_000 }),
    alarm('worst', { resource: 'rack-7', severity: 'critical', raisedAt: NOW - 9_000 }),
    alarm('other', { resource: 'port-1' }),
  );
  test('found by text in any case, the worst first, then the newest', () => {
    expect(alarmsFound(' RACK-7 ', alarms).map(({ id }) => id)).toEqual(['worst', 'new', 'old']);
  });

  test('nothing typed finds none, and many are cut short', () => {
    expect(alarmsFound('  ', alarms)).toEqual([]);
    const many = mapOf(...Array.from({ length: 50 }, (_, i) => alarm(`a${i}`, { resource: 'rack-7' })));
    expect(alarmsFound('rack-7', many)).toHaveLength(6);
  });
});
