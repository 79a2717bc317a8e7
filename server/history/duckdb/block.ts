import type { OpenColumns } from './run.ts';

/**
 * Samples of one hour in one transaction, as bytes: u32 count, u32 flags, then columns of the machine's order (little
 * endian): steps (f64, or i32 where flag 1 says so), id u32, offset u32, quality u8.
 */
const NARROW = 1;
const HEAD_BYTES = 8;

/** Bytes that a block of so many samples can have. */
export function mostBlockBytes(rows: number): number {
  return HEAD_BYTES + rows * (8 + 9);
}

/** Encodes into `room` where it is large enough, else into memory of the block's own. */
export function encodeBlock(columns: OpenColumns, room?: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const n = columns.length;
  const narrow = fitsInt32(columns.steps, n);
  const width = narrow ? 4 : 8;
  const length = HEAD_BYTES + n * (width + 9);
  const buffer = room !== undefined && room.byteLength >= length ? room : new ArrayBuffer(length);
  new Uint32Array(buffer, 0, 2).set([n, narrow ? NARROW : 0]);
  let at = HEAD_BYTES;
  const steps = narrow ? new Int32Array(buffer, at, n) : new Float64Array(buffer, at, n);
  steps.set(columns.steps.subarray(0, n));
  at += n * width;
  new Uint32Array(buffer, at, n).set(columns.id.subarray(0, n));
  at += n * 4;
  new Uint32Array(buffer, at, n).set(columns.offset.subarray(0, n));
  at += n * 4;
  new Uint8Array(buffer, at, n).set(columns.quality.subarray(0, n));
  return new Uint8Array(buffer, 0, length);
}

/** The columns within a block that lies at the start of its memory. */
export function decodeBlock({ buffer }: Uint8Array<ArrayBuffer>): OpenColumns {
  const [n, flags] = new Uint32Array(buffer, 0, 2) as unknown as [number, number];
  const width = flags & NARROW ? 4 : 8;
  let at = HEAD_BYTES;
  const steps = flags & NARROW ? new Int32Array(buffer, at, n) : new Float64Array(buffer, at, n);
  at += n * width;
  const id = new Uint32Array(buffer, at, n);
  at += n * 4;
  const offset = new Uint32Array(buffer, at, n);
  at += n * 4;
  return { id, offset, steps, quality: new Uint8Array(buffer, at, n), length: n };
}

function fitsInt32(steps: OpenColumns['steps'], length: number): boolean {
  for (let i = 0; i < length; i++) if ((steps[i]! | 0) !== steps[i]) return false;
  return true;
}
