import type { AlarmEvent, AlarmView } from '../../shared/wire/alarm-schemas.ts';

/**
 * Alarms that have just become critical and that somebody is to be told of: root causes that are neither shelved nor in
 * maintenance. One that flaps is told once: `told` holds the ids, and lets go of those that are over.
 */
export function newCriticalAlarms(events: readonly AlarmEvent[], told: Set<string>): readonly AlarmView[] {
  const found: AlarmView[] = [];
  for (const { transition, alarm, gone } of events) {
    if (gone || alarm.severity !== 'critical') {
      told.delete(alarm.id);
      continue;
    }
    const begins = transition === 'raise' || transition === 'change' || transition === 'unfold';
    if (!begins || alarm.clearance !== null || alarm.suppressed.length > 0 || told.has(alarm.id)) continue;
    told.add(alarm.id);
    found.push(alarm);
  }
  return found;
}
