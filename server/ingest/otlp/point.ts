import { malformedAt, WireCursor } from '../body/wire-cursor.ts';
import { OF_POINT, type Range } from './point-series.ts';

/** A point with more bytes than this is not read. */
export const POINT_LIMIT_BYTES = 1024 * 1024;

// Tags: field << 3 | wire type.
const START = 0x11;
const TIME = 0x19;
const DOUBLE = 0x21;
const INT = 0x31;
const FLAGS = 0x40;
/** Bit 0 of the flags: the series has no value at this time. */
const NO_RECORDED_VALUE = 1;

/** A NumberDataPoint as it was read; valid until the next is. */
export interface Point {
  /** UTC ms, 0 where it is not said. */
  readonly since: number;
  readonly at: number;
  readonly value: number;
  readonly hasValue: boolean;
  readonly stale: boolean;
  /** Its attributes as they came, [from, to) of the bytes of `key`. */
  readonly key: WireCursor;
  readonly attributes: Range;
}

/**
 * Reads NumberDataPoints: attributes = 7, start_time_unix_nano = 2, time_unix_nano = 3 (fixed64), as_double = 4,
 * as_int = 6 (sfixed64; magnitudes beyond 2^53 are rounded), flags = 8. There is one point at a time: its fields are
 * overwritten by the next.
 */
export class PointReader implements Point {
  since = 0;
  at = 0;
  value = 0;
  hasValue = false;
  stale = false;
  key: WireCursor;
  readonly attributes = { from: 0, to: 0 };
  readonly #cursor: WireCursor;

  constructor(cursor: WireCursor) {
    this.#cursor = cursor;
    this.key = cursor;
  }

  /** Reads the point at [from, end). Throws BodyProblem. */
  read(from: number, end: number): Point {
    const cursor = this.#cursor;
    const { bytes, view } = cursor;
    const { attributes } = this;
    this.since = 0;
    this.at = 0;
    this.value = 0;
    this.hasValue = false;
    this.stale = false;
    this.key = cursor;
    attributes.from = from;
    attributes.to = from;
    let scattered = false;
    cursor.at = from;
    while (cursor.at < end) {
      const p = cursor.at;
      const tag = bytes[p]!;
      if (tag === OF_POINT) {
        cursor.at = p + 1;
        cursor.at = cursor.lengthEnd(end);
        if (attributes.to === from) attributes.from = p;
        else if (attributes.to !== p) scattered = true;
        attributes.to = cursor.at;
      } else if (tag === START || tag === TIME || tag === DOUBLE || tag === INT) {
        if (p + 9 > end) throw malformedAt('data point is cut short', p);
        if (tag === DOUBLE) this.value = view.getFloat64(p + 1, true);
        else if (tag === INT) this.value = view.getInt32(p + 5, true) * 0x1_0000_0000 + view.getUint32(p + 1, true);
        else if (tag === TIME) this.at = milliseconds(view, p + 1);
        else this.since = milliseconds(view, p + 1);
        this.hasValue ||= tag === DOUBLE || tag === INT;
        cursor.at = p + 9;
      } else if (tag === FLAGS) {
        cursor.at = p + 1;
        this.stale = (cursor.int64(end) & NO_RECORDED_VALUE) !== 0;
      } else {
        cursor.skip(cursor.varint32(end), end);
      }
    }
    if (scattered) this.#gather(from, end);
    return this;
  }

  /** Attributes with other fields between them, which no known sender does: brought together. */
  #gather(from: number, end: number): void {
    const cursor = this.#cursor;
    const parts: Uint8Array[] = [];
    cursor.at = from;
    while (cursor.at < end) {
      const p = cursor.at;
      const tag = cursor.varint32(end);
      cursor.skip(tag, end);
      if (tag === OF_POINT) parts.push(cursor.bytes.subarray(p, cursor.at));
    }
    this.key = new WireCursor(Buffer.concat(parts));
    this.attributes.from = 0;
    this.attributes.to = this.key.bytes.length;
  }
}

/**
 * A time of 64 bits in ns as whole ms, exactly: 2^32 ns are 4,294 ms and 967,296 ns, and no intermediate result exceeds
 * 2^53.
 */
function milliseconds(view: DataView, at: number): number {
  const low = view.getUint32(at, true);
  const high = view.getUint32(at + 4, true);
  return high * 4_294 + Math.floor((high * 967_296 + low) / 1_000_000);
}
