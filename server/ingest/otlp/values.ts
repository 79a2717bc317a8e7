import { malformedAt, type WireCursor } from '../body/wire-cursor.ts';

// Tags of AnyValue and of what it nests: field << 3 | wire type.
const STRING = 0x0a;
const BOOL = 0x10;
const INT = 0x18;
const DOUBLE = 0x21;
const ARRAY = 0x2a;
const MAP = 0x32;
const BYTES = 0x3a;
const ITEM = 0x0a;
const KEY = 0x0a;
const VALUE = 0x12;

/** Values are nested no deeper than this: what lies below is left out. */
const DEPTH_LIMIT = 4;

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * A KeyValue (key = 1, value = 2) up to `end` as a label: text as it is, numbers and booleans as they are written, lists
 * and maps as JSON. Throws BodyProblem.
 */
export function readAttribute(cursor: WireCursor, text: Buffer, end: number): readonly [string, string] {
  const { key, value } = readPair(cursor, text, end, 0);
  return [key, typeof value === 'string' ? value : JSON.stringify(value)];
}

function readPair(cursor: WireCursor, text: Buffer, end: number, depth: number): { key: string; value: Plain } {
  let key = '';
  let value: Plain = '';
  while (cursor.at < end) {
    const tag = cursor.varint32(end);
    if (tag !== KEY && tag !== VALUE) {
      cursor.skip(tag, end);
      continue;
    }
    const to = cursor.lengthEnd(end);
    if (tag === KEY) key = text.toString('utf8', cursor.at, to);
    else value = readValue(cursor, text, to, depth);
    cursor.at = to;
  }
  return { key, value };
}

/** AnyValue: string = 1, bool = 2, int = 3, double = 4, array = 5, map = 6, bytes = 7 (as base64). */
function readValue(cursor: WireCursor, text: Buffer, end: number, depth: number): Plain {
  let value: Plain = '';
  while (cursor.at < end) {
    const tag = cursor.varint32(end);
    if (tag === BOOL) {
      value = cursor.int64(end) !== 0;
    } else if (tag === INT) {
      const number = cursor.int64Text(end);
      value = Number.isSafeInteger(Number(number)) ? Number(number) : number;
    } else if (tag === DOUBLE) {
      if (cursor.at + 8 > end) throw malformedAt('value is cut short', cursor.at);
      const number = cursor.view.getFloat64(cursor.at, true);
      value = Number.isFinite(number) ? number : String(number);
      cursor.at += 8;
    } else if (tag === STRING || tag === BYTES || tag === ARRAY || tag === MAP) {
      const to = cursor.lengthEnd(end);
      if (tag === STRING) value = text.toString('utf8', cursor.at, to);
      else if (tag === BYTES) value = text.toString('base64', cursor.at, to);
      else value = depth < DEPTH_LIMIT ? readMembers(cursor, text, to, depth + 1, tag === MAP) : null;
      cursor.at = to;
    } else {
      cursor.skip(tag, end);
    }
  }
  return value;
}

/** ArrayValue (values = 1) or KeyValueList (values = 1). */
function readMembers(cursor: WireCursor, text: Buffer, end: number, depth: number, map: boolean): Plain {
  const items: Plain[] = [];
  const pairs = new Map<string, Plain>();
  while (cursor.at < end) {
    const tag = cursor.varint32(end);
    if (tag !== ITEM) {
      cursor.skip(tag, end);
      continue;
    }
    const to = cursor.lengthEnd(end);
    if (map) {
      const { key, value } = readPair(cursor, text, to, depth);
      pairs.set(key, value);
    } else {
      items.push(readValue(cursor, text, to, depth));
    }
    cursor.at = to;
  }
  return map ? Object.fromEntries(pairs) : items;
}
