import type { Language } from '../../../shared/text/format.ts';
import type { SnapshotFormat, SnapshotSchedule, SnapshotScheduleRequest } from '../../../shared/wire/snapshots.ts';
import { type DraftProblem, type ScopeDraft, scopeOf } from './take-draft.ts';

/** The form for a new schedule as it is typed; '' is not given. */
export interface ScheduleDraft extends ScopeDraft {
  readonly title: string;
  readonly rhythm: SnapshotSchedule['rhythm'];
  /** `18:00`, in the time zone. */
  readonly time: string;
  readonly weekday: string;
  readonly day: string;
  readonly timeZone: string;
  readonly period: boolean;
  readonly keepDays: string;
  readonly channel: string;
  readonly formats: readonly SnapshotFormat[];
  readonly language: Language;
}

/** The end of a working day in the zone's time, of the whole zone, as a report. */
export function newSchedule(timeZone: string, language: Language): ScheduleDraft {
  return {
    title: '',
    rhythm: 'working-days',
    time: '18:00',
    weekday: '1',
    day: '1',
    timeZone,
    period: true,
    keepDays: '400',
    view: '',
    kinds: [],
    hall: '',
    carrier: '',
    below: '',
    resources: [],
    alarms: null,
    labelName: '',
    labelValue: '',
    channel: '',
    formats: ['pdf'],
    language,
  };
}

/** What a draft asks the server for, or what is wrong with it. What its rhythm does not use is left out. */
export function scheduleOf(draft: ScheduleDraft, operator: string): SnapshotScheduleRequest | DraftProblem {
  const scope = scopeOf(draft);
  if (typeof scope === 'string') return scope;
  const { rhythm, time, timeZone, period, channel, formats, language } = draft;
  return {
    operator,
    title: draft.title.trim(),
    rhythm,
    // Some browsers add seconds to a field for a time.
    time: time.slice(0, 5),
    ...(rhythm === 'weekly' ? { weekday: Number(draft.weekday) } : {}),
    ...(rhythm === 'monthly' ? { day: Number(draft.day) } : {}),
    timeZone: timeZone.trim(),
    period,
    scope,
    keepDays: Number(draft.keepDays),
    delivery: channel === '' ? null : { channel, formats: [...formats], language },
  };
}
