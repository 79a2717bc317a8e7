/** Samples of one series within one hour, in growable columns. */
export class SortedRows {
  /** Milliseconds after the start of the hour. */
  offset = new Float64Array(512);
  /** The value in multiples of the metric's resolution, 0 where quality is bad. */
  steps = new Float64Array(512);
  quality = new Uint8Array(512);
  length = 0;
  #ascending = true;

  clear(): void {
    this.length = 0;
    this.#ascending = true;
  }

  push(offset: number, steps: number, quality: number): void {
    const at = this.length;
    if (at === this.offset.length) this.#grow();
    if (at > 0 && offset <= this.offset[at - 1]!) this.#ascending = false;
    this.offset[at] = offset;
    this.steps[at] = steps;
    this.quality[at] = quality;
    this.length = at + 1;
  }

  /** Orders by time; of samples with the same time the last pushed one stays. */
  settle(): void {
    if (this.#ascending) return;
    const order = Array.from({ length: this.length }, (_, i) => i);
    order.sort((a, b) => this.offset[a]! - this.offset[b]! || a - b);
    const kept = order.filter((row, i) => i + 1 === order.length || this.offset[order[i + 1]!] !== this.offset[row]);
    const { offset, steps, quality } = this;
    this.offset = Float64Array.from(kept, (row) => offset[row]!);
    this.steps = Float64Array.from(kept, (row) => steps[row]!);
    this.quality = Uint8Array.from(kept, (row) => quality[row]!);
    this.length = kept.length;
    this.#ascending = true;
    if (this.length === 0) this.#grow();
  }

  /** The same rows in columns of their own. */
  copy(): SortedRows {
    const copy = new SortedRows();
    copy.offset = this.offset.slice(0, Math.max(1, this.length));
    copy.steps = this.steps.slice(0, Math.max(1, this.length));
    copy.quality = this.quality.slice(0, Math.max(1, this.length));
    copy.length = this.length;
    copy.#ascending = this.#ascending;
    return copy;
  }

  #grow(): void {
    const capacity = Math.max(512, this.offset.length * 2);
    this.offset = grown(this.offset, new Float64Array(capacity));
    this.steps = grown(this.steps, new Float64Array(capacity));
    this.quality = grown(this.quality, new Uint8Array(capacity));
  }
}

function grown<T extends Float64Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
