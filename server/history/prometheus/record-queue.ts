import type { SampleBatch } from '../../../shared/model/sample.ts';

interface Waiting {
  readonly sequence: number;
  readonly batch: SampleBatch | null;
  readonly since: number;
}

/** Rows for one request, and the sequence that is whole with them; null while the last record is not. */
export interface Part {
  readonly batch: SampleBatch;
  readonly through: number | null;
}

/** Records that wait to be sent, cut into parts of a size. The first stays here until its last row was taken. */
export class RecordQueue {
  #records: Waiting[] = [];
  #head = 0;
  /** Rows of the first record that earlier parts took. */
  #taken = 0;
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  get records(): number {
    return this.#records.length - this.#head;
  }

  /** When the oldest record came, null when none waits. */
  get oldest(): number | null {
    return this.#records[this.#head]?.since ?? null;
  }

  add(sequence: number, batch: SampleBatch | null, since: number): void {
    this.#records.push({ sequence, batch, since });
    this.#rows += batch?.series.length ?? 0;
  }

  /** Takes up to `limit` rows; null when nothing waits. */
  take(limit: number): Part | null {
    if (this.records === 0) return null;
    const pieces: SampleBatch[] = [];
    let room = limit;
    let through: number | null = null;
    for (let record = this.#records[this.#head]; record !== undefined; record = this.#records[this.#head]) {
      const left = (record.batch?.series.length ?? 0) - this.#taken;
      if (left > 0 && room === 0) break;
      const count = Math.min(left, room);
      if (record.batch !== null && count > 0) pieces.push(slice(record.batch, this.#taken, this.#taken + count));
      room -= count;
      this.#rows -= count;
      this.#taken += count;
      if (count < left) break;
      through = record.sequence;
      this.#head++;
      this.#taken = 0;
    }
    this.#dropTaken();
    return { batch: join(pieces), through };
  }

  #dropTaken(): void {
    if (this.#head < 64 || this.#head * 2 < this.#records.length) return;
    this.#records = this.#records.slice(this.#head);
    this.#head = 0;
  }
}

function slice({ series, at, value, quality }: SampleBatch, from: number, to: number): SampleBatch {
  return {
    series: series.subarray(from, to),
    at: at.subarray(from, to),
    value: value.subarray(from, to),
    quality: quality.subarray(from, to),
  };
}

function join(pieces: readonly SampleBatch[]): SampleBatch {
  const [first] = pieces;
  if (first !== undefined && pieces.length === 1) return first;
  const rows = pieces.reduce((sum, { series }) => sum + series.length, 0);
  const whole = {
    series: new Uint32Array(rows),
    at: new Float64Array(rows),
    value: new Float64Array(rows),
    quality: new Uint8Array(rows),
  };
  let row = 0;
  for (const piece of pieces) {
    whole.series.set(piece.series, row);
    whole.at.set(piece.at, row);
    whole.value.set(piece.value, row);
    whole.quality.set(piece.quality, row);
    row += piece.series.length;
  }
  return whole;
}
