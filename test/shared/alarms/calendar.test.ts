import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpen, nextOpening, scheduleProblem } from '../../../shared/alarms/calendar.ts';
import type { Schedule } from '../../../shared/alarms/maintenance.ts';

const SHANGHAI: Schedule = {
  type: 'recurring',
  freq: 'monthly',
  byDay: ['3TU'],
  from: '02:00',
  to: '04:00',
  timeZone: 'Asia/Shanghai',
  start: Date.UTC(2026, 0, 1),
  end: null,
};
const iso = (schedule: Schedule, at: string) => {
  const opening = nextOpening(schedule, Date.parse(at));
  return opening && [new Date(opening.from).toISOString(), new Date(opening.to).toISOString()];
};

test('third Tuesday 02:00–04:00 Asia/Shanghai: Monday evening in UTC, the next month after it', () => {
  expect(iso(SHANGHAI, '2026-03-01T00:00:00Z')).toEqual(['2026-03-16T18:00:00.000Z', '2026-03-16T20:00:00.000Z']);
  expect(iso(SHANGHAI, '2026-03-16T19:00:00Z')).toEqual(['2026-03-16T18:00:00.000Z', '2026-03-16T20:00:00.000Z']);
  expect(iso(SHANGHAI, '2026-03-16T20:00:00Z')).toEqual(['2026-04-20T18:00:00.000Z', '2026-04-20T20:00:00.000Z']);
  expect(isOpen(SHANGHAI, Date.parse('2026-03-16T17:59:59Z'))).toBe(false);
  expect(isOpen(SHANGHAI, Date.parse('2026-03-16T18:00:00Z'))).toBe(true);
  expect(isOpen(SHANGHAI, Date.parse('2026-03-16T20:00:00Z'))).toBe(false);
});

test('weekly on two days, over midnight', () => {
  const nights: Schedule = { ...SHANGHAI, freq: 'weekly', byDay: ['FR', 'SA'], from: '23:00', to: '01:30' };
  expect(isOpen(nights, Date.parse('2026-03-06T15:00:00Z'))).toBe(true);
  expect(isOpen(nights, Date.parse('2026-03-06T17:29:00Z'))).toBe(true);
  expect(isOpen(nights, Date.parse('2026-03-06T17:30:00Z'))).toBe(false);
  expect(iso(nights, '2026-03-08T00:00:00Z')?.[0]).toBe('2026-03-13T15:00:00.000Z');
});

test('the last Friday of a month, and a fifth Tuesday that few months have', () => {
  expect(iso({ ...SHANGHAI, byDay: ['-1FR'] }, '2026-02-01T00:00:00Z')?.[0]).toBe('2026-02-26T18:00:00.000Z');
  expect(iso({ ...SHANGHAI, byDay: ['5TU'] }, '2026-04-01T00:00:00Z')?.[0]).toBe('2026-06-29T18:00:00.000Z');
});

test('clocks that change: the wall time stays, a skipped time is moved, a repeated one is the first', () => {
  const berlin: Schedule = {
    ...SHANGHAI,
    freq: 'weekly',
    byDay: ['SU'],
    timeZone: 'Europe/Berlin',
    from: '03:30',
    to: '05:00',
  };
  expect(iso(berlin, '2026-03-23T00:00:00Z')).toEqual(['2026-03-29T01:30:00.000Z', '2026-03-29T03:00:00.000Z']);
  expect(iso(berlin, '2026-10-19T00:00:00Z')).toEqual(['2026-10-25T02:30:00.000Z', '2026-10-25T04:00:00.000Z']);
  const skipped: Schedule = { ...berlin, from: '02:30' };
  expect(iso(skipped, '2026-03-23T00:00:00Z')?.[0]).toBe('2026-03-29T01:30:00.000Z');
  expect(iso(skipped, '2026-10-19T00:00:00Z')?.[0]).toBe('2026-10-25T00:30:00.000Z');
});

test('it ends, it begins, it happens once', () => {
  const ended: Schedule = { ...SHANGHAI, end: Date.UTC(2026, 2, 1) };
  expect(nextOpening(ended, Date.UTC(2026, 2, 2))).toBeNull();
  expect(iso({ ...SHANGHAI, start: Date.UTC(2026, 4, 1) }, '2026-01-01T00:00:00Z')?.[0]).toBe(
    '2026-05-18T18:00:00.000Z',
  );
  const once: Schedule = { type: 'once', from: 1000, to: 2000 };
  expect([999, 1000, 1999, 2000].map((at) => isOpen(once, at))).toEqual([false, true, true, false]);
});

test('a schedule that cannot be used says which field', () => {
  expect(scheduleProblem(SHANGHAI)).toBeNull();
  expect(scheduleProblem({ ...SHANGHAI, timeZone: 'Asia/Atlantis' })?.field).toBe('schedule.timeZone');
  expect(scheduleProblem({ ...SHANGHAI, freq: 'weekly' })?.field).toBe('schedule.byDay');
  expect(scheduleProblem({ ...SHANGHAI, end: SHANGHAI.type === 'recurring' ? SHANGHAI.start : 0 })?.field).toBe(
    'schedule.end',
  );
  expect(scheduleProblem({ type: 'once', from: 5, to: 5 })?.field).toBe('schedule.to');
});

test('whatever the moment: the opening found is the present or the first to come', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Australia/Lord_Howe');
  const days = fc.constantFrom('1MO', '3TU', '-1FR', '2SU', '4WE');
  const at = fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2028, 0, 1) });
  fc.assert(
    fc.property(zones, days, at, (timeZone, day, moment) => {
      const schedule = { ...SHANGHAI, timeZone, byDay: [day] } as Schedule;
      const opening = nextOpening(schedule, moment)!;
      expect(opening.to).toBeGreaterThan(moment);
      expect(opening.to - opening.from).toBeLessThanOrEqual(3 * 3_600_000);
      expect(isOpen(schedule, opening.from)).toBe(true);
      expect(isOpen(schedule, opening.to)).toBe(false);
      // Nothing lies between: seen from an instant before it, the same opening comes.
      if (opening.from > moment) expect(nextOpening(schedule, opening.from - 1)).toEqual(opening);
    }),
    { numRuns: 200 },
  );
});
