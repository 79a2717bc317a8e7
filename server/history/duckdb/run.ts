import { SortedRows } from './sorted-rows.ts';
import { VarintWriter } from './varint-writer.ts';

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

/** A layer of samples that no Parquet file has yet. */
export interface Run extends RowLayer {
  /** Gives the last sample of `ids[place]` at or before an offset to `take`, nothing when there is none. */
  last(place: number, maxOffset: number, take: (offset: number, steps: number, quality: number) => void): void;
  /** Whether its samples are in memory, not in a file. */
  readonly inMemory: boolean;
  /** Lets its file go; nobody reads it any more. */
  dispose(): void;
}

/** Unsorted samples as they were applied, in growable columns. */
export interface OpenColumns {
  readonly id: Uint32Array;
  readonly offset: Uint32Array;
  readonly steps: Float64Array | Int32Array;
  readonly quality: Uint8Array;
  readonly length: number;
}

/** Where the bytes of a run are. */
export interface RunBytes {
  readonly length: number;
  readonly inMemory: boolean;
  /** The bytes of [from, to); valid until the next call. */
  read(from: number, to: number): Uint8Array;
  dispose(): void;
}

const GOOD = 1;
/** A series is found by the start of its group and the series before it in there: of so many, or so many bytes. */
const GROUP_SERIES = 16;
const GROUP_BYTES = 2048;
/** Read at once from a file, as the next question is mostly for the next series. */
const WINDOW_BYTES = 16 * 1024;

/**
 * Packs series, ids ascending: per sample the change of the time step and the change of the value, zigzag in varints of 7
 * bits; the time's lowest bit says that a quality byte follows. Regular samples take 2–4 bytes.
 */
export class RunWriter {
  readonly #bytes: VarintWriter;
  readonly #ids: number[] = [];
  readonly #groupPlaces: number[] = [];
  readonly #groupStarts: number[] = [];
  #rows = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = 0;

  /** Writes into `room`, which no other writer uses until this one has finished. */
  constructor(room: PackRoom, expectedRows: number) {
    this.#bytes = room.bytes;
    this.#bytes.restart(expectedRows * 4 + 1024);
  }

