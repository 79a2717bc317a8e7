import type { AlarmRecord } from '../../shared/alarms/alarm.ts';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { Readings } from './readings.ts';

const METRIC = 'site.radio-backup-left';
/** Rules that count down to an empty battery of a site. */
const ON_BATTERY: ReadonlySet<string> = new Set(['site-mains', 'rectifier-failure', 'battery-low']);

/**
 * What a site on its battery gives up next, and when (UTC ms): its radios, before transmission. Null where the alarm is
 * another or over, where the site does not report it, and once the radios are off.
 */
export function nextStageOf(record: AlarmRecord, readings: Readings): AlarmView['nextStage'] {
  if (!ON_BATTERY.has(record.rule) || record.clearance !== null || record.expectedAt === null) return null;
  const place = readings.place(record.resource);
  const leftS = place < 0 ? Number.NaN : readings.number(place, METRIC);
  if (!(leftS > 0)) return null;
  return { stage: 'radios-off', at: Math.round(readings.at(place, METRIC) + leftS * 1000) };
}
