/**
 * A journal record as bytes. Little-endian, columns unaligned:
 *
 *   samples   u8 1, u8 flags, text source, f64 receivedAt, [text epoch, text batch], batch,
 *             [u32 m, times(m), u32×m series, f64×m raw]                      (bases of counters)
 *   start     u8 2, f64 at, f64 epoch
 *   tick      u8 3, u8 flags, f64 at, batch
 *
 *   batch     u32 n, times(n), u32×n series, f64×n value, u8×n quality
 *   text      u16 length, UTF-8
 *   times     f64 base, i32×n milliseconds after it; f64×n where an offset does not fit
 *
 * The columns are copied as the machine holds them, hence LITTLE_ENDIAN below.
 */
import { endianness } from 'node:os';
import type { SampleBatch } from '../../shared/model/sample.ts';
import type { CounterBases, JournalRecord, SampleRecord } from '../ports.ts';
import { viewOf } from './frame.ts';

const SAMPLES = 1;
const START = 2;
const TICK = 3;

const SIMULATED = 1;
const WIDE_TIMES = 2;
const BASES = 4;
const WIDE_BASE_TIMES = 8;
const IDENTITY = 16;

const MAX_TEXT_BYTES = 65_535;
const START_BYTES = 1 + 8 + 8;
const SAMPLES_FIXED_BYTES = 1 + 1 + 8;
const TICK_FIXED_BYTES = 1 + 1 + 8;
const BYTES_PER_SAMPLE = 4 + 8 + 1;
const BYTES_PER_BASE = 4 + 8;

const LITTLE_ENDIAN = endianness() === 'LE';
const utf8 = new TextDecoder();

/** Bytes that pass their CRC and still are no record: written by another version. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}

/** How a record will be laid out; `bytes` is its exact length. */
export interface RecordPlan {
  readonly bytes: number;
  readonly flags: number;
}

/** Measures a record. Throws RangeError for columns of unequal length and for text above 65,535 bytes. */
export function planRecord(record: JournalRecord): RecordPlan {
  if (!LITTLE_ENDIAN) throw new Error('the journal needs a little-endian machine');
  if (record.type === 'start') return { bytes: START_BYTES, flags: 0 };
  const { batch } = record;
  let flags = fitOffsets(batch.at) ? 0 : WIDE_TIMES;
  if (record.type === 'tick') return { bytes: TICK_FIXED_BYTES + batchBytes(batch, flags), flags };
  const { bases, identity } = record;
  if (record.simulated) flags |= SIMULATED;
  let bytes = SAMPLES_FIXED_BYTES + textBytes(record.source) + batchBytes(batch, flags);
  if (identity) {
    flags |= IDENTITY;
    bytes += textBytes(identity.epoch) + textBytes(identity.batch);
  }
  if (bases) {
    sameLength(bases.series.length, bases.at, bases.raw);
    flags |= fitOffsets(bases.at) ? BASES : BASES | WIDE_BASE_TIMES;
    bytes += 4 + bases.series.length * BYTES_PER_BASE;
    bytes += timeBytes(bases.series.length, (flags & WIDE_BASE_TIMES) !== 0);
  }
  return { bytes, flags };
}

function batchBytes({ series, at, value, quality }: SampleBatch, flags: number): number {
  const count = series.length;
  sameLength(count, at, value, quality);
  return 4 + count * BYTES_PER_SAMPLE + timeBytes(count, (flags & WIDE_TIMES) !== 0);
}

/** Writes a planned record at `offset`; exactly `plan.bytes` are written. */
export function encodeRecord(
  record: JournalRecord,
  plan: RecordPlan,
  bytes: Uint8Array,
  view: DataView,
  offset: number,
): void {
  if (record.type === 'start') {
    view.setUint8(offset, START);
    view.setFloat64(offset + 1, record.at, true);
    view.setFloat64(offset + 9, record.epoch, true);
    return;
  }
  const { flags } = plan;
  view.setUint8(offset, record.type === 'tick' ? TICK : SAMPLES);
  view.setUint8(offset + 1, flags);
  if (record.type === 'tick') {
    view.setFloat64(offset + 2, record.at, true);
    writeBatch(bytes, view, offset + TICK_FIXED_BYTES, record.batch, flags);
    return;
  }
  const { batch, bases, identity } = record;
  let at = writeText(bytes, view, offset + 2, record.source);
  view.setFloat64(at, record.receivedAt, true);
  at += 8;
  if (identity) {
    at = writeText(bytes, view, at, identity.epoch);
    at = writeText(bytes, view, at, identity.batch);
  }
  at = writeBatch(bytes, view, at, batch, flags);
  if (!bases) return;
  view.setUint32(at, bases.series.length, true);
  at = writeTimes(bytes, view, at + 4, bases.at, (flags & WIDE_BASE_TIMES) !== 0);
  at = writeColumn(bytes, at, bases.series);
  writeColumn(bytes, at, bases.raw);
}

