const WRITTEN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:](\d{1,6}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
/** Below it a whole number is seconds, from it milliseconds: the year 2286, and 1970 in April. */
const MS_FROM = 1e10;
const HOUR_MS = 3_600_000;
const HALF_DAY_MS = 12 * HOUR_MS;

/**
 * Reads the time of a point as UTC ms: ISO 8601 and its everyday spellings, or a number of seconds or milliseconds since
 * 1970. Without an offset it is the clock of `timeZone`; in the hour that comes twice the first one. Undefined for anything
 * else.
 */
export function createTimeReader(timeZone: string): (given: string) => number | undefined {
  const offsetAt = createOffsets(timeZone);
  return (given) => {
    const text = given.normalize('NFKC').trim();
    if (/^\d{9,13}(?:\.\d+)?$/.test(text)) return Math.round(Number(text) * (Number(text) < MS_FROM ? 1000 : 1));
    const [, year, month, day, hour, minute, second = '0', fraction = '', offset] = WRITTEN.exec(text) ?? [];
    if (year === undefined) return undefined;
    const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const local = Date.UTC(y, mo - 1, d, h, mi, s) + Math.round(Number(`0.${fraction || '0'}`) * 1000);
    const date = new Date(Date.UTC(y, mo - 1, d));
    if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d || h > 23 || mi > 59 || s > 60) return undefined;
    return offset === undefined ? local - offsetAt(local) : local - offsetMs(offset);
  };
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Offsets of a clock's local hours, kept: a log asks for the same hour again and again. */
function createOffsets(timeZone: string): (local: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const zoneOffset = (at: number): number => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
    return shown - at;
  };
  const known = new Map<number, number>();
  return (local) => {
    const hour = Math.floor(local / HOUR_MS) * HOUR_MS;
    const kept = known.get(hour);
    if (kept !== undefined) return kept;
    // Before a change of the clock and after it: of an hour that comes twice the first one counts.
    const offsets = [zoneOffset(hour - HALF_DAY_MS), zoneOffset(hour + HALF_DAY_MS)];
    const offset = offsets.find((each) => zoneOffset(hour - each) === each) ?? offsets[0]!;
    known.set(hour, offset);
    return offset;
  };
}
