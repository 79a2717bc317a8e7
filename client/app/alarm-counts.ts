import type { PerceivedSeverity } from '../../shared/alarms/severity.ts';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';

/** Standing root causes that somebody is told of, by severity: what the frame counts (AlarmSummary.roots). */
export function countRoots(alarms: ReadonlyMap<string, AlarmView>): Readonly<Record<PerceivedSeverity, number>> {
  const counts = { critical: 0, major: 0, minor: 0, warning: 0, indeterminate: 0 };
  for (const { clearance, root, suppressed, severity } of alarms.values()) {
    if (clearance === null && root === null && suppressed.length === 0) counts[severity]++;
  }
  return counts;
}
