import { describe, expect, test } from 'vitest';
import { countRoots } from '../../../client/app/alarm-counts.ts';
import { mergeMarks, type Raise } from '../../../client/app/alarm-marks.ts';
import { newCriticalAlarms } from '../../../client/app/new-critical-alarms.ts';
import { alarm, NOW, raised } from '../alarm.ts';

test('the frame counts standing root causes that somebody is told of', () => {
  const list = [
    alarm('root', { severity: 'critical' }),
    alarm('child', { severity: 'critical', root: 'root', suppressed: ['child'] }),
    alarm('shelved', { severity: 'major', suppressed: ['shelved'] }),
    alarm('over', { severity: 'minor', clearance: { at: NOW, reason: 'condition', by: null } }),
    alarm('doubt', { severity: 'indeterminate' }),
  ];
  const counts = countRoots(new Map(list.map((one) => [one.id, one])));
  expect(counts).toEqual({ critical: 1, major: 0, minor: 0, warning: 0, indeterminate: 1 });
});

describe('marks of the time bar', () => {
  const span = { from: 0, to: 1_000 };
  const raise = (id: string, at: number, severity: Raise['severity'] = 'minor'): Raise => ({
    alarm: id,
    at,
    severity,
    resource: 'rack/a',
    rule: 'inlet',
  });

  test('one mark a place: the worst of it, the newest among equals, with how many', () => {
    const marks = mergeMarks([raise('a', 110), raise('b', 150, 'critical'), raise('c', 190, 'critical')], span, 10);
    expect(marks.map(({ worst, count }) => [worst.alarm, count])).toEqual([['c', 3]]);
  });

  test('a raise that both history and the list tell counts once; what lies outside is left out', () => {
    const marks = mergeMarks([raise('a', 110), raise('a', 110), raise('old', -5), raise('late', 1_001)], span, 10);
    expect(marks).toHaveLength(1);
    expect(marks[0]?.count).toBe(1);
  });
});

describe('new critical alarms', () => {
  const critical = (id: string, changes = {}) => alarm(id, { severity: 'critical', ...changes });

  test('are told once, also when they flap, and again when they come back after they were over', () => {
    const told = new Set<string>();
    const raise = raised(1, critical('a'));
    expect(newCriticalAlarms([raise], told).map(({ id }) => id)).toEqual(['a']);
    expect(newCriticalAlarms([raise], told)).toEqual([]);
    newCriticalAlarms([raised(2, critical('a'), { transition: 'acknowledge', gone: true })], told);
    expect(newCriticalAlarms([raise], told)).toHaveLength(1);
  });

  test('a change to critical is news; a child, a shelved one, a cleared one and a comment are none', () => {
    const told = new Set<string>();
    const events = [
      raised(1, critical('worse'), { transition: 'change' }),
      raised(2, critical('child', { suppressed: ['child'] })),
      raised(3, critical('shelved', { suppressed: ['shelved'] })),
      raised(4, critical('over', { clearance: { at: NOW, reason: 'condition', by: null } })),
      raised(5, critical('said'), { transition: 'comment' }),
      raised(6, alarm('major')),
    ];
    expect(newCriticalAlarms(events, told).map(({ id }) => id)).toEqual(['worse']);
  });
});
