import { formatDate, formatTime } from '../../../shared/text/format.ts';

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/;

/** What a field for local time holds: "2026-11-24T03:12:00", the wall clock of a zone at an instant (UTC ms). */
export function fieldOf(at: number, timeZone: string): string {
  return `${formatDate(at, timeZone)}T${formatTime(at, timeZone)}`;
}

/** The instant of such a field, UTC ms; null for what is no time. In a gap of summer time, the one after it. */
export function instantOf(field: string, timeZone: string): number | null {
  const asUtc = LOCAL.test(field) ? Date.parse(`${field}Z`) : Number.NaN;
  if (!Number.isFinite(asUtc)) return null;
  const offset = (at: number) => Date.parse(`${fieldOf(at, timeZone)}Z`) - at;
  // The offset there, not here: it may change in between.
  return asUtc - offset(asUtc - offset(asUtc));
}
