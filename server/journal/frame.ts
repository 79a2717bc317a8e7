/**
 * A frame is what the journal calls one record on disk. Little-endian:
 *
 *   u32   length of the payload, never 0
 *   u32   CRC-32 of everything after this field
 *   u64   sequence
 *   …     payload (record.ts)
 *
 * A length that was damaged moves the end of what the CRC covers, so it is found too.
 */
import { crc32 } from 'node:zlib';

export const FRAME_HEADER_BYTES = 16;
const CRC_OFFSET = 4;
const SEQUENCE_OFFSET = 8;
const TWO_32 = 2 ** 32;

export interface Frame {
  readonly sequence: number;
  /** Offset of the byte after the frame. */
  readonly end: number;
  /** A view into the bytes that were read. */
  readonly payload: Uint8Array;
}

/** `unfinished`: the bytes end before the frame does. `damaged`: CRC, sequence or length is wrong. */
export type FrameFault = 'unfinished' | 'damaged';

/** Writes the header of the frame at `start`, whose payload is in place already. */
export function sealFrame(bytes: Uint8Array, view: DataView, start: number, end: number, sequence: number): void {
  view.setUint32(start, end - start - FRAME_HEADER_BYTES, true);
  writeSequence(view, start + SEQUENCE_OFFSET, sequence);
  view.setUint32(start + CRC_OFFSET, crc32(bytes.subarray(start + SEQUENCE_OFFSET, end)), true);
}

export function readFrame(bytes: Uint8Array, view: DataView, start: number): Frame | FrameFault {
  if (bytes.length - start < FRAME_HEADER_BYTES) return 'unfinished';
  const length = view.getUint32(start, true);
  if (length === 0) return 'damaged';
  const end = start + FRAME_HEADER_BYTES + length;
  if (end > bytes.length) return 'unfinished';
  const crc = crc32(bytes.subarray(start + SEQUENCE_OFFSET, end));
  if (crc !== view.getUint32(start + CRC_OFFSET, true)) return 'damaged';
  const sequence = readSequence(view, start + SEQUENCE_OFFSET);
  return { sequence, end, payload: bytes.subarray(start + FRAME_HEADER_BYTES, end) };
}

/** Writes a sequence (a non-negative integer below 2⁵³) as u64. */
export function writeSequence(view: DataView, offset: number, sequence: number): void {
  view.setUint32(offset, sequence % TWO_32, true);
  view.setUint32(offset + 4, Math.floor(sequence / TWO_32), true);
}

export function readSequence(view: DataView, offset: number): number {
  return view.getUint32(offset + 4, true) * TWO_32 + view.getUint32(offset, true);
}

/** Walks the frames of a segment in order and stops at the first that is not what it should be. */
export class FrameScanner {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset: number;
  #expected: number;
  #fault: FrameFault | null = null;

  /** `expected` is the sequence that the first frame must have. */
  constructor(bytes: Uint8Array, offset: number, expected: number) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
    this.#offset = offset;
    this.#expected = expected;
  }

  /** The next good frame; null at the end and at a fault. */
  next(): Frame | null {
    if (this.#fault !== null || this.#offset === this.#bytes.length) return null;
    const found = readFrame(this.#bytes, this.#view, this.#offset);
    if (typeof found === 'string') return this.#stop(found);
    if (found.sequence !== this.#expected) return this.#stop('damaged');
    this.#offset = found.end;
    this.#expected++;
    return found;
  }

  #stop(fault: FrameFault): null {
    this.#fault = fault;
    return null;
  }

  /** Why the walk stopped early, null while all is well. */
  get fault(): FrameFault | null {
    return this.#fault;
  }

  /** End of the last good frame. */
  get offset(): number {
    return this.#offset;
  }

  /** Sequence of the last good frame, one below the first expected when there is none. */
  get last(): number {
    return this.#expected - 1;
  }
}

/**
 * Highest sequence that can be told from bytes behind a bad frame, by following the lengths from frame to frame;
 * `good` (the last sequence before them) when none. Bounds what is missing; nothing of it is used. No more is believed
 * than what fits into the bytes.
 */
export function lastSequenceBehind(bytes: Uint8Array, start: number, good: number): number {
  const view = viewOf(bytes);
  const most = good + Math.floor((bytes.length - start) / FRAME_HEADER_BYTES);
  let last = good;
  for (let offset = start; bytes.length - offset >= FRAME_HEADER_BYTES; ) {
    const found = readFrame(bytes, view, offset);
    if (typeof found !== 'string' && found.sequence <= most) last = Math.max(last, found.sequence);
    offset += FRAME_HEADER_BYTES + view.getUint32(offset, true);
  }
  return last;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
