/** Bytes that a message's length takes: a varint padded so that it can be written when the message is complete. */
const LENGTH_BYTES = 4;

/** Writes protobuf into a buffer that grows. */
export class WireWriter {
  #bytes = Buffer.alloc(64 * 1024);
  #at = 0;

  /** Everything that was written. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Begins a message; give what it returns to `close`. */
  open(tag: number): number {
    this.#reserve(1 + LENGTH_BYTES);
    this.#bytes[this.#at] = tag;
    this.#at += 1 + LENGTH_BYTES;
    return this.#at;
  }

  close(from: number): void {
    let length = this.#at - from;
    for (let i = LENGTH_BYTES; i > 0; i--) {
      this.#bytes[from - i] = (length & 127) | (i > 1 ? 128 : 0);
      length >>>= 7;
    }
  }

  /** Bytes [from, to) with their length before them. */
  block(tag: number, bytes: Buffer, from: number, to: number): void {
    const length = to - from;
    const start = length < 128 ? -1 : this.open(tag);
    this.#reserve(length + 2);
    const target = this.#bytes;
    let at = this.#at;
    if (start < 0) {
      target[at++] = tag;
      target[at++] = length;
      for (let i = from; i < to; i++) target[at++] = bytes[i]!;
      this.#at = at;
    } else {
      bytes.copy(target, at, from, to);
      this.#at = at + length;
      this.close(start);
    }
  }

  /** 64 bits in two halves. */
  fixed64(tag: number, low: number, high: number): void {
    this.#reserve(9);
    this.#bytes[this.#at] = tag;
    this.#bytes.writeUInt32LE(low, this.#at + 1);
    this.#bytes.writeUInt32LE(high, this.#at + 5);
    this.#at += 9;
  }

  double(tag: number, value: number): void {
    this.#reserve(9);
    this.#bytes[this.#at] = tag;
    this.#bytes.writeDoubleLE(value, this.#at + 1);
    this.#at += 9;
  }

  /** 64 bits in two halves. */
  varint(tag: number, low: number, high: number): void {
    this.#reserve(11);
    this.#bytes[this.#at++] = tag;
    let [rest, above] = [low, high];
    while (above !== 0 || rest > 127) {
      this.#bytes[this.#at++] = (rest & 127) | 128;
      rest = ((rest >>> 7) | (above << 25)) >>> 0;
      above >>>= 7;
    }
    this.#bytes[this.#at++] = rest;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const longer = Buffer.alloc(Math.max(this.#bytes.length * 2, this.#at + length));
    longer.set(this.#bytes);
    this.#bytes = longer;
  }
}
