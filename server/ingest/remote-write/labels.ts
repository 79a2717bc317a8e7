import { type DecodedLabels, describeLabels, labelExcess } from '../body/label-limits.ts';
import { malformedAt, WireCursor } from '../body/wire-cursor.ts';

// Tags: field << 3 | wire type. A label in its section has the same tag as a name in its label.
const NAME = 0x0a;
const VALUE = 0x12;

/**
 * Decodes a label section: a run of `labels = 1` fields (name = 1, value = 2), `__name__` among them. Says which limit
 * was exceeded instead of decoding labels that are too many or too long. Throws BodyProblem.
 */
export function decodeLabels(section: Uint8Array): DecodedLabels {
  const cursor = new WireCursor(section);
  const text = Buffer.from(section.buffer, section.byteOffset, section.byteLength);
  const labels: (readonly [string, string])[] = [];
  let name = '';
  while (cursor.at < section.length) {
    const tag = cursor.varint32(section.length);
    if (tag !== NAME) throw malformedAt('label section holds another field', cursor.at);
    const { nameFrom, nameTo, valueFrom, valueTo } = locateLabel(cursor, cursor.lengthEnd(section.length));
    const labelName = () => text.toString('utf8', nameFrom, nameTo);
    const why = labelExcess(labels.length + 1, labelName, nameTo - nameFrom, valueTo - valueFrom);
    if (why !== null) return { ok: false, why };
    const label = labelName();
    const value = text.toString('utf8', valueFrom, valueTo);
    labels.push([label, value]);
    if (label === '__name__') name = value;
  }
  return { ok: true, name, labels };
}

/** A section in words, for examples; never throws. */
export function showLabels(section: Uint8Array): string {
  try {
    return describeLabels(decodeLabels(section));
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
