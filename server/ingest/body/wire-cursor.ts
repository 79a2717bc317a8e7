import { type BodyProblem, malformed } from './body-problem.ts';

/** A body that is not the message it should be. */
export function malformedAt(why: string, at: number): BodyProblem {
  return malformed(`protobuf: ${why} at byte ${at}`);
}

/**
 * A bounds-checked cursor over protobuf bytes (protobuf.dev/programming-guides/encoding): tag = field << 3 | wire type;
 * wire types 0 varint, 1 fixed64, 2 length-delimited, 5 fixed32. Every read throws BodyProblem past the end.
 */
export class WireCursor {
  readonly view: DataView;
  at = 0;
  #low = 0;
  #high = 0;

  constructor(readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** A varint of at most 32 bits that must fit before `end`: tags and lengths. */
  varint32(end: number): number {
    const { bytes } = this;
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (this.at >= end) throw malformedAt('cut short within a number', this.at);
      const byte = bytes[this.at++]!;
      if (shift < 28) value |= (byte & 127) << shift;
      else if ((byte & 127) > 15) break;
      else value += (byte & 127) * 2 ** 28;
      if (byte < 128) return value;
    }
    throw malformedAt('number of more than 32 bits', this.at);
  }

  /** Where the length-delimited field that begins here ends; the cursor stands on its first byte. */
  lengthEnd(end: number): number {
    const { at, bytes } = this;
    // Nearly every length fits into one byte or two.
    const first = bytes[at]!;
    let length: number;
    if (at < end && first < 128) {
      length = first;
      this.at = at + 1;
    } else if (at + 1 < end && bytes[at + 1]! < 128) {
      length = (first & 127) | (bytes[at + 1]! << 7);
      this.at = at + 2;
    } else {
      length = this.varint32(end);
    }
    const fieldEnd = this.at + length;
    if (fieldEnd > end) throw malformedAt(`field of ${length} bytes is cut short`, this.at);
    return fieldEnd;
  }

  /** An int64; magnitudes beyond 2^53 are rounded. */
  int64(end: number): number {
    this.#read64(end);
    return this.#high * 0x1_0000_0000 + this.#low;
  }

  /** An int64 with all its digits, for texts. */
  int64Text(end: number): string {
    this.#read64(end);
    return String((BigInt(this.#high) << 32n) | BigInt(this.#low));
  }

  /** A varint of 64 bits into the halves. */
  #read64(end: number): void {
    const { bytes } = this;
    let low = 0;
    let middle = 0;
    let high = 0;
    for (let i = 0; i < 10; i++) {
      if (this.at >= end) throw malformedAt('cut short within a number', this.at);
      const byte = bytes[this.at++]!;
      const bits = byte & 127;
      if (i < 4) low |= bits << (7 * i);
      else if (i < 8) middle |= bits << (7 * (i - 4));
      else high |= bits << (7 * (i - 8));
      if (byte < 128) {
        this.#low = (low | (middle << 28)) >>> 0;
        this.#high = (middle >>> 4) | (high << 24);
        return;
      }
    }
    throw malformedAt('number of more than 64 bits', this.at);
  }

  /** Passes over a field's value; `tag` has been read. */
  skip(tag: number, end: number): void {
    if (tag >>> 3 === 0) throw malformedAt('field number 0', this.at);
    const wireType = tag & 7;
    if (wireType === 0) this.int64(end);
    else if (wireType === 1) this.at += 8;
    else if (wireType === 2) this.at = this.lengthEnd(end);
    else if (wireType === 5) this.at += 4;
    else throw malformedAt(`wire type ${wireType}`, this.at);
    if (this.at > end) throw malformedAt('field is cut short', end);
  }
}
