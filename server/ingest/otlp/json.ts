import { EXPORT_REQUEST, type Field, type Message } from './json-schema.ts';
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
    const field = frame.message?.get(json.text()) ?? null;
    json.take(COLON);
    this.#readValue(field, false);
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
      this.#out.block(tag, json.textBytes());
    } else if (kind === 'bytes') {
      this.#out.block(tag, Buffer.from(json.text(), 'base64'));
    } else if (kind === 'double') {
      this.#out.double(tag, doubleOf(json.text(), json.from));
    } else if (kind === 'fixed64' || kind === 'varint') {
      this.#writeInteger(field, json.text(), json.from);
    } else {
      throw malformedJson('a text is not taken', json.from);
    }
  }

  #writeWord(field: Field, word: string, at: number): void {
    const { tag, kind } = field;
    const isBool = word === 'true' || word === 'false';
    if (isBool && kind === 'bool') this.#out.varint(tag, word === 'true' ? 1 : 0, 0);
    else if (!isBool && kind === 'double') this.#out.double(tag, Number(word));
    else if (!isBool && (kind === 'fixed64' || kind === 'varint')) this.#writeInteger(field, word, at);
    else throw malformedJson(`${word} is not taken`, at);
  }

  #writeInteger({ tag, kind }: Field, text: string, at: number): void {
    const { low, high } = halvesOf(text, at);
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

/** An integer of 64 bits, signed or not, as its lower and upper 32 bits: exact from digits. */
function halvesOf(text: string, at: number): { low: number; high: number } {
  const isNegative = text.charCodeAt(0) === 0x2d;
  let low = 0;
  let high = 0;
  if (/^-?\d{1,20}$/.test(text)) {
    for (let i = isNegative ? 1 : 0; i < text.length; i++) {
      low = low * 10 + (text.charCodeAt(i) - 0x30);
      const carry = Math.floor(low / TWO_32);
      low -= carry * TWO_32;
      high = high * 10 + carry;
    }
  } else {
    const value = Math.abs(Number(text));
    if (text.trim() === '' || !Number.isInteger(value)) throw malformedJson('not an integer', at);
    high = Math.floor(value / TWO_32);
    low = value - high * TWO_32;
  }
  if (high >= TWO_32) throw malformedJson('integer of more than 64 bits', at);
  if (!isNegative) return { low, high };
  // Two's complement.
  return { low: -low >>> 0, high: (low === 0 ? -high : ~high) >>> 0 };
}
