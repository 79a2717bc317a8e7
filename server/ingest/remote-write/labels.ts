import { malformedAt, WireCursor } from './wire.ts';

/** Limits of `domain/ingest-contracts.md`, in labels and UTF-8 bytes. */
const LABELS = 32;
const NAME_BYTES = 200;
const VALUE_BYTES = 512;

// Tags: field << 3 | wire type. A label in its section has the same tag as a name in its label.
const NAME = 0x0a;
const VALUE = 0x12;

export type DecodedLabels =
  | { readonly ok: true; readonly name: string; readonly labels: readonly (readonly [string, string])[] }
  | { readonly ok: false; readonly why: string };

/**
 * Decodes a label section: a run of `labels = 1` fields (name = 1, value = 2), `__name__` among them. Says which limit
 * was exceeded instead of decoding labels that are too many or too long. Throws WriteProblem.
 */
export function decodeLabels(section: Uint8Array): DecodedLabels {
  const cursor = new WireCursor(section);
  const text = Buffer.from(section.buffer, section.byteOffset, section.byteLength);
  const labels: (readonly [string, string])[] = [];
  let name = '';
  while (cursor.at < section.length) {
    const tag = cursor.varint32(section.length);
    if (tag !== NAME) throw malformedAt('label section holds another field', cursor.at);
    const at = locateLabel(cursor, cursor.lengthEnd(section.length));
    const nameBytes = at.nameTo - at.nameFrom;
    const valueBytes = at.valueTo - at.valueFrom;
    if (nameBytes > NAME_BYTES) return { ok: false, why: `label name of ${nameBytes} bytes exceeds ${NAME_BYTES}` };
    const label = text.toString('utf8', at.nameFrom, at.nameTo);
    if (valueBytes > VALUE_BYTES) {
      return { ok: false, why: `value of label ${label} of ${valueBytes} bytes exceeds ${VALUE_BYTES}` };
    }
    const value = text.toString('utf8', at.valueFrom, at.valueTo);
    labels.push([label, value]);
    if (labels.length > LABELS) return { ok: false, why: `more than ${LABELS} labels` };
    if (label === '__name__') name = value;
  }
  return { ok: true, name, labels };
}

/** A section in words, for examples; never throws. */
export function showLabels(section: Uint8Array): string {
  try {
    const decoded = decodeLabels(section);
    if (!decoded.ok) return decoded.why;
    const pairs = decoded.labels.map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    return pairs.join(',').slice(0, 300);
  } catch {
    return 'undecodable labels';
  }
}

/** Where a label's name and value lie; empty when it has none. The last of several counts, as protobuf says. */
function locateLabel(cursor: WireCursor, end: number) {
  const found = { nameFrom: 0, nameTo: 0, valueFrom: 0, valueTo: 0 };
  while (cursor.at < end) {
    const tag = cursor.varint32(end);
    if (tag !== NAME && tag !== VALUE) {
      cursor.skip(tag, end);
      continue;
    }
    const fieldEnd = cursor.lengthEnd(end);
    if (tag === NAME) {
      found.nameFrom = cursor.at;
      found.nameTo = fieldEnd;
    } else {
      found.valueFrom = cursor.at;
      found.valueTo = fieldEnd;
    }
    cursor.at = fieldEnd;
  }
  return found;
}
