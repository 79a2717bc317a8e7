import type { SortedRows } from './sorted-rows.ts';

/** Samples of one hour that can be read series by series, ids ascending. */
export interface RowLayer {
  /** Ids of the series in it, ascending. */
  readonly ids: Uint32Array;
  readonly rows: number;
  /** Offsets of the first and the last sample, ms after the hour. */
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** Appends the samples of `ids[place]`, in order of time. */
  read(place: number, into: SortedRows): void;
}

/** A layer that is kept in memory. */
export interface Run extends RowLayer {
  /** Gives the last sample of `ids[place]` at or before an offset to `take`, nothing when there is none. */
  last(place: number, maxOffset: number, take: (offset: number, steps: number, quality: number) => void): void;
}

/** Unsorted samples as they were applied, in growable columns. */
export interface OpenColumns {
  readonly id: Uint32Array;
  readonly offset: Uint32Array;
  readonly steps: Float64Array;
  readonly quality: Uint8Array;
  readonly length: number;
}

const GOOD = 1;

/**
 * Sorts samples by series and time and packs them: per sample the change of the time step and the change of the value,
 * zigzag in varints of 7 bits; the time's lowest bit says that a quality byte follows. Regular samples take 2–4 bytes.
 * Of samples with the same series and time the last one stays.
 */
export function packRun(columns: OpenColumns, idCount: number, rows: SortedRows): Run {
  const { order, ids, firsts } = orderById(columns, idCount);
  const starts = new Uint32Array(ids.length + 1);
  const writer = new VarintWriter(columns.length * 4 + 1024);
  let kept = 0;
  for (let k = 0; k < ids.length; k++) {
    starts[k] = writer.length;
    rows.clear();
    for (let i = firsts[k]!; i < firsts[k + 1]!; i++) {
      const row = order[i]!;
      rows.push(columns.offset[row]!, columns.steps[row]!, columns.quality[row]!);
    }
    rows.settle();
    kept += rows.length;
    writeSeries(writer, rows);
  }
  starts[ids.length] = writer.length;
  return createRun(ids, starts, writer.bytes(), kept, columns.offset.subarray(0, columns.length));
}

/** Rows grouped by id, in the order in which they came: a counting sort. */
function orderById(columns: OpenColumns, idCount: number) {
  const counts = new Uint32Array(idCount + 1);
  for (let i = 0; i < columns.length; i++) counts[columns.id[i]!]!++;
  const present: number[] = [];
  for (let id = 0; id < idCount; id++) if (counts[id]! > 0) present.push(id);
  const ids = Uint32Array.from(present);
  const firsts = new Uint32Array(ids.length + 1);
  let total = 0;
  for (let k = 0; k < ids.length; k++) {
    firsts[k] = total;
    const count = counts[ids[k]!]!;
    counts[ids[k]!] = total;
    total += count;
  }
  firsts[ids.length] = total;
  const order = new Uint32Array(columns.length);
  for (let i = 0; i < columns.length; i++) order[counts[columns.id[i]!]!++] = i;
  return { order, ids, firsts };
}

function writeSeries(writer: VarintWriter, rows: SortedRows): void {
  let at = 0;
  let step = 0;
  let steps = 0;
  let quality = GOOD;
  writer.write(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const nextStep = rows.offset[i]! - at;
    const changed = rows.quality[i] !== quality ? 1 : 0;
    writer.write(zigzag(nextStep - step) * 2 + changed);
    if (changed === 1) writer.write(rows.quality[i]!);
    writer.write(zigzag(rows.steps[i]! - steps));
    at = rows.offset[i]!;
    step = nextStep;
    steps = rows.steps[i]!;
    quality = rows.quality[i]!;
  }
}

function createRun(ids: Uint32Array, starts: Uint32Array, bytes: Uint8Array, rows: number, offset: Uint32Array): Run {
  return {
    ids,
    rows,
    firstOffset: offset.reduce((least, each) => Math.min(least, each), Number.POSITIVE_INFINITY),
    lastOffset: offset.reduce((most, each) => Math.max(most, each), 0),
    read: (place, into) => decode(bytes, starts[place]!, (at, steps, quality) => into.push(at, steps, quality)),
    last(place, maxOffset, take) {
      let found = false;
      let [lastAt, lastSteps, lastQuality] = [0, 0, 0];
      decode(bytes, starts[place]!, (at, steps, quality) => {
        if (at > maxOffset) return;
        found = true;
        lastAt = at;
        lastSteps = steps;
        lastQuality = quality;
      });
      if (found) take(lastAt, lastSteps, lastQuality);
    },
  };
}

function decode(
  bytes: Uint8Array,
  start: number,
  visit: (offset: number, steps: number, quality: number) => void,
): void {
  position = start;
  const count = readVarint(bytes);
  let at = 0;
  let step = 0;
  let steps = 0;
  let quality = GOOD;
  for (let i = 0; i < count; i++) {
    const time = readVarint(bytes);
    if (time % 2 === 1) quality = readVarint(bytes);
    step += unzigzag(Math.floor(time / 2));
    at += step;
    steps += unzigzag(readVarint(bytes));
    visit(at, steps, quality);
  }
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

let position = 0;

/** Reads at `position`, up to 2⁵³. */
function readVarint(bytes: Uint8Array): number {
  let byte = bytes[position++]!;
  if (byte < 128) return byte;
  let value = byte & 127;
  let scale = 128;
  do {
    byte = bytes[position++]!;
    value += (byte & 127) * scale;
    scale *= 128;
  } while (byte >= 128);
  return value;
}

class VarintWriter {
  #bytes: Uint8Array;
  length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  write(value: number): void {
    if (this.length + 10 > this.#bytes.length) this.#grow();
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.length++] = rest;
  }

  /** A copy without the spare capacity. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Place of an id in ascending ids, −1 when it is not there. */
export function placeOf(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle]!;
    if (found === id) return middle;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
