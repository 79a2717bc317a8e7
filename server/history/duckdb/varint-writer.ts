/** Whole numbers from 0 to 2⁵³ as varints of 7 bits, the lowest first, in memory that grows and is used again. */
export class VarintWriter {
  #bytes = new Uint8Array(0);
  length = 0;

  /** Forgets what is written. */
  restart(capacity: number): void {
    this.length = 0;
    if (this.#bytes.length < capacity) this.#bytes = new Uint8Array(capacity);
  }

  write(value: number): void {
    if (this.length + 10 > this.#bytes.length) this.#grow();
    if (value < 128) {
      this.#bytes[this.length++] = value;
      return;
    }
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.length++] = rest;
  }

  /** What is written, in place. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
