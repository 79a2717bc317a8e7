import { isSimulated, qualityOf, type SampleBatch } from '../../../shared/model/sample.ts';
import { PLAIN_GOOD, QUALITY_BITS, reasonNumber, type SeriesLabels } from './series-labels.ts';

// Tags: field << 3 | wire type. WriteRequest {TimeSeries timeseries = 1}, TimeSeries {Label labels = 1, Sample samples
// = 2}, Sample {double value = 1, int64 timestamp = 2}.
const TIMESERIES = 0x0a;
const SAMPLE = 0x12;
const VALUE = 0x09;
const TIMESTAMP = 0x10;

/**
 * A prometheus.WriteRequest (remote write 1.0) of the rows that `order` names, which must be sorted by `sortRows`: one
 * TimeSeries per run of equal series, samples in ascending time. A sample that is not plainly good has a companion at
 * the same time; a bad one has only that.
 */
export function encodeWriteRequest(batch: SampleBatch, order: Uint32Array, labels: SeriesLabels): Uint8Array {
  const out = new Bytes();
  for (let from = 0; from < order.length; ) {
    const first = order[from]!;
    let to = from + 1;
    while (to < order.length && rowKey(batch, order[to]!) === rowKey(batch, first)) to++;
    writeRun(out, batch, order.subarray(from, to), labels);
    from = to;
  }
  return out.finish();
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
  const series = batch.series[rows[0]!]!;
  const simulated = isSimulated(batch.quality[rows[0]!]!);
  const withNumber = rows.filter((row) => qualityOf(batch.quality[row]!) !== 'bad');
  if (withNumber.length > 0) {
    writeSeries(out, labels.ofValues(series, simulated), batch, withNumber, (row) => batch.value[row]!);
  }
  const marked = rows.filter((row) => (batch.quality[row]! & QUALITY_BITS) !== PLAIN_GOOD);
  for (const quality of new Set(Array.from(marked, (row) => batch.quality[row]! & 3))) {
    const those = marked.filter((row) => (batch.quality[row]! & 3) === quality);
    const section = [labels.ofQuality(series, quality, simulated)];
    writeSeries(out, section, batch, those, (row) => reasonNumber(batch.quality[row]!));
  }
}

function writeSeries(
  out: Bytes,
  sections: readonly Uint8Array[],
  batch: SampleBatch,
  rows: Uint32Array,
  value: (row: number) => number,
): void {
  let length = 0;
  for (const section of sections) length += section.length;
  for (const row of rows) length += 2 + sampleLength(batch.at[row]!);
  out.byte(TIMESERIES);
  out.varint(length);
  for (const section of sections) out.bytes(section);
  for (const row of rows) {
    const at = batch.at[row]!;
    out.byte(SAMPLE);
    out.varint(sampleLength(at));
    out.byte(VALUE);
    out.double(value(row));
    out.byte(TIMESTAMP);
    out.varint(at);
  }
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

  finish(): Uint8Array {
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
