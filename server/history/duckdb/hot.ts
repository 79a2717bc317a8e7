import type { BlockPlace } from './block-files.ts';
import { HOUR_MS } from './protocol.ts';
import { CohortHour } from './roll-up.ts';
import {
  type OpenColumns,
  PackRoom,
  packRows,
  placeOf,
  type RowLayer,
  type Run,
  type RunBytes,
  RunWriter,
} from './run.ts';
import { inFile, inMemory } from './run-bytes.ts';
import { SortedRows } from './sorted-rows.ts';

/** Samples that are kept unsorted before they are packed, and packed samples that are kept in memory. */
const OPEN_ROWS = 2 ** 19;
/** Questions have the unsorted samples packed: so many small runs become one. */
const RUNS_IN_MEMORY = 32;

/** Committed samples of one hour that no Parquet file has yet. */
export interface HotHour {
  readonly hour: number;
  /** Packed samples, oldest first; a later one overrules an earlier one. */
  runs: Run[];
  open: OpenRows;
  /** The blocks that these samples came from. */
  blocks: BlockPlace[];
  /** Tables of the database with blocks, in a folder of the first layout. */
  tables: string[];
  rows: number;
  /** When the last sample of it came, by the clock. */
  touchedAt: number;
  /** Roll-ups by cohort as long as every series' samples come in order, else null. */
  cohorts: CohortsInOrder | null;
}

interface CohortsInOrder {
  readonly byNumber: Map<number, CohortHour>;
  /** Offset of the newest sample of each series, −1 before the first. */
  readonly newest: Int32Array;
}

/** Samples as they were applied. */
export class OpenRows implements OpenColumns {
  id = new Uint32Array(1024);
  offset = new Uint32Array(1024);
  steps = new Float64Array(1024);
  quality = new Uint8Array(1024);
  length = 0;

  append(columns: OpenColumns): void {
    const wanted = this.length + columns.length;
    this.reserve(wanted);
    this.id.set(columns.id.subarray(0, columns.length), this.length);
    this.offset.set(columns.offset.subarray(0, columns.length), this.length);
    this.steps.set(columns.steps.subarray(0, columns.length), this.length);
    this.quality.set(columns.quality.subarray(0, columns.length), this.length);
    this.length = wanted;
  }

  /** Appends the samples of one series in the order in which they came. */
  read(id: number, into: SortedRows): void {
    const ids = this.id;
    for (let i = ids.indexOf(id); i >= 0 && i < this.length; i = ids.indexOf(id, i + 1)) {
      into.push(this.offset[i]!, this.steps[i]!, this.quality[i]!);
    }
  }

  /** Makes room for so many samples in all. */
  reserve(rows: number): void {
    if (rows <= this.id.length) return;
    const capacity = Math.max(rows, this.id.length * 2);
    const { id, offset, steps, quality } = this;
    this.id = new Uint32Array(capacity);
    this.offset = new Uint32Array(capacity);
    this.steps = new Float64Array(capacity);
    this.quality = new Uint8Array(capacity);
    this.id.set(id);
    this.offset.set(offset);
    this.steps.set(steps);
    this.quality.set(quality);
  }
}

/** All hours with samples that are not sealed. */
export class HotStore {
  readonly hours = new Map<number, HotHour>();
  readonly #cohortOf: Int32Array;
  readonly #folder: string;
  readonly #room = new PackRoom();
  #ids = new Uint32Array(0);

  readonly #openRows: number;

  /**
   * `cohortOf`: cohort of each id, −1 for none. Packed samples go into files without a name in `folder`, about `openRows` in
   * each.
   */
  constructor(cohortOf: Int32Array, folder: string, openRows = OPEN_ROWS) {
    this.#cohortOf = cohortOf;
    this.#folder = folder;
    this.#openRows = openRows;
  }

  /** The hour's store, made when it is not there. */
  hour(hour: number): HotHour {
    let found = this.hours.get(hour);
    if (found === undefined) {
      found = { hour, runs: [], open: new OpenRows(), blocks: [], tables: [], rows: 0, touchedAt: 0, cohorts: null };
      this.hours.set(hour, found);
    }
    return found;
  }

