import { formatDate, formatTime } from '../../shared/text/format.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [
  ...[1, 5, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY_MS),
];

export interface TimeTick {
  /** UTC ms. */
  readonly at: number;
  readonly label: string;
}

/** At most `most` round moments between two, as the time zone's clocks show them: "14:00", and the day at midnight. */
export function timeTicks(from: number, to: number, timeZone: string, most: number): readonly TimeTick[] {
  const step = STEPS_MS.find((one) => (to - from) / one <= most) ?? STEPS_MS.at(-1)!;
  const shift = offsetMs(from, timeZone);
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil((from + shift) / step) * step - shift; at <= to; at += step) {
    ticks.push({ at, label: labelOf(at, step, timeZone) });
  }
  return ticks;
}

function labelOf(at: number, step: number, timeZone: string): string {
  const time = formatTime(at, timeZone);
  if (step >= DAY_MS || time === '00:00:00') return formatDate(at, timeZone).slice(5);
  return step < MINUTE_MS ? time : time.slice(0, 5);
}

/** How far the time zone's clocks are ahead of UTC at a moment, ms. */
function offsetMs(at: number, timeZone: string): number {
  const second = Math.floor(at / 1_000) * 1_000;
  return Date.parse(`${formatDate(second, timeZone)}T${formatTime(second, timeZone)}Z`) - second;
}
