import { formatDate, formatOffset, formatTime } from '../../../shared/text/format.ts';
import type { Say } from '../../ui/text.ts';

/** A moment in full, in the zone's time: "2026-11-24 03:12:00 UTC+8". */
export function momentWords(at: number, timeZone: string, text: Say): string {
  return text('time.moment', {
    date: formatDate(at, timeZone),
    time: formatTime(at, timeZone),
    offset: formatOffset(at, timeZone),
  });
}
