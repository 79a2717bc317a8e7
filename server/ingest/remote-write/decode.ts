import type { RejectedRows } from '../../../shared/wire/http.ts';
import type { IngestSource } from '../../ports.ts';
import type { ReadingColumns } from './columns.ts';
import { decodeLabels, showLabels } from './labels.ts';
import type { SeriesTable } from './series-table.ts';
import { malformedAt, WireCursor } from './wire.ts';

/** Prometheus' stale marker is this NaN and no other (0x7ff0000000000002). */
const STALE_HIGH = 0x7ff00000;
const STALE_LOW = 0x00000002;

// Tags: field << 3 | wire type.
const TIMESERIES = 0x0a;
const LABEL = 0x0a;
const SAMPLE = 0x12;
const VALUE = 0x09;
const TIMESTAMP = 0x10;

const REFUSED = -1;

/**
 * Reads a prometheus.WriteRequest (remote write 1.0): timeseries = 1 {labels = 1 {name = 1, value = 2},
 * samples = 2 {double value = 1, int64 timestamp = 2}}. Other fields (metadata, exemplars, histograms) are passed over.
 * Readings go into the columns; rows of series beyond a limit are counted. Throws WriteProblem.
 */
export class WriteRequestDecoder {
  readonly #cursor: WireCursor;
  readonly #end: number;
  readonly #table: SeriesTable;
  readonly #source: Pick<IngestSource, 'handle'>;
  readonly #columns: ReadingColumns;
  readonly #refused = new Map<string, { count: number; example: string }>();

  constructor(bytes: Uint8Array, table: SeriesTable, source: Pick<IngestSource, 'handle'>, columns: ReadingColumns) {
    this.#cursor = new WireCursor(bytes);
    this.#end = bytes.length;
    this.#table = table;
    this.#source = source;
    this.#columns = columns;
  }

  get refused(): readonly RejectedRows[] {
    return [...this.#refused].map(([reason, row]) => ({ reason, ...row }));
  }

  /** Reads on until the columns hold about `rows` more readings; true when the request is at its end. */
  read(rows: number): boolean {
    const cursor = this.#cursor;
    const enough = this.#columns.length + rows;
    // Refused rows are work too, and stand in no column: their bytes are counted instead.
    const farEnough = cursor.at + rows * 256;
    while (cursor.at < this.#end) {
      const tag = cursor.varint32(this.#end);
      if (tag === TIMESERIES) this.#readSeries(cursor.lengthEnd(this.#end));
      else cursor.skip(tag, this.#end);
      if (this.#columns.length >= enough || cursor.at >= farEnough) break;
    }
    return cursor.at >= this.#end;
  }

  #readSeries(end: number): void {
    const cursor = this.#cursor;
    const table = this.#table;
    const from = cursor.at;
    let handle: number;
    let refusedReason = '';
    const predicted = table.predicted(cursor, end);
    if (predicted >= 0) {
      table.follow(predicted);
      cursor.at = from + table.lengthOf(predicted);
      handle = table.handleOf(predicted);
    } else {
      this.#passLabels(end);
      const entry = table.find(cursor, from, cursor.at);
      if (entry >= 0) {
        table.follow(entry);
        handle = table.handleOf(entry);
      } else {
        const section = cursor.bytes.subarray(from, cursor.at);
        const met = this.#meet(section, from);
        handle = met.handle;
        refusedReason = met.reason;
      }
    }
    const labelsTo = cursor.at;
    const rows = this.#readSamples(end, handle);
    if (handle === REFUSED) this.#refuse(refusedReason, rows, from, labelsTo);
  }

  /** Moves the cursor over the run of labels at the start of a series. */
  #passLabels(end: number): void {
    const cursor = this.#cursor;
    while (cursor.at < end && cursor.bytes[cursor.at] === LABEL) {
      cursor.at++;
      cursor.at = cursor.lengthEnd(end);
    }
  }

  /** A label section that is new: within the limits it gets a handle and a place. */
  #meet(section: Uint8Array, from: number): { handle: number; reason: string } {
    const table = this.#table;
    if (!table.hasRoom(section.length)) return { handle: REFUSED, reason: 'series-limit' };
    const decoded = decodeLabels(section);
    if (!decoded.ok) return { handle: REFUSED, reason: 'label-limit' };
    const handle = this.#source.handle({ by: 'labels', name: decoded.name, labels: decoded.labels });
    table.follow(table.add(this.#cursor, from, from + section.length, handle));
    return { handle, reason: '' };
  }

  /** Reads the rest of a series; returns how many samples it had. */
  #readSamples(end: number, handle: number): number {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    let rows = 0;
    while (cursor.at < end) {
      if (bytes[cursor.at] === SAMPLE) {
        cursor.at++;
        this.#readSample(cursor.lengthEnd(end), handle);
        rows++;
        continue;
      }
      const tag = cursor.varint32(end);
      if (tag === LABEL) throw malformedAt('labels after samples', cursor.at);
      cursor.skip(tag, end);
    }
    return rows;
  }

  #readSample(end: number, handle: number): void {
    const cursor = this.#cursor;
    const { bytes, view } = cursor;
    // proto3 leaves zeros out.
    let value = 0;
    let stale = 0;
    let at = 0;
    while (cursor.at < end) {
      const tag = bytes[cursor.at]!;
      if (tag === VALUE) {
        const p = cursor.at + 1;
        if (p + 8 > end) throw malformedAt('sample is cut short', p);
        value = view.getFloat64(p, true);
        stale = view.getUint32(p, true) === STALE_LOW && view.getUint32(p + 4, true) === STALE_HIGH ? 1 : 0;
        cursor.at = p + 8;
      } else if (tag === TIMESTAMP) {
        cursor.at++;
        at = cursor.int64(end);
      } else {
        cursor.skip(cursor.varint32(end), end);
      }
    }
    if (handle === REFUSED) return;
    const columns = this.#columns;
    columns.reserve();
    const row = columns.length++;
    columns.handle[row] = handle;
    columns.at[row] = at;
    columns.value[row] = value;
    columns.stale[row] = stale;
  }

  #refuse(reason: string, rows: number, from: number, to: number): void {
    if (rows === 0) return;
    const known = this.#refused.get(reason);
    if (known) known.count += rows;
    else this.#refused.set(reason, { count: rows, example: showLabels(this.#cursor.bytes.subarray(from, to)) });
  }
}
