import { formatDate, formatTime } from '../../shared/text/format.ts';

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/;

/** What a field for local time holds: "2026-11-24T03:12:00", the wall clock of a zone at an instant (UTC ms). */
export function localText(at: number, timeZone: string): string {
  return `${formatDate(at, timeZone)}T${formatTime(at, timeZone)}`;
}

/** The same to the minute, for a field without seconds: "2026-11-24T03:12". */
export function localMinute(at: number, timeZone: string): string {
  return localText(at, timeZone).slice(0, 'yyyy-mm-ddThh:mm'.length);
}

/** The instant of such a field, UTC ms; null for what is no time. A time that a clock change skips is the one after. */
export function momentOfLocal(text: string, timeZone: string): number | null {
  const asUtc = LOCAL.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (!Number.isFinite(asUtc)) return null;
  const offset = (at: number) => Date.parse(`${localText(at, timeZone)}Z`) - at;
  // The offset at the moment itself, not at the same numbers in UTC.
  return asUtc - offset(asUtc - offset(asUtc));
}
