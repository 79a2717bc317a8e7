import { STEP_MS } from './drift.ts';

/** One instant as the models need it. */
export interface Moment {
  /** UTC ms, an integer. */
  readonly at: number;
  /** Number of the time step, the same for all resources. */
  readonly step: number;
  /** Local time of day in hours, [0, 24). */
  readonly hour: number;
  /** Saturday or Sunday, local. */
  readonly weekend: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Tells the local time of day in an IANA zone. Asking Intl is dear, so the zone's distance from UTC is looked up once a
 * minute. Throws RangeError for a zone that does not exist.
 */
export function createMoments(timeZone: string): (at: number) => Moment {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  let minute = Number.NaN;
  let offsetMs = 0;
  return (at) => {
    const thisMinute = Math.floor(at / MINUTE_MS);
    if (thisMinute !== minute) {
      minute = thisMinute;
      offsetMs = localMinute(format, minute * MINUTE_MS) - minute * MINUTE_MS;
    }
    const local = at + offsetMs;
    const day = Math.floor(local / DAY_MS);
    // 1 January 1970 was a Thursday, day 4 of the week.
    const weekday = (((day + 4) % 7) + 7) % 7;
    return {
      at,
      step: Math.floor(at / STEP_MS),
      hour: (local - day * DAY_MS) / HOUR_MS,
      weekend: weekday === 0 || weekday === 6,
    };
  };
}

/** The wall clock at `at` read as if it were UTC, ms. */
function localMinute(format: Intl.DateTimeFormat, at: number): number {
  const field = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  return Date.UTC(
    field.get('year')!,
    field.get('month')! - 1,
    field.get('day'),
    field.get('hour'),
    field.get('minute'),
  );
}