  /** Adds committed samples. */
  add(hour: HotHour, columns: OpenColumns, now: number): void {
    if (hour.rows === 0 && hour.hour >= hourOf(now) - 1) {
      hour.cohorts = { byNumber: new Map(), newest: new Int32Array(this.#cohortOf.length).fill(-1) };
    }
    if (hour.cohorts !== null && !this.#include(hour.cohorts, columns)) hour.cohorts = null;
    if (hour.open.length + columns.length > this.#openRows) this.pack(hour);
    hour.open.append(columns);
    hour.rows += columns.length;
    hour.touchedAt = now;
  }

  /** Packs what is unsorted. */
  pack(hour: HotHour): void {
    if (hour.open.length === 0) return;
    const packed = packRows(hour.open, this.#cohortOf.length, this.#room);
    // The places are kept: new ones every time are memory outside of V8's heap, for which it marks the heap again and again.
    hour.open.length = 0;
    const small = hour.runs.slice(hour.runs.findLastIndex((run) => !run.inMemory) + 1);
    const rows = small.reduce((sum, run) => sum + run.rows, packed.rows);
    const isFew = small.length < RUNS_IN_MEMORY && rows < this.#openRows;
    this.#push(hour, small.length === 0 || isFew ? packed : this.#joined(hour, small, packed, rows));
  }

  /** The runs in memory, taken out of the hour, and what was packed, as one. */
  #joined(hour: HotHour, small: readonly Run[], packed: RunWriter, rows: number): RunWriter {
    hour.runs.length -= small.length;
    const layers = [...small, this.#finish(packed, inMemory)];
    const joined = new RunWriter(this.#room, rows);
    for (const series of mergeLayers(layers, 0, this.#cohortOf.length)) joined.add(series.id, series.rows);
    return joined;
  }

  /** Nobody reads these runs any more. */
  dispose(runs: Iterable<Run>): void {
    for (const run of runs) run.dispose();
  }

  #push(hour: HotHour, writer: RunWriter): void {
    const isLarge = writer.rows >= this.#openRows / 2;
    hour.runs.push(this.#finish(writer, isLarge ? (bytes) => inFile(this.#folder, bytes) : inMemory));
  }

  #finish(writer: RunWriter, keep: (bytes: Uint8Array) => RunBytes): Run {
    return writer.finish(keep, (ids) => this.#shared(ids));
  }

  /** Ids as a column: the last run's, where they are the same. */
  #shared(ids: readonly number[]): Uint32Array {
    if (ids.length !== this.#ids.length || ids.some((id, place) => id !== this.#ids[place])) {
      this.#ids = Uint32Array.from(ids);
    }
    return this.#ids;
  }

  /** False when a sample is not newer than all before it: what was added up cannot be changed. */
  #include({ byNumber, newest }: CohortsInOrder, columns: OpenColumns): boolean {
    for (let i = 0; i < columns.length; i++) {
      const id = columns.id[i]!;
      const offset = columns.offset[i]!;
      if (offset <= newest[id]!) return false;
      newest[id] = offset;
      const number = this.#cohortOf[id]!;
      if (number < 0) continue;
      let cohort = byNumber.get(number);
      if (cohort === undefined) {
        cohort = new CohortHour();
        byNumber.set(number, cohort);
      }
      cohort.add(offset, columns.steps[i]!, columns.quality[i]!);
    }
    return true;
  }

  /** Samples of one series in an hour, on top of what `into` has of it already; settled. */
  read(hour: HotHour, id: number, into: SortedRows): void {
    for (const run of hour.runs) {
      const place = placeOf(run.ids, id);
      if (place >= 0) run.read(place, into);
    }
    hour.open.read(id, into);
    into.settle();
  }
}

export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS);
}

/**
 * Every series of [first, end) that any layer has, ids ascending, with its samples merged: later layers overrule earlier
 * ones. The rows are reused.
 */
export function* mergeLayers(
  layers: readonly RowLayer[],
  first: number,
  end: number,
): Generator<{ readonly id: number; readonly rows: SortedRows }> {
  const rows = new SortedRows();
  const places = layers.map(({ ids }) => lowerBound(ids, first));
  for (;;) {
    let id = end;
    for (let i = 0; i < layers.length; i++) {
      const { ids } = layers[i]!;
      const place = places[i]!;
      if (place < ids.length && ids[place]! < id) id = ids[place]!;
    }
    if (id >= end) return;
    rows.clear();
    for (let i = 0; i < layers.length; i++) {
      if (layers[i]!.ids[places[i]!] === id) layers[i]!.read(places[i]!++, rows);
    }
    rows.settle();
    yield { id, rows };
  }
}

function lowerBound(ids: Uint32Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
