import { describe, expect, test } from 'vitest';
import { localMinute, momentOfLocal } from '../../../../client/state/zone-time.ts';
import { matcher, readFilter, writeSeverities } from '../../../../client/views/alarms/filter.ts';
import { groupAlarms } from '../../../../client/views/alarms/groups.ts';
import { alarmRows, type Order } from '../../../../client/views/alarms/rows.ts';
import type { AlarmView } from '../../../../shared/wire/alarm-schemas.ts';
import { alarm, NO_EFFECT, NOW } from '../../alarm.ts';

const BY = { name: 'Li', verified: false, from: '127.0.0.1' };
const mapOf = (...alarms: AlarmView[]) => new Map(alarms.map((one) => [one.id, one]));
const filterOf = (params: Record<string, string>) => matcher(readFilter((name) => params[name] ?? null));
const idsOf = (
  alarms: ReadonlyMap<string, AlarmView>,
  params: Record<string, string> = {},
  expanded: readonly string[] = [],
  order: Order = 'severity',
) => alarmRows(alarms, filterOf(params), new Set(expanded), order).rows.map((row) => row.alarm.id);

const STORM = mapOf(
  alarm('cut', { severity: 'critical', kind: 'backhaul-node', rule: 'router-down', raisedAt: NOW - 9_000 }),
  alarm('site', { root: 'cut', kind: 'site', rule: 'site-unavailable', severity: 'critical' }),
  alarm('cell', { root: 'site', kind: 'cell', rule: 'cell-unavailable' }),
  alarm('warm', { severity: 'minor', raisedAt: NOW - 1_000 }),
  alarm('hot', { severity: 'minor', raisedAt: NOW - 500 }),
);

describe('rows', () => {
  test('one row per root cause, worst first, newest first within a severity', () => {
    expect(idsOf(STORM)).toEqual(['cut', 'hot', 'warm']);
  });

  test('a cause counts what is folded under it at any depth and opens level by level', () => {
    const { rows, roots, alarms } = alarmRows(STORM, filterOf({}), new Set(['cut', 'site']), 'severity');
    expect(rows.map((row) => [row.alarm.id, row.depth, row.folded])).toEqual([
      ['cut', 0, 2],
      ['site', 1, 1],
      ['cell', 2, 0],
      ['hot', 0, 0],
      ['warm', 0, 0],
    ]);
    expect([roots, alarms]).toEqual([3, 5]);
    expect(idsOf(STORM, {}, ['cut'])).toEqual(['cut', 'site', 'hot', 'warm']);
  });

  test('a cause that does not match stays for what is folded under it, marked as such', () => {
    const { rows } = alarmRows(STORM, filterOf({ kind: 'cell' }), new Set(['cut', 'site']), 'severity');
    expect(rows.map((row) => [row.alarm.id, row.matches])).toEqual([
      ['cut', false],
      ['site', false],
      ['cell', true],
    ]);
  });

  test('what names a cause that is not in the list stands by itself; a ring of causes ends', () => {
    expect(idsOf(mapOf(alarm('a', { root: 'gone' })))).toEqual(['a']);
    expect(idsOf(mapOf(alarm('a', { root: 'b' }), alarm('b', { root: 'a' })), {}, ['a', 'b'])).not.toEqual([]);
  });

  test('what is cleared and waits to be acknowledged comes after all that stands', () => {
    const cleared = alarm('over', { severity: 'critical', clearance: { at: NOW, reason: 'condition', by: null } });
    expect(idsOf(mapOf(cleared, alarm('new')), { show: 'all' })).toEqual(['new', 'over']);
    expect(idsOf(mapOf(cleared, alarm('new')))).toEqual(['new']);
    expect(idsOf(mapOf(cleared, alarm('new')), { show: 'cleared' })).toEqual(['over']);
  });

  test('in the order of effect, people come before racks', () => {
    const racks = alarm('racks', { effect: { ...NO_EFFECT, racks: 8 } });
    const people = alarm('people', { severity: 'minor', effect: { ...NO_EFFECT, people: 1_240 } });
    expect(idsOf(mapOf(racks, people), {}, [], 'effect')).toEqual(['people', 'racks']);
  });
});

describe('filter', () => {
  const shelved = alarm('shelved', { shelf: { at: NOW, by: BY, reason: 'spare part', until: NOW + 1 }, owner: 'Wang' });
  const covered = alarm('covered', { maintenance: 'm1' });
  const done = alarm('done', { acknowledgement: { at: NOW, by: BY } });
  const LIST = mapOf(shelved, covered, done, alarm('plain', { severity: 'warning' }));

  test('shelved and maintained ones have views of their own', () => {
    expect(idsOf(LIST)).toEqual(['done', 'plain']);
    expect(idsOf(LIST, { show: 'shelved' })).toEqual(['shelved']);
    expect(idsOf(LIST, { show: 'maintenance' })).toEqual(['covered']);
    expect(idsOf(LIST, { show: 'acknowledged' })).toEqual(['done']);
    expect(idsOf(LIST, { show: 'all' })).toHaveLength(4);
  });

  test('by severity, owner, text and what contains the resource', () => {
    expect(idsOf(LIST, { severity: 'warning' })).toEqual(['plain']);
    expect(idsOf(LIST, { show: 'all', owner: 'Wang' })).toEqual(['shelved']);
    expect(idsOf(LIST, { q: 'RACK PL' })).toEqual(['plain']);
    expect(idsOf(LIST, { resource: 'hall/dc/p1-h03' })).toHaveLength(2);
    expect(idsOf(LIST, { resource: 'hall/dc/p1-h04' })).toEqual([]);
  });

  test('what the address names wrongly filters nothing', () => {
    const filter = readFilter((name) => (name === 'severity' ? 'bad,critical' : name === 'show' ? 'nonsense' : null));
    expect([...filter.severities]).toEqual(['critical']);
    expect(filter.show).toBe('open');
    expect(writeSeverities(new Set(['critical', 'warning']))).toBe('critical,warning');
    expect(writeSeverities(new Set())).toBe(null);
  });
});

describe('a storm in groups', () => {
  test('by cause, rule and place, counted by severity, largest first', () => {
    const by = (grouping: 'cause' | 'rule' | 'place') =>
      groupAlarms(STORM, filterOf({}), grouping).map(({ key, total }) => [key, total]);
    expect(by('cause')).toEqual([
      ['cut', 3],
      ['hot', 1],
      ['warm', 1],
    ]);
    expect(by('rule')[0]).toEqual(['inlet', 2]);
    expect(by('place')).toEqual([['hall/dc/p1-h03', 5]]);
    expect(groupAlarms(STORM, filterOf({}), 'cause')[0]?.counts).toMatchObject({ critical: 2, major: 1, minor: 0 });
  });
});

describe('wall clock', () => {
  test('there and back, in any zone', () => {
    for (const timeZone of ['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'UTC']) {
      const minute = Math.floor(NOW / 60_000) * 60_000;
      expect(momentOfLocal(localMinute(minute, timeZone), timeZone)).toBe(minute);
    }
    expect(localMinute(Date.UTC(2026, 5, 8, 6, 26), 'Asia/Shanghai')).toBe('2026-06-08T14:26');
  });

  test('across the change of summer time, and what is no time', () => {
    expect(momentOfLocal('2026-03-08T12:00', 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 16));
    expect(momentOfLocal('2026-03-07T12:00', 'America/New_York')).toBe(Date.UTC(2026, 2, 7, 17));
    expect(momentOfLocal('tomorrow', 'UTC')).toBe(null);
    expect(momentOfLocal('2026-13-40T12:00', 'UTC')).toBe(null);
  });
});
