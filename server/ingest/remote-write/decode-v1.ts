import type { IngestSource } from '../../ports.ts';
import type { KeyTable } from '../body/key-table.ts';
import { SECTION_LIMIT_BYTES } from '../body/label-limits.ts';
import type { ReadingColumns } from '../body/reading-columns.ts';
import { RefusedRows } from '../body/refused-rows.ts';
import { malformedAt, WireCursor } from '../body/wire-cursor.ts';
import { LabelDecoder, showLabels } from './labels.ts';
import { REFUSED, readSample } from './sample.ts';

// Tags: field << 3 | wire type.
const TIMESERIES = 0x0a;
const LABEL = 0x0a;
const SAMPLE = 0x12;

/**
 * Reads a prometheus.WriteRequest (remote write 1.0): timeseries = 1 {labels = 1 {name = 1, value = 2},
 * samples = 2 {double value = 1, int64 timestamp = 2}}. Other fields (metadata, exemplars, histograms) are passed over.
 * Readings go into the columns; rows of series beyond a limit are counted. Throws BodyProblem.
 */
export class WriteRequestDecoder {
  readonly #cursor: WireCursor;
  readonly #end: number;
  readonly #table: KeyTable;
  readonly #source: Pick<IngestSource, 'handle'>;
  readonly #columns: ReadingColumns;
  readonly #labels = new LabelDecoder();
  /** Rows of series that are over a limit. */
  readonly refused = new RefusedRows();
  /** What is passed over is not counted: 1.0 does not say what became of it. */
  readonly unsupported = new RefusedRows();
  readonly hasStarts = false;

  constructor(bytes: Uint8Array, table: KeyTable, source: Pick<IngestSource, 'handle'>, columns: ReadingColumns) {
    this.#cursor = new WireCursor(bytes);
    this.#end = bytes.length;
    this.#table = table;
    this.#source = source;
    this.#columns = columns;
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
      const tooLong = cursor.at - from > SECTION_LIMIT_BYTES;
      const entry = tooLong ? -1 : table.find(cursor, from, cursor.at);
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

  /** Apart from the reading of a series: a closure there would be made, with what it holds, for every one. */
  #refuse(reason: string, rows: number, from: number, to: number): void {
    this.refused.add(reason, rows, () => showLabels(this.#cursor.bytes.subarray(from, to)));
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
    const decoded = this.#labels.decode(section);
    if (!decoded.ok || section.length > SECTION_LIMIT_BYTES) return { handle: REFUSED, reason: 'label-limit' };
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
        readSample(cursor, cursor.lengthEnd(end), handle, this.#columns);
        rows++;
        continue;
      }
      const tag = cursor.varint32(end);
      if (tag === LABEL) throw malformedAt('labels after samples', cursor.at);
      cursor.skip(tag, end);
    }
    return rows;
  }
}
