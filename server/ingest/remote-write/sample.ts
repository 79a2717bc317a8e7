import type { ReadingColumns } from '../body/reading-columns.ts';
import { malformedAt, type WireCursor } from '../body/wire-cursor.ts';

/** Prometheus' stale marker is this NaN and no other (0x7ff0000000000002). */
const STALE_HIGH = 0x7ff00000;
const STALE_LOW = 0x00000002;

// Tags: field << 3 | wire type.
const VALUE = 0x09;
const TIMESTAMP = 0x10;

/** The handle of rows that are read and not kept. */
export const REFUSED = -1;

/**
 * Reads a Sample up to `end` into the columns: double value = 1, int64 timestamp = 2, the same in 1.0 and 2.0. Leaves
 * the columns `since` and `delta` to its caller. Throws BodyProblem.
 */
export function readSample(cursor: WireCursor, end: number, handle: number, columns: ReadingColumns): void {
  const { bytes, view } = cursor;
  // proto3 leaves zeros out.
  let value = 0;
  let stale = 0;
  let at = 0;
  while (cursor.at < end) {
    const tag = bytes[cursor.at]!;
    if (tag === VALUE) {
      const p = cursor.at + 1;
      if (p + 8 > end) throw malformedAt('sample is cut short', p);
      value = view.getFloat64(p, true);
      stale = view.getUint32(p, true) === STALE_LOW && view.getUint32(p + 4, true) === STALE_HIGH ? 1 : 0;
      cursor.at = p + 8;
    } else if (tag === TIMESTAMP) {
      cursor.at++;
      at = cursor.int64(end);
    } else {
      cursor.skip(cursor.varint32(end), end);
    }
  }
  if (handle === REFUSED) return;
  columns.reserve();
  const row = columns.length++;
  columns.handle[row] = handle;
  columns.at[row] = at;
  columns.value[row] = value;
  columns.stale[row] = stale;
}
