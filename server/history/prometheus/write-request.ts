import { isSimulated, qualityOf, type SampleBatch } from '../../../shared/model/sample.ts';
import { PLAIN_GOOD, QUALITY_BITS, reasonNumber, type SeriesLabels } from './series-labels.ts';

// Tags: field << 3 | wire type. WriteRequest {TimeSeries timeseries = 1}, TimeSeries {Label labels = 1, Sample samples
// = 2}, Sample {double value = 1, int64 timestamp = 2}.
const TIMESERIES = 0x0a;
const SAMPLE = 0x12;
const VALUE = 0x09;
const TIMESTAMP = 0x10;

/** Writes prometheus.WriteRequest messages (remote write 1.0), one after the other into the same memory. */
export class WriteRequestEncoder {
  readonly #out = new Bytes();
  readonly #labels: SeriesLabels;

  constructor(labels: SeriesLabels) {
    this.#labels = labels;
  }

  /**
   * The rows that `order` names, which must be sorted by `sortRows`: one TimeSeries per run of equal series, samples in
   * ascending time. A sample that is not plainly good has a companion at the same time; a bad one has only that. The
   * bytes hold until the next call.
   */
  encode(batch: SampleBatch, order: Uint32Array): Uint8Array {
    this.#out.clear();
    for (let from = 0; from < order.length; ) {
      const key = rowKey(batch, order[from]!);
      let to = from + 1;
      while (to < order.length && rowKey(batch, order[to]!) === key) to++;
      writeRun(this.#out, batch, order.subarray(from, to), this.#labels);
      from = to;
    }
    return this.#out.written();
  }
}

/** Sorts rows by series, measured before simulated, then time, then the order in which they came. */
export function sortRows(batch: SampleBatch, rows: Uint32Array): Uint32Array {
  const after = (a: number, b: number): number =>
    rowKey(batch, a) - rowKey(batch, b) || batch.at[a]! - batch.at[b]! || a - b;
  for (let i = 1; i < rows.length; i++) if (after(rows[i - 1]!, rows[i]!) > 0) return rows.sort(after);
  return rows;
}

/** Tells the remote's series apart: one of ours may be two there, measured and simulated. */
export function seriesKey(series: number, simulated: boolean): number {
  return series * 2 + (simulated ? 1 : 0);
}

export function rowKey(batch: SampleBatch, row: number): number {
  return seriesKey(batch.series[row]!, isSimulated(batch.quality[row]!));
}

function writeRun(out: Bytes, batch: SampleBatch, rows: Uint32Array, labels: SeriesLabels): void {
  const first = batch.quality[rows[0]!]!;
  const series = batch.series[rows[0]!]!;
  const simulated = isSimulated(first);
  const [name, place] = labels.ofValues(series, simulated);
  const plain = rows.every((row) => (batch.quality[row]! & QUALITY_BITS) === PLAIN_GOOD);
  if (plain) {
    writeValues(out, name, place, batch, rows);
    return;
  }
  const withNumber = rows.filter((row) => qualityOf(batch.quality[row]!) !== 'bad');
  if (withNumber.length > 0) writeValues(out, name, place, batch, withNumber);
  const marked = rows.filter((row) => (batch.quality[row]! & QUALITY_BITS) !== PLAIN_GOOD);
  for (const quality of new Set(Array.from(marked, (row) => batch.quality[row]! & 3))) {
    const those = marked.filter((row) => (batch.quality[row]! & 3) === quality);
    openSeries(out, labels.ofQuality(series, quality, simulated), NOTHING, batch, those);
    for (const row of those) writeSample(out, batch.at[row]!, reasonNumber(batch.quality[row]!));
  }
}

const NOTHING = new Uint8Array(0);

function writeValues(out: Bytes, name: Uint8Array, place: Uint8Array, batch: SampleBatch, rows: Uint32Array): void {
  openSeries(out, name, place, batch, rows);
  for (let i = 0; i < rows.length; i++) writeSample(out, batch.at[rows[i]!]!, batch.value[rows[i]!]!);
}

/** A TimeSeries up to its samples; its labels come in two pieces. */
function openSeries(out: Bytes, head: Uint8Array, tail: Uint8Array, batch: SampleBatch, rows: Uint32Array): void {
  let length = head.length + tail.length;
  for (let i = 0; i < rows.length; i++) length += 2 + sampleLength(batch.at[rows[i]!]!);
  out.byte(TIMESERIES);
  out.varint(length);
  out.bytes(head);
  out.bytes(tail);
}

function writeSample(out: Bytes, at: number, value: number): void {
  out.byte(SAMPLE);
  out.varint(sampleLength(at));
  out.byte(VALUE);
  out.double(value);
  out.byte(TIMESTAMP);
  out.varint(at);
}

function sampleLength(at: number): number {
  return 10 + varintLength(at);
}

function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** A buffer that grows. */
class Bytes {
  #buffer = Buffer.allocUnsafe(256 * 1024);
  #at = 0;

  clear(): void {
    this.#at = 0;
  }

  written(): Uint8Array {
    return this.#buffer.subarray(0, this.#at);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#at++] = value;
  }

  /** A whole number from 0 to 2^53. */
  varint(value: number): void {
    this.#reserve(8);
    let rest = value;
    for (; rest > 0x7fff_ffff; rest = Math.floor(rest / 128)) this.#buffer[this.#at++] = (rest % 128) | 128;
    for (; rest > 127; rest >>>= 7) this.#buffer[this.#at++] = (rest & 127) | 128;
    this.#buffer[this.#at++] = rest;
  }

  double(value: number): void {
    this.#reserve(8);
    this.#at = this.#buffer.writeDoubleLE(value, this.#at);
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#buffer.set(value, this.#at);
    this.#at += value.length;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#buffer.length) return;
    const longer = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + length));
    longer.set(this.#buffer.subarray(0, this.#at));
    this.#buffer = longer;
  }
}
