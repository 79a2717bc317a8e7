import { EXPORT_REQUEST, type Field, findField, type Message } from './json-schema.ts';
import { JsonText, malformedJson } from './json-text.ts';
import { WireWriter } from './wire-writer.ts';

const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
const ARRAY = 0x5b;
const ARRAY_END = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;

/** Members that are read before other work gets its turn. */
const MEMBERS_PER_TURN = 20_000;
const DEPTH_LIMIT = 64;
const TWO_32 = 0x1_0000_0000;
const MINUS = 0x2d;
const ZERO = 0x30;

/** An object or an array that is open. */
interface Frame {
  readonly isArray: boolean;
  /** Fields of an object; null for one that is passed over. */
  readonly message: Message | null;
  /** What an array's members are; null for one that is passed over. */
  readonly item: Field | null;
  /** Where the message began, −1 when it is none. */
  readonly from: number;
  isEmpty: boolean;
}

/**
 * Rewrites OTLP's JSON (lowerCamelCase keys, integer enums, 64-bit integers as text or number) as the same request in
 * protobuf, in one pass and in turns, so that there is one decoder and no body holds the process up. Unknown keys are
 * passed over. Throws BodyProblem.
 */
export class JsonTranscoder {
  readonly #json: JsonText;
  readonly #out = new WireWriter();
  readonly #open: Frame[] = [];

  constructor(bytes: Uint8Array) {
    this.#json = new JsonText(bytes);
    this.#json.take(OBJECT);
    this.#push({ isArray: false, message: EXPORT_REQUEST, item: null, from: -1, isEmpty: true });
  }

  /** Reads on; true at the end of the body. */
  read(): boolean {
    for (let members = 0; members < MEMBERS_PER_TURN; members++) {
      const frame = this.#open.at(-1);
      if (frame === undefined) {
        if (this.#json.peek() !== -1) throw malformedJson('more than one value', this.#json.at);
        return true;
      }
      this.#readMember(frame);
    }
    return false;
  }

  /** The request in protobuf. */
  finish(): Uint8Array {
    return this.#out.finish();
  }

  #readMember(frame: Frame): void {
    const json = this.#json;
    if (json.peek() === (frame.isArray ? ARRAY_END : OBJECT_END)) {
      json.at++;
      if (frame.from >= 0) this.#out.close(frame.from);
      this.#open.pop();
      return;
    }
    if (!frame.isEmpty) json.take(COMMA);
    frame.isEmpty = false;
    if (frame.isArray) {
      this.#readValue(frame.item, true);
      return;
    }
    json.peek();
    json.passText();
    const field = frame.message === null ? null : this.#fieldOf(frame.message);
    json.take(COLON);
    this.#readValue(field, false);
  }

  /** The field that the text just passed names. */
  #fieldOf(message: Message): Field | null {
    const json = this.#json;
    if (!json.escaped) return findField(message, json.bytes, json.from, json.to);
    const name = json.textBytes();
    return findField(message, name, 0, name.length);
  }

  #readValue(field: Field | null, inArray: boolean): void {
    const json = this.#json;
    const byte = json.peek();
    if (byte === OBJECT || byte === ARRAY) {
      const { at } = json;
      const fits = field === null || (field.repeated && !inArray ? byte === ARRAY : byte === OBJECT && field.message);
      if (!fits) throw malformedJson(byte === OBJECT ? 'an object is not taken' : 'a list is not taken', at);
      json.at++;
      this.#enter(field, byte === ARRAY);
    } else if (byte === QUOTE) {
      json.passText();
      if (field !== null) this.#writeText(field);
    } else {
      const { at } = json;
      const word = json.word();
      if (field !== null && word !== 'null') this.#writeWord(field, word, at);
    }
  }

  #enter(field: Field | null, isArray: boolean): void {
    const message = isArray ? null : (field?.message ?? null);
    const from = message === null || field === null ? -1 : this.#out.open(field.tag);
    this.#push({ isArray, message, item: isArray ? field : null, from, isEmpty: true });
  }

  #push(frame: Frame): void {
    if (this.#open.length === DEPTH_LIMIT) throw malformedJson(`deeper than ${DEPTH_LIMIT}`, this.#json.at);
    this.#open.push(frame);
  }

  #writeText(field: Field): void {
    const json = this.#json;
    const { tag, kind } = field;
    if (kind === 'text') {
      this.#writeBytes(tag, json.escaped ? json.textBytes() : null);
    } else if (kind === 'bytes') {
      this.#writeBytes(tag, Buffer.from(json.text(), 'base64'));
    } else if (kind === 'double') {
      this.#out.double(tag, doubleOf(json.text(), json.from));
    } else if (kind === 'fixed64' || kind === 'varint') {
      this.#writeInteger(field, json.from, json.to);
    } else {
      throw malformedJson('a text is not taken', json.from);
    }
  }

  /** Bytes, or the text just passed as it stands. */
  #writeBytes(tag: number, bytes: Buffer | null): void {
    if (bytes === null) this.#out.block(tag, this.#json.bytes, this.#json.from, this.#json.to);
    else this.#out.block(tag, bytes, 0, bytes.length);
  }

  #writeWord(field: Field, word: string, at: number): void {
    const { tag, kind } = field;
    const isBool = word === 'true' || word === 'false';
    if (isBool && kind === 'bool') this.#out.varint(tag, word === 'true' ? 1 : 0, 0);
    else if (!isBool && kind === 'double') this.#out.double(tag, Number(word));
    else if (!isBool && (kind === 'fixed64' || kind === 'varint')) this.#writeInteger(field, at, at + word.length);
    else throw malformedJson(`${word} is not taken`, at);
  }

  #writeInteger({ tag, kind }: Field, from: number, to: number): void {
    const { low, high } = halvesOf(this.#json.bytes, from, to);
    if (kind === 'fixed64') this.#out.fixed64(tag, low, high);
    else this.#out.varint(tag, low, high);
  }
}

/** Numbers, and the names of those that JSON has no digits for. */
function doubleOf(text: string, at: number): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isNaN(value) && text !== 'NaN') throw malformedJson('not a number', at);
  return value;
}

/** The integer of 64 bits, signed or not, that [from, to) writes, as its lower and upper 32 bits: exact from digits. */
function halvesOf(bytes: Buffer, from: number, to: number): { low: number; high: number } {
  const isNegative = bytes[from] === MINUS && to > from;
  let low = 0;
  let high = 0;
  const first = isNegative ? from + 1 : from;
  let at = first;
  for (; at < to; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) break;
    low = low * 10 + digit;
    const carry = Math.floor(low / TWO_32);
    low -= carry * TWO_32;
    high = high * 10 + carry;
  }
  if (at < to || at === first) {
    // Written with a point or an exponent.
    const value = Math.abs(doubleOf(bytes.toString('latin1', from, Math.min(to, from + 40)), from));
    if (!Number.isInteger(value)) throw malformedJson('not an integer', from);
    high = Math.floor(value / TWO_32);
    low = value - high * TWO_32;
  }
  if (high >= TWO_32) throw malformedJson('integer of more than 64 bits', from);
  if (!isNegative) return { low, high };
  // Two's complement.
  return { low: -low >>> 0, high: (low === 0 ? -high : ~high) >>> 0 };
}
