import { isTimeZone } from '../model/time-zone.ts';
import { type Schedule, WEEKDAYS } from './maintenance.ts';

/** An opening of a window, UTC ms; `to` is exclusive. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** A fifth weekday of a month comes at least four times a year, so that every schedule opens within this. */
const LOOK_AHEAD_DAYS = 400;
const BY_DAY = /^(-?[1-5])?([A-Z]{2})$/;

/** What is wrong with a schedule, with the field; null when it can be used. */
export function scheduleProblem(schedule: Schedule): { field: string; message: string } | null {
  if (schedule.type === 'once') {
    return schedule.to > schedule.from ? null : { field: 'schedule.to', message: 'is not after from' };
  }
  if (!isTimeZone(schedule.timeZone)) return { field: 'schedule.timeZone', message: 'is not an IANA time zone' };
  if (schedule.end !== null && schedule.end <= schedule.start) {
    return { field: 'schedule.end', message: 'is not after start' };
  }
  if (schedule.byDay.length === 0) return { field: 'schedule.byDay', message: 'names no day' };
  const numbered = schedule.byDay.some((day) => /\d/.test(day));
  if (schedule.freq === 'weekly' && numbered) {
    return { field: 'schedule.byDay', message: 'a number before the day belongs to freq monthly' };
  }
  return null;
}

/** The opening that `at` (UTC ms) lies in, else the next one after it; null when there is none any more. */
export function nextOpening(schedule: Schedule, at: number): Opening | null {
  if (schedule.type === 'once') return at < schedule.to ? { from: schedule.from, to: schedule.to } : null;
  const { start, end, timeZone } = schedule;
  const earliest = Math.max(at, start);
  // The day before: its opening may reach past midnight.
  const first = dayOf(earliest, timeZone) - 1;
  for (let day = first; day <= first + LOOK_AHEAD_DAYS; day++) {
    if (!opensOn(schedule.byDay, schedule.freq, day)) continue;
    const opening = openingOn(day, schedule.from, schedule.to, timeZone);
    if (opening.from < start || opening.to <= at) continue;
    return end !== null && opening.from >= end ? null : opening;
  }
  return null;
}

/** True while the window is open at `at`, UTC ms. */
export function isOpen(schedule: Schedule, at: number): boolean {
  const opening = nextOpening(schedule, at);
  return opening !== null && opening.from <= at;
}

/** Days since 1970 of the wall calendar. */
function dayOf(at: number, timeZone: string): number {
  return Math.floor((at + offsetMs(at, timeZone)) / DAY_MS);
}

function opensOn(byDay: readonly string[], freq: 'weekly' | 'monthly', day: number): boolean {
  const date = new Date(day * DAY_MS);
  const weekday = WEEKDAYS[(date.getUTCDay() + 6) % 7]!;
  return byDay.some((rule) => {
    const [, which, name] = BY_DAY.exec(rule) ?? [];
    if (name !== weekday) return false;
    if (freq === 'weekly' || which === undefined) return true;
    const number = Number(which);
    if (number > 0) return Math.ceil(date.getUTCDate() / 7) === number;
    const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return Math.ceil((daysInMonth - date.getUTCDate() + 1) / 7) === -number;
  });
}

function openingOn(day: number, from: string, to: string, timeZone: string): Opening {
  const lastDay = minutesOf(to) > minutesOf(from) ? day : day + 1;
  return { from: instantOf(day, minutesOf(from), timeZone), to: instantOf(lastDay, minutesOf(to), timeZone) };
}

function minutesOf(clockTime: string): number {
  return Number(clockTime.slice(0, 2)) * 60 + Number(clockTime.slice(3, 5));
}

/**
 * UTC ms of a wall-clock time. A time that the clocks skip is as long after the change as it would have been without it;
 * one that they repeat is the first.
 */
function instantOf(day: number, minutes: number, timeZone: string): number {
  const wall = day * DAY_MS + minutes * 60_000;
  const before = offsetMs(wall - DAY_MS, timeZone);
  const guess = wall - before;
  // With the offset of the day before it is right, unless the clocks have changed by then.
  const now = offsetMs(guess, timeZone);
  if (now === before) return guess;
  const other = wall - now;
  return offsetMs(other, timeZone) === now ? other : guess;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Wall clock minus UTC at a moment, ms. */
function offsetMs(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const fields = { year: 'numeric', month: 'numeric', day: 'numeric' } as const;
    const clock = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', ...fields, ...clock });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
}