/** Reads a record into columns of its own. Throws RecordError. */
export function decodeRecord(payload: Uint8Array): JournalRecord {
  const reader = new Reader(payload);
  try {
    const type = reader.u8();
    if (type === START) return { type: 'start', at: reader.f64(), epoch: reader.f64() };
    if (type === SAMPLES) return readSamples(reader);
    if (type === TICK) {
      const flags = reader.u8();
      return { type: 'tick', at: reader.f64(), batch: readBatch(reader, flags) };
    }
    throw new RecordError(`unknown record type ${type}`);
  } catch (error) {
    if (error instanceof RangeError) throw new RecordError('a record ends too early');
    throw error;
  }
}

function readSamples(reader: Reader): SampleRecord {
  const flags = reader.u8();
  const source = reader.text();
  const receivedAt = reader.f64();
  const identity = flags & IDENTITY ? { identity: { epoch: reader.text(), batch: reader.text() } } : {};
  const batch = readBatch(reader, flags);
  const bases = flags & BASES ? { bases: readBases(reader, (flags & WIDE_BASE_TIMES) !== 0) } : {};
  return { type: 'samples', source, simulated: (flags & SIMULATED) !== 0, receivedAt, batch, ...bases, ...identity };
}

function readBatch(reader: Reader, flags: number): SampleBatch {
  const count = reader.u32();
  const at = reader.times(count, (flags & WIDE_TIMES) !== 0);
  return { series: reader.u32s(count), at, value: reader.f64s(count), quality: reader.u8s(count) };
}

function readBases(reader: Reader, wide: boolean): CounterBases {
  const count = reader.u32();
  const at = reader.times(count, wide);
  return { series: reader.u32s(count), at, raw: reader.f64s(count) };
}

function sameLength(count: number, ...columns: readonly { readonly length: number }[]): void {
  for (const column of columns) {
    if (column.length !== count) throw new RangeError(`columns of ${count} and ${column.length} rows`);
  }
}

/** True when every time is a whole number of milliseconds within ±2³¹ of the first. */
function fitOffsets(at: Float64Array): boolean {
  const base = at[0] ?? 0;
  for (let i = 0; i < at.length; i++) {
    if (base + ((at[i]! - base) | 0) !== at[i]) return false;
  }
  return true;
}

function timeBytes(count: number, wide: boolean): number {
  return wide ? count * 8 : 8 + count * 4;
}

function writeTimes(bytes: Uint8Array, view: DataView, offset: number, at: Float64Array, wide: boolean): number {
  if (wide) return writeColumn(bytes, offset, at);
  const base = at[0] ?? 0;
  view.setFloat64(offset, base, true);
  let place = offset + 8;
  for (let i = 0; i < at.length; i++, place += 4) view.setInt32(place, at[i]! - base, true);
  return place;
}

/** Returns the offset behind it. */
function writeBatch(bytes: Uint8Array, view: DataView, offset: number, batch: SampleBatch, flags: number): number {
  view.setUint32(offset, batch.series.length, true);
  let at = writeTimes(bytes, view, offset + 4, batch.at, (flags & WIDE_TIMES) !== 0);
  at = writeColumn(bytes, at, batch.series);
  at = writeColumn(bytes, at, batch.value);
  return writeColumn(bytes, at, batch.quality);
}

function writeColumn(bytes: Uint8Array, offset: number, column: Uint32Array | Float64Array | Uint8Array): number {
  bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
  return offset + column.byteLength;
}

function textBytes(text: string): number {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_TEXT_BYTES) throw new RangeError(`a text of ${bytes} bytes does not fit a record`);
  return 2 + bytes;
}

function writeText(bytes: Uint8Array, view: DataView, offset: number, text: string): number {
  const written = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).write(text, offset + 2);
  view.setUint16(offset, written, true);
  return offset + 2 + written;
}

/** Reads one value after the other; RangeError past the end. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  #take(bytes: number): number {
    const start = this.#offset;
    if (start + bytes > this.#bytes.length) throw new RangeError('past the end');
    this.#offset = start + bytes;
    return start;
  }

  /** An aligned copy of the next bytes. */
  #copy(bytes: number): ArrayBuffer {
    const start = this.#take(bytes);
    const copy = new Uint8Array(bytes);
    copy.set(this.#bytes.subarray(start, start + bytes));
    return copy.buffer;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  text(): string {
    const length = this.#view.getUint16(this.#take(2), true);
    const start = this.#take(length);
    return utf8.decode(this.#bytes.subarray(start, start + length));
  }

  u8s(count: number): Uint8Array {
    return new Uint8Array(this.#copy(count));
  }

  u32s(count: number): Uint32Array {
    return new Uint32Array(this.#copy(count * 4));
  }

  f64s(count: number): Float64Array {
    return new Float64Array(this.#copy(count * 8));
  }

  times(count: number, wide: boolean): Float64Array {
    if (wide) return this.f64s(count);
    const base = this.f64();
    const start = this.#take(count * 4);
    const at = new Float64Array(count);
    for (let i = 0; i < count; i++) at[i] = base + this.#view.getInt32(start + i * 4, true);
    return at;
  }
}
