/**
 * The binary form of live values, the same for deltas and for snapshots. Little-endian.
 *
 *   u8      version (1)
 *   u8      kind: 0 delta, 1 snapshot
 *   u16     length of the topic, then its ASCII bytes
 *   u32     epoch
 *   u32     sequence of the topic
 *   f64     time of the frame, UTC ms
 *   u32     number of items n
 *   u32     length of the id block, then n ascending series numbers, each as the LEB128 gap to the one before
 *   f32×n   values (0 where the quality carries none)
 *   u16×n   ages before the frame's time (packAge)
 *   u16×n   flags (shared/model/sample.ts)
 *
 * Columns are unaligned on the wire and copied into typed arrays when read.
 */
export interface Frame {
  readonly snapshot: boolean;
  readonly topic: string;
  readonly epoch: number;
  readonly seq: number;
  readonly now: number;
  /** Strictly ascending. */
  readonly series: Uint32Array;
  readonly value: Float32Array;
  readonly age: Uint16Array;
  readonly flags: Uint16Array;
}

export class FrameError extends Error {
  override name = 'FrameError';
}

const VERSION = 1;
const FIXED = 2 + 2 + 4 + 4 + 8 + 4 + 4;
const BYTES_PER_ITEM = 4 + 2 + 2;

const AGE_STEP_MS = 100;
const AGE_FINE = 50_000;
const AGE_MINUTE_MS = 60_000;
const AGE_NEVER = 65_535;

/**
 * An age in 16 bits: 100 ms steps up to 83 minutes, whole minutes up to 10 days, then 65,535, which also stands for
 * "never". Negative ages (a clock ahead of ours) become 0.
 */
export function packAge(ageMs: number): number {
  if (!(ageMs < Number.POSITIVE_INFINITY)) return AGE_NEVER;
  const fine = Math.max(0, Math.round(ageMs / AGE_STEP_MS));
  if (fine < AGE_FINE) return fine;
  return Math.min(AGE_NEVER, AGE_FINE + Math.floor((ageMs - AGE_FINE * AGE_STEP_MS) / AGE_MINUTE_MS));
}

/** The age in ms, Infinity for "never or more than ten days". */
export function unpackAge(age: number): number {
  if (age === AGE_NEVER) return Number.POSITIVE_INFINITY;
  return age < AGE_FINE ? age * AGE_STEP_MS : AGE_FINE * AGE_STEP_MS + (age - AGE_FINE) * AGE_MINUTE_MS;
}

export function encodeFrame(frame: Frame): Uint8Array {
  const n = frame.series.length;
  const buffer = new ArrayBuffer(FIXED + frame.topic.length + n * (5 + BYTES_PER_ITEM));
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  view.setUint8(0, VERSION);
  view.setUint8(1, frame.snapshot ? 1 : 0);
  view.setUint16(2, frame.topic.length, true);
  let p = 4;
  for (let i = 0; i < frame.topic.length; i++) bytes[p++] = frame.topic.charCodeAt(i);
  view.setUint32(p, frame.epoch, true);
  view.setUint32(p + 4, frame.seq, true);
  view.setFloat64(p + 8, frame.now, true);
  view.setUint32(p + 16, n, true);
  const lengthAt = p + 20;
  p += 24;
  const idsFrom = p;
  let previous = 0;
  for (let i = 0; i < n; i++) {
    const id = frame.series[i]!;
    let gap = id - previous;
    previous = id;
    while (gap > 127) {
      bytes[p++] = (gap & 127) | 128;
      gap >>>= 7;
    }
    bytes[p++] = gap;
  }
  view.setUint32(lengthAt, p - idsFrom, true);
  // The host is little-endian on every platform that runs Node 20 or a browser.
  bytes.set(new Uint8Array(frame.value.buffer, frame.value.byteOffset, n * 4), p);
  p += n * 4;
  bytes.set(new Uint8Array(frame.age.buffer, frame.age.byteOffset, n * 2), p);
  p += n * 2;
  bytes.set(new Uint8Array(frame.flags.buffer, frame.flags.byteOffset, n * 2), p);
  p += n * 2;
  return bytes.subarray(0, p);
}

/** Reads a frame; throws FrameError on anything that is not one, before it allocates for the claimed length. */
export function decodeFrame(frame: Uint8Array): Frame {
  // A plain view: slice() of Node's Buffer, which is a Uint8Array, too, does not copy.
  const bytes = new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength);
  if (bytes.length < FIXED) throw new FrameError('frame is cut short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== VERSION) throw new FrameError(`frame version ${view.getUint8(0)}`);
  const topicLength = view.getUint16(2, true);
  if (bytes.length < FIXED + topicLength) throw new FrameError('frame is cut short');
  let p = 4;
  let topic = '';
  for (let i = 0; i < topicLength; i++) topic += String.fromCharCode(bytes[p++]!);
  const epoch = view.getUint32(p, true);
  const seq = view.getUint32(p + 4, true);
  const now = view.getFloat64(p + 8, true);
  const n = view.getUint32(p + 16, true);
  const idBytes = view.getUint32(p + 20, true);
  p += 24;
  if (bytes.length !== p + idBytes + n * BYTES_PER_ITEM || idBytes < n) throw new FrameError('frame is cut short');
  const series = new Uint32Array(n);
  const idsEnd = p + idBytes;
  let previous = 0;
  for (let i = 0; i < n; i++) {
    let gap = 0;
    let shift = 0;
    let byte = 128;
    while (byte & 128) {
      if (p >= idsEnd || shift > 28) throw new FrameError('bad series number');
      byte = bytes[p++]!;
      gap += (byte & 127) * 2 ** shift;
      shift += 7;
    }
    if (i > 0 && gap === 0) throw new FrameError('series numbers do not ascend');
    previous += gap;
    series[i] = previous;
  }
  if (p !== idsEnd) throw new FrameError('bad series numbers');
  const value = new Float32Array(bytes.slice(p, p + n * 4).buffer);
  p += n * 4;
  const age = new Uint16Array(bytes.slice(p, p + n * 2).buffer);
  p += n * 2;
  const flags = new Uint16Array(bytes.slice(p, p + n * 2).buffer);
  return { snapshot: view.getUint8(1) === 1, topic, epoch, seq, now, series, value, age, flags };
}
