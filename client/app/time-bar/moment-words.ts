import { formatDate, formatDuration, formatOffset, formatTime, type Language } from '../../../shared/text/format.ts';
import type { Say } from '../../ui/text.ts';

/** A moment in full, in the zone's time: "2026-11-24 03:12:00 UTC+8". */
export function momentWords(at: number, timeZone: string, text: Say): string {
  return text('time.moment', {
    date: formatDate(at, timeZone),
    time: formatTime(at, timeZone),
    offset: formatOffset(at, timeZone),
  });
}

/** When Skyrack itself was away, and for how long. */
export function offWords(
  { from, to }: { readonly from: number; readonly to: number },
  { timeZone, language, text }: { timeZone: string; language: Language; text: Say },
): string {
  return text('time.off', {
    from: momentWords(from, timeZone, text),
    to: momentWords(to, timeZone, text),
    length: formatDuration(to - from, language),
  });
}
