import { type DecodedLabels, describeLabels, labelExcess } from '../body/label-limits.ts';
import { malformedAt, WireCursor } from '../body/wire-cursor.ts';

// Tags: field << 3 | wire type. A label in its section has the same tag as a name in its label.
const NAME = 0x0a;
const VALUE = 0x12;

type Label = readonly [name: string, value: string];

/**
 * Decodes label sections: a run of `labels = 1` fields (name = 1, value = 2), `__name__` among them. Says which limit
 * was exceeded instead of decoding labels that are too many or too long. Throws BodyProblem.
 *
 * One series after another of a device differs in few labels: a label with the bytes of one of the section before, in
 * the same order, is that label. One decoder serves one request, whose bytes it refers to.
 */
export class LabelDecoder {
  #before: Uint8Array = new Uint8Array(0);
  /** Where the labels of that section begin and end, and what they are. */
  #from: number[] = [];
  #to: number[] = [];
  #labels: Label[] = [];

  decode(section: Uint8Array): DecodedLabels {
    const cursor = new WireCursor(section);
    const text = Buffer.from(section.buffer, section.byteOffset, section.byteLength);
    const from: number[] = [];
    const to: number[] = [];
    const labels: Label[] = [];
    let name = '';
    let next = 0;
    while (cursor.at < section.length) {
      const tag = cursor.varint32(section.length);
      if (tag !== NAME) throw malformedAt('label section holds another field', cursor.at);
      const end = cursor.lengthEnd(section.length);
      from.push(cursor.at);
      to.push(end);
      const place = this.#place(next, section, cursor.at, end);
      if (place >= 0) {
        next = place + 1;
        cursor.at = end;
      }
      const label = place >= 0 ? this.#labels[place]! : readLabel(cursor, end, text, labels.length + 1);
      if (typeof label === 'string') return { ok: false, why: label };
      labels.push(label);
      if (label[0] === '__name__') name = label[1];
    }
    this.#before = section;
    this.#from = from;
    this.#to = to;
    this.#labels = labels;
    return { ok: true, name, labels };
  }

  /** Which label of the section before has the bytes [from, to): the next one, or the one after a label that is gone. */
  #place(next: number, section: Uint8Array, from: number, to: number): number {
    if (this.#isSame(next, section, from, to)) return next;
    return this.#isSame(next + 1, section, from, to) ? next + 1 : -1;
  }

  #isSame(place: number, section: Uint8Array, from: number, to: number): boolean {
    const start = this.#from[place];
    if (start === undefined || this.#to[place]! - start !== to - from) return false;
    // Labels of one name differ in their values, which come last.
    for (let i = to - from - 1; i >= 0; i--) if (this.#before[start + i] !== section[from + i]) return false;
    return true;
  }
}

/** Reads one label up to `end`; in words which limit it exceeds as the `count`-th of its series. */
function readLabel(cursor: WireCursor, end: number, text: Buffer, count: number): Label | string {
  const { nameFrom, nameTo, valueFrom, valueTo } = locateLabel(cursor, end);
  const labelName = () => text.toString('utf8', nameFrom, nameTo);
  const why = labelExcess(count, labelName, nameTo - nameFrom, valueTo - valueFrom);
  return why ?? [labelName(), text.toString('utf8', valueFrom, valueTo)];
}

/** A section in words, for examples; never throws. */
export function showLabels(section: Uint8Array): string {
  try {
    return describeLabels(new LabelDecoder().decode(section));
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
