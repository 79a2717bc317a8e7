import { labelExcess } from '../body/label-limits.ts';
import type { WireCursor } from '../body/wire-cursor.ts';
import { readAttribute } from './values.ts';

type Labels = (readonly [string, string])[];

/**
 * Adds the attributes (KeyValues with this tag among the fields of [from, to)) to labels; other fields are passed over.
 * Says which limit is exceeded, null when none. Throws BodyProblem.
 */
export function addAttributes(
  labels: Labels,
  cursor: WireCursor,
  from: number,
  to: number,
  tag: number,
): string | null {
  const { buffer, byteOffset, byteLength } = cursor.bytes;
  const text = Buffer.from(buffer, byteOffset, byteLength);
  cursor.at = from;
  while (cursor.at < to) {
    const field = cursor.varint32(to);
    if (field !== tag) {
      cursor.skip(field, to);
      continue;
    }
    const end = cursor.lengthEnd(to);
    const [label, value] = readAttribute(cursor, text, end);
    cursor.at = end;
    const why = labelExcess(labels.length + 1, () => label, Buffer.byteLength(label), Buffer.byteLength(value));
    if (why !== null) return why;
    labels.push([label, value]);
  }
  return null;
}