  /** Adds a series' settled samples. */
  add(id: number, rows: SortedRows): void {
    if (rows.length === 0) return;
    const place = this.#ids.length;
    const group = this.#groupPlaces.length - 1;
    const isFull =
      group < 0 ||
      place - this.#groupPlaces[group]! >= GROUP_SERIES ||
      this.#bytes.length - this.#groupStarts[group]! >= GROUP_BYTES;
    if (isFull) {
      this.#groupPlaces.push(place);
      this.#groupStarts.push(this.#bytes.length);
    }
    this.#ids.push(id);
    this.#rows += rows.length;
    this.#first = Math.min(this.#first, rows.offset[0]!);
    this.#last = Math.max(this.#last, rows.offset[rows.length - 1]!);
    writeSeries(this.#bytes, rows);
  }

  get rows(): number {
    return this.#rows;
  }

  /** `idsOf` gives an equal column that is there already, so that runs of the same series share it. */
  finish(keep: (bytes: Uint8Array) => RunBytes, idsOf: (ids: readonly number[]) => Uint32Array): Run {
    const ids = idsOf(this.#ids);
    const groups = { places: Uint32Array.from(this.#groupPlaces), starts: Uint32Array.from(this.#groupStarts) };
    return new PackedRun(ids, groups, keep(this.#bytes.written()), this.#rows, this.#first, this.#last);
  }
}

/**
 * Memory of the packing that is at work, kept for the next one: new one every time lies outside of V8's heap, for which it
 * marks the heap again and again.
 */
export class PackRoom {
  readonly bytes = new VarintWriter();
  readonly rows = new SortedRows();
  /** A number for each series. */
  counts = new Uint32Array(0);
  order = new Uint32Array(0);
}

/** Sorts samples by series and time into a writer. Of samples with the same series and time the last one stays. */
export function packRows(columns: OpenColumns, idCount: number, room: PackRoom): RunWriter {
  const { order, ids, firsts } = orderById(columns, idCount, room);
  const { rows } = room;
  const writer = new RunWriter(room, columns.length);
  for (let k = 0; k < ids.length; k++) {
    rows.clear();
    for (let i = firsts[k]!; i < firsts[k + 1]!; i++) {
      const row = order[i]!;
      rows.push(columns.offset[row]!, columns.steps[row]!, columns.quality[row]!);
    }
    rows.settle();
    writer.add(ids[k]!, rows);
  }
  return writer;
}

/** Rows grouped by id, in the order in which they came: a counting sort. */
function orderById(columns: OpenColumns, idCount: number, room: PackRoom) {
  if (room.counts.length < idCount) room.counts = new Uint32Array(idCount);
  if (room.order.length < columns.length) room.order = new Uint32Array(columns.length);
  const { counts, order } = room;
  counts.fill(0);
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

interface Groups {
  /** First place of each group, and where its bytes begin. */
  readonly places: Uint32Array;
  readonly starts: Uint32Array;
}

class PackedRun implements Run {
  readonly ids: Uint32Array;
  readonly rows: number;
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly #groups: Groups;
  readonly #bytes: RunBytes;
  #window: Uint8Array = new Uint8Array(0);
  #windowFrom = 0;
  /** The group that was read last, and the place and the byte in it at which the next series begins. */
  #group = -1;
  #place = 0;
  #at = 0;

  constructor(ids: Uint32Array, groups: Groups, bytes: RunBytes, rows: number, first: number, last: number) {
    this.ids = ids;
    this.#groups = groups;
    this.#bytes = bytes;
    this.rows = rows;
    this.firstOffset = first;
    this.lastOffset = last;
  }

  get inMemory(): boolean {
    return this.#bytes.inMemory;
  }

  read(place: number, into: SortedRows): void {
    this.#decode(place, (at, steps, quality) => into.push(at, steps, quality));
  }

  last(place: number, maxOffset: number, take: (offset: number, steps: number, quality: number) => void): void {
    let found = false;
    let [lastAt, lastSteps, lastQuality] = [0, 0, 0];
    this.#decode(place, (at, steps, quality) => {
      if (at > maxOffset) return;
      found = true;
      lastAt = at;
      lastSteps = steps;
      lastQuality = quality;
    });
    if (found) take(lastAt, lastSteps, lastQuality);
  }

  dispose(): void {
    this.#bytes.dispose();
  }

  #decode(place: number, visit: Visit): void {
    this.#enter(place);
    position = this.#at - this.#windowFrom;
    while (this.#place < place) {
      decode(this.#window, skip);
      this.#place++;
    }
    decode(this.#window, visit);
    this.#place++;
    this.#at = this.#windowFrom + position;
  }

  /** Comes to a place's group, with its bytes in the window, at the place or before it. */
  #enter(place: number): void {
    const { places, starts } = this.#groups;
    const isWithin = this.#group >= 0 && place >= this.#place && place < (places[this.#group + 1] ?? this.ids.length);
    if (isWithin) return;
    const group = place === places[this.#group + 1] ? this.#group + 1 : groupOf(places, place);
    const from = starts[group]!;
    const to = starts[group + 1] ?? this.#bytes.length;
    if (from < this.#windowFrom || to > this.#windowFrom + this.#window.length) {
      this.#window = this.#bytes.read(from, Math.min(Math.max(to, from + WINDOW_BYTES), this.#bytes.length));
      this.#windowFrom = from;
    }
    this.#group = group;
    this.#place = places[group]!;
    this.#at = from;
  }
}

/** The last group that begins at a place or before it. */
function groupOf(places: Uint32Array, place: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (places[middle]! <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Visit = (offset: number, steps: number, quality: number) => void;

const skip: Visit = () => undefined;

/** Reads the series at `position`, and leaves it behind it. */
function decode(bytes: Uint8Array, visit: Visit): void {
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
