/** Times as an operator types them: wall clock of the zone, `2026-06-08T14:30`, as `<input type="datetime-local">` has it. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock of a time zone at an instant (UTC ms). */
export function toWallTime(at: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(at).replace(' ', 'T');
}

/** The instant (UTC ms) of a wall clock; null for what is no time. In a gap of summer time, the one after it. */
export function fromWallTime(text: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${text}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) || !Number.isFinite(asUtc)) return null;
  const offsetAt = (at: number) => Date.parse(`${toWallTime(at, timeZone)}Z`) - Math.floor(at / 60_000) * 60_000;
  // The offset there, not here: it may change in between.
  const near = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(near);
}
