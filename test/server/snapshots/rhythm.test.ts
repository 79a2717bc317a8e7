import { describe, expect, it } from 'vitest';
import { latestDue, nextDue, previousDue, type Rhythm } from '../../../server/snapshots/rhythm.ts';

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const rhythm = (more: Partial<Rhythm>): Rhythm => ({
  rhythm: 'daily',
  time: '18:00',
  weekday: null,
  day: null,
  timeZone: 'Asia/Shanghai',
  ...more,
});

describe('when a schedule is due', () => {
  // 2026-11-20 is a Friday.
  it.each([
    ['daily', {}, '2026-11-20T17:59', '2026-11-20T18:00'],
    ['daily, at the moment itself', {}, '2026-11-20T18:00', '2026-11-21T18:00'],
    ['every working day, over a weekend', { rhythm: 'working-days' }, '2026-11-20T18:00', '2026-11-23T18:00'],
    ['weekly on Sunday', { rhythm: 'weekly', weekday: 7 }, '2026-11-20T18:00', '2026-11-22T18:00'],
    ['weekly on Monday', { rhythm: 'weekly', weekday: 1, time: '08:30' }, '2026-11-20T18:00', '2026-11-23T08:30'],
    ['monthly', { rhythm: 'monthly', day: 1, time: '00:00' }, '2026-11-20T18:00', '2026-12-01T00:00'],
  ] satisfies [string, Partial<Rhythm>, string, string][])('%s', (_, more, after, due) => {
    expect(nextDue(rhythm(more), at(after))).toBe(at(due));
    expect(previousDue(rhythm(more), at(due) + 1)).toBe(at(due));
  });

  it('keeps to the clock on the wall through a change of daylight saving time', () => {
    const berlin = rhythm({ timeZone: 'Europe/Berlin' });
    const before = nextDue(berlin, Date.UTC(2026, 9, 24, 0))!;
    const after = nextDue(berlin, before)!;
    expect([new Date(before).toISOString(), new Date(after).toISOString()]).toEqual([
      '2026-10-24T16:00:00.000Z',
      '2026-10-25T17:00:00.000Z',
    ]);
  });

  it('counts what was missed, and names the last of it', () => {
    expect(latestDue(rhythm({}), at('2026-11-20T18:00'), at('2026-11-23T19:00'))).toEqual({
      dueAt: at('2026-11-23T18:00'),
      runs: 3,
    });
    expect(latestDue(rhythm({}), at('2026-11-20T18:00'), at('2026-11-21T17:59'))).toBeNull();
  });

  it('names the last of more than it counts', () => {
    const found = latestDue(rhythm({}), at('2020-01-01T00:00'), at('2026-11-23T18:00'));
    expect(found).toEqual({ dueAt: at('2026-11-23T18:00'), runs: 1_000 });
  });

  it.each([
    ['timeZone', { timeZone: 'Asia/Qingdao' }],
    ['weekday', { rhythm: 'weekly' }],
    ['day', { rhythm: 'monthly' }],
  ] satisfies [string, Partial<Rhythm>][])('refuses a calendar without a right %s', (field, more) => {
    expect(() => nextDue(rhythm(more), 0)).toThrow(expect.objectContaining({ code: 'bad-schedule', field }));
  });
});
