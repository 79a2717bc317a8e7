import type { AlarmEvent } from '../../shared/wire/alarm-schemas.ts';
import type { Alarms } from '../ports.ts';
import type { AlarmChange, Told } from './decide.ts';

/** A route that opens by the clock takes alarms that have not changed since: the list is looked through this often. */
const SWEEP_MS = 60_000;
const ALL = 20_000;

/** What has changed of alarms since it was last asked: from the channel's events, and now and then from the whole list. */
export interface AlarmWatch {
  take(told: ReadonlyMap<string, Told>, now: number): readonly AlarmChange[];
  /** The next time, the whole list: routes have changed. */
  sweepNext(): void;
}

export function watchAlarms(alarms: Pick<Alarms, 'onChange' | 'list' | 'find'>): AlarmWatch {
  let changes = new Map<string, AlarmChange>();
  // The first time: what happened while nobody was there to be told.
  let sweepAt = 0;
  // Called for every record that is judged: it only notes.
  alarms.onChange((events: readonly AlarmEvent[]) => {
    for (const { alarm, gone } of events) changes.set(alarm.id, { alarm, gone });
  });
  const sweep = (told: ReadonlyMap<string, Told>): void => {
    for (const alarm of alarms.list({ active: true, root: null, limit: ALL }).alarms) {
      changes.set(alarm.id, { alarm, gone: false });
    }
    for (const [id, { alarm }] of told) {
      if (changes.has(id)) continue;
      const found = alarms.find(id);
      changes.set(id, found === undefined ? { alarm, gone: true } : { alarm: found.alarm, gone: !found.listed });
    }
  };
  return {
    take(told, now) {
      if (now >= sweepAt) {
        sweepAt = now + SWEEP_MS;
        sweep(told);
      }
      const taken = [...changes.values()];
      changes = new Map();
      return taken;
    },
    sweepNext() {
      sweepAt = 0;
    },
  };
}
