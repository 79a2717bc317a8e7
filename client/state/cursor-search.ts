import { type CursorState, LIVE_CURSOR, RANGES, type RangeName } from './cursor-state.ts';
import { formatMoment, parseMoment } from './cursor-url.ts';
import { readParam, withParam } from './query.ts';

/** The cursor that a query string holds: `t` (none is live) and `range`. */
export function readCursor(search: string): { at: number | null; range: RangeName } {
  return {
    at: parseMoment(readParam(search, 't')),
    range: RANGES.find(([name]) => name === readParam(search, 'range'))?.[0] ?? LIVE_CURSOR.range,
  };
}

/** A query string with the cursor in it; what the address means anyway is left out. */
export function withCursor(search: string, { at, range }: Pick<CursorState, 'at' | 'range'>): string {
  const moment = withParam(search, 't', at === null ? null : formatMoment(at));
  return withParam(moment, 'range', range === LIVE_CURSOR.range ? null : range);
}
