import { malformedAt, WireCursor } from './wire.ts';

/** Limits of `domain/ingest-contracts.md`, in labels and UTF-8 bytes. */
const LABELS = 32;
const NAME_BYTES = 200;
const VALUE_BYTES = 512;

export type DecodedLabels =
  | { readonly ok: true; readonly name: string; readonly labels: readonly (readonly [string, string])[] }
  | { readonly ok: false; readonly why: string };

const text = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Decodes a label section: a run of `labels = 1` fields (name = 1, value = 2), `__name__` among them. Says which limit
 * was exceeded instead of decoding labels that are too many or too long. Throws WriteProblem.
 */
export function decodeLabels(section: Uint8Array): DecodedLabels {
  const cursor = new WireCursor(section);
  const labels: (readonly [string, string])[] = [];
  let name = '';
  while (cursor.at < section.length) {
    const tag = cursor.varint32(section.length);
    if (tag !== 0x0a) throw malformedAt('label section holds another field', cursor.at);
    const label = decodeLabel(cursor, cursor.lengthEnd(section.length));
    if (label.name.length > NAME_BYTES) {
      return { ok: false, why: `label name of ${label.name.length} bytes exceeds ${NAME_BYTES}` };
    }
    const key = text.decode(label.name);
    if (label.value.length > VALUE_BYTES) {
      return { ok: false, why: `value of label ${key} of ${label.value.length} bytes exceeds ${VALUE_BYTES}` };
    }
    const value = text.decode(label.value);
    labels.push([key, value]);
    if (labels.length > LABELS) return { ok: false, why: `more than ${LABELS} labels` };
    if (key === '__name__') name = value;
  }
  return { ok: true, name, labels };
}

/** Like a section in text, for examples; never throws. */
export function showLabels(section: Uint8Array): string {
  try {
    const decoded = decodeLabels(section);
    if (!decoded.ok) return decoded.why;
    return decoded.labels
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
      .join(',')
      .slice(0, 300);
  } catch {
    return 'undecodable labels';
  }
}

const NOTHING = new Uint8Array(0);

function decodeLabel(cursor: WireCursor, end: number): { name: Uint8Array; value: Uint8Array } {
  let name: Uint8Array = NOTHING;
  let value: Uint8Array = NOTHING;
  while (cursor.at < end) {
    const tag = cursor.varint32(end);
    if (tag === 0x0a || tag === 0x12) {
      const fieldEnd = cursor.lengthEnd(end);
      const field = cursor.bytes.subarray(cursor.at, fieldEnd);
      if (tag === 0x0a) name = field;
      else value = field;
      cursor.at = fieldEnd;
    } else {
      cursor.skip(tag, end);
    }
  }
  return { name, value };
}
