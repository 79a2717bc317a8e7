import { type BodyProblem, malformed } from '../body/body-problem.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** A text is read in one turn: longer ones are refused. */
const TEXT_LIMIT_BYTES = 1024 * 1024;
const WORD_LIMIT = 400;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export function malformedJson(why: string, at: number): BodyProblem {
  return malformed(`JSON: ${why} at byte ${at}`);
}

/** Reads JSON's tokens (RFC 8259) one by one from UTF-8 bytes. Every method throws BodyProblem. */
export class JsonText {
  at = 0;
  readonly bytes: Buffer;
  /** Where the text that was last passed lies, without its quotes, and whether it has escapes. */
  from = 0;
  to = 0;
  escaped = false;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next byte that is not white space, not taken yet; −1 at the end. */
  peek(): number {
    const { bytes } = this;
    while (this.at < bytes.length) {
      const byte = bytes[this.at]!;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.at++;
    }
    return -1;
  }

  take(byte: number): void {
    if (this.peek() !== byte) throw malformedJson(`expected ${String.fromCharCode(byte)}`, this.at);
    this.at++;
  }

  /** Passes a text; `from`, `to` and `escaped` say what it is. */
  passText(): void {
    this.take(QUOTE);
    const { bytes } = this;
    this.from = this.at;
    this.escaped = false;
    const limit = Math.min(bytes.length, this.at + TEXT_LIMIT_BYTES);
    for (let at = this.at; at < limit; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        this.to = at;
        this.at = at + 1;
        return;
      }
      if (byte < 0x20) throw malformedJson('control character in a text', at);
      if (byte !== BACKSLASH) continue;
      this.escaped = true;
      at++;
    }
    throw malformedJson(
      limit < bytes.length ? `text of more than ${TEXT_LIMIT_BYTES} bytes` : 'text without end',
      this.from,
    );
  }

  /** The text that was passed, as bytes. */
  textBytes(): Buffer {
    return this.escaped ? Buffer.from(this.#unescaped()) : this.bytes.subarray(this.from, this.to);
  }

  /** The text that was passed. */
  text(): string {
    return this.escaped ? this.#unescaped() : this.bytes.toString('utf8', this.from, this.to);
  }

  /** Passes a number, true, false or null and returns it as it is written. */
  word(): string {
    const { bytes } = this;
    const from = this.at;
    while (this.at < bytes.length && isOfWord(bytes[this.at]!)) this.at++;
    if (this.at - from > WORD_LIMIT) throw malformedJson(`number of more than ${WORD_LIMIT} characters`, from);
    const word = bytes.toString('latin1', from, this.at);
    if (word === 'true' || word === 'false' || word === 'null' || NUMBER.test(word)) return word;
    throw malformedJson('neither a value nor an end', from);
  }

  #unescaped(): string {
    try {
      return String(JSON.parse(this.bytes.toString('utf8', this.from - 1, this.to + 1)));
    } catch {
      throw malformedJson('wrong escape in a text', this.from);
    }
  }
}

/** Letters, digits, sign and point. */
function isOfWord(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    byte === 0x45
  );
}
