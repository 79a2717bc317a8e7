import { WEEKDAYS } from '../../../shared/alarms/maintenance.ts';
import type { MaintenanceWish } from '../../api/alarms.ts';
import { localMinute, momentOfLocal } from '../../state/zone-time.ts';

/** The numbers that a weekday of a month can have: RFC 5545's BYDAY, `3TU` or `-1FR`. */
export const NTH = ['1', '2', '3', '4', '5', '-1'] as const;
export const REPEATS = ['once', 'weekly', 'monthly'] as const;

/** A window as it stands in the form: all of it text. */
export interface MaintenanceDraft {
  readonly title: string;
  readonly reason: string;
  /** One a line. */
  readonly resources: string;
  readonly labels: string;
  readonly repeat: (typeof REPEATS)[number];
  /** Wall clock: of a single window with the date, of a recurring one the time of day. */
  readonly from: string;
  readonly to: string;
  readonly fromTime: string;
  readonly toTime: string;
  readonly days: readonly (typeof WEEKDAYS)[number][];
  readonly nth: (typeof NTH)[number];
}

const HOUR_MS = 3_600_000;

/** A window of two hours from now, over the given resources. */
export function newDraft(resources: readonly string[], now: number, timeZone: string): MaintenanceDraft {
  return {
    title: '',
    reason: '',
    resources: [...new Set(resources)].join('\n'),
    labels: '',
    repeat: 'once',
    from: localMinute(now, timeZone),
    to: localMinute(now + 2 * HOUR_MS, timeZone),
    fromTime: '02:00',
    toTime: '04:00',
    days: ['TU'],
    nth: '3',
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The window that a draft means; null where its scope or its times are none. The server checks the rest. */
export function wishOf(draft: MaintenanceDraft, now: number, timeZone: string): MaintenanceWish | null {
  const resources = linesOf(draft.resources);
  const labels = linesOf(draft.labels).map((line) => {
    const [name = '', ...value] = line.split('=');
    return { name: name.trim(), value: value.join('=').trim() };
  });
  if (resources.length + labels.length === 0) return null;
  const schedule = scheduleOf(draft, now, timeZone);
  if (schedule === null) return null;
  return { title: draft.title.trim(), reason: draft.reason.trim(), scope: { resources, labels }, schedule };
}

function scheduleOf(draft: MaintenanceDraft, now: number, timeZone: string): MaintenanceWish['schedule'] | null {
  if (draft.repeat === 'once') {
    const from = momentOfLocal(draft.from, timeZone);
    const to = momentOfLocal(draft.to, timeZone);
    return from === null || to === null ? null : { type: 'once', from, to };
  }
  // In the order of the week, whatever the order of the clicks.
  const days = WEEKDAYS.filter((day) => draft.days.includes(day));
  if (days.length === 0) return null;
  return {
    type: 'recurring',
    freq: draft.repeat,
    byDay: draft.repeat === 'weekly' ? days : days.map((day) => `${draft.nth}${day}`),
    from: draft.fromTime,
    to: draft.toTime,
    timeZone,
    start: Math.floor(now),
    end: null,
  };
}
