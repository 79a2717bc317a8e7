import { Cron } from 'croner';
import { isTimeZone } from '../../shared/model/time-zone.ts';
import type { SnapshotSchedule } from '../../shared/wire/snapshots.ts';
import { SnapshotRefused } from '../ports.ts';

/** When a schedule is due: a time of the day in a time zone, on some days. */
export type Rhythm = Pick<SnapshotSchedule, 'rhythm' | 'time' | 'weekday' | 'day' | 'timeZone'>;

/** Longest back that missed runs are counted. */
const COUNTED = 1_000;

/** First moment after `after` (UTC ms) at which it is due. Throws SnapshotRefused `bad-schedule`. */
export function nextDue(rhythm: Rhythm, after: number): number | null {
  return calendarOf(rhythm).nextRun(new Date(after))?.getTime() ?? null;
}

/** Last moment before `before` at which it was due. */
export function previousDue(rhythm: Rhythm, before: number): number | null {
  return calendarOf(rhythm).previousRuns(1, new Date(before))[0]?.getTime() ?? null;
}

/** The latest moment in (after, now] at which it was due, and how many there were; null where there was none. */
export function latestDue(rhythm: Rhythm, after: number, now: number): { dueAt: number; runs: number } | null {
  const calendar = calendarOf(rhythm);
  let latest: number | null = null;
  let runs = 0;
  for (let at = after; runs < COUNTED; runs++) {
    const next = calendar.nextRun(new Date(at))?.getTime();
    if (next === undefined || next > now) break;
    latest = next;
    at = next;
  }
  if (runs === COUNTED) latest = previousDue(rhythm, now + 1);
  return latest === null ? null : { dueAt: latest, runs };
}

function calendarOf({ rhythm, time, weekday, day, timeZone }: Rhythm): Cron {
  const [hour, minute] = time.split(':').map(Number);
  if (!isTimeZone(timeZone)) throw new SnapshotRefused('bad-schedule', 'there is no such time zone', 'timeZone');
  return new Cron(`${minute} ${hour} ${daysOf(rhythm, weekday, day)}`, { timezone: timeZone, paused: true });
}

/** Day of month, month and day of week, as crontab(5) has them. */
function daysOf(rhythm: Rhythm['rhythm'], weekday: number | null, day: number | null): string {
  switch (rhythm) {
    case 'daily':
      return '* * *';
    case 'working-days':
      return '* * 1-5';
    case 'weekly':
      if (weekday === null)
        throw new SnapshotRefused('bad-schedule', 'a weekly one needs a day of the week', 'weekday');
      return `* * ${weekday % 7}`;
    case 'monthly':
      if (day === null) throw new SnapshotRefused('bad-schedule', 'a monthly one needs a day of the month', 'day');
      return `${day} * *`;
  }
}
