import { uncompress } from 'snappy';
import { BodyProblem, malformed } from '../body/body-problem.ts';

/** Snappy's densest element: three bytes that stand for 64 (google/snappy format_description §2.2.2). */
const BEST_RATIO = 64 / 3;
/** Above this a block is unpacked on a worker thread. */
const PLACE_BYTES = 1024 * 1024;
/** Copies are made four bytes at a time, and may write so many beyond their end. */
const BEYOND = 3;
const POOLED = 4;

/**
 * Places to unpack into, used again and again. A fresh buffer for each body (0.6 MB of 5,000 readings) is memory outside
 * of the heap, whose growth makes the garbage collector run without end: three times the processor time.
 */
export class BlockPool {
  readonly #free: DataView[] = [];

  take(): DataView {
    return this.#free.pop() ?? new DataView(new ArrayBuffer(PLACE_BYTES + BEYOND));
  }

  give(place: DataView): void {
    if (this.#free.length < POOLED) this.#free.push(place);
  }
}

/**
 * Unpacks a snappy *block*, into `place` where it fits. The length that it claims is checked before anything is allocated:
 * against the limit (413) and against what a body of this size can hold at all (400).
 */
export async function unpackBlock(body: Uint8Array, limitBytes: number, place: DataView): Promise<Uint8Array> {
  const { claimed, from } = readPreamble(body);
  if (claimed > limitBytes) {
    const message = `uncompressed body of ${claimed} bytes exceeds ${limitBytes} bytes`;
    throw new BodyProblem(413, { code: 'too-large', message, field: 'body', limit: limitBytes });
  }
  if (claimed > body.length * BEST_RATIO) throw malformedBlock(`claims ${claimed} bytes in ${body.length}`);
  if (claimed > PLACE_BYTES) return unpackElsewhere(body, claimed);
  const out = new Uint8Array(place.buffer, 0, claimed + BEYOND);
  unpackInto(out, place, claimed, body, from);
  return out.subarray(0, claimed);
}

async function unpackElsewhere(body: Uint8Array, claimed: number): Promise<Uint8Array> {
  let bytes: string | Buffer;
  try {
    bytes = await uncompress(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  } catch (error) {
    throw malformedBlock(error instanceof Error ? error.message : 'cannot be unpacked');
  }
  if (typeof bytes === 'string' || bytes.length !== claimed) throw malformedBlock('has another length than it claims');
  return bytes;
}

/** The elements after the preamble (google/snappy format_description §2): literals, and copies of what came before. */
function unpackInto(out: Uint8Array, view: DataView, claimed: number, body: Uint8Array, from: number): void {
  const end = body.length;
  let at = from;
  let to = 0;
  while (at < end) {
    const tag = body[at++]!;
    let length: number;
    let offset: number;
    if ((tag & 3) === 0) {
      length = (tag >> 2) + 1;
      if (length > 60) {
        const bytes = length - 60;
        if (at + bytes > end) throw malformedBlock('ends within a literal');
        length = 1;
        for (let i = 0; i < bytes; i++) length += body[at + i]! * 2 ** (8 * i);
        at += bytes;
      }
      if (length > end - at || length > claimed - to) throw malformedBlock('has a literal beyond its end');
      for (const stop = at + length; at < stop; ) out[to++] = body[at++]!;
      continue;
    }
    if ((tag & 3) === 1) {
      length = ((tag >> 2) & 7) + 4;
      offset = ((tag & 0xe0) << 3) | body[at]!;
      at += 1;
    } else if ((tag & 3) === 2) {
      length = (tag >> 2) + 1;
      offset = body[at]! | (body[at + 1]! << 8);
      at += 2;
    } else {
      length = (tag >> 2) + 1;
      offset = (body[at]! | (body[at + 1]! << 8) | (body[at + 2]! << 16) | (body[at + 3]! << 24)) >>> 0;
      at += 4;
    }
    if (at > end) throw malformedBlock('ends within a copy');
    if (offset === 0 || offset > to) throw malformedBlock('copies from before its start');
    if (length > claimed - to) throw malformedBlock('has a copy beyond its end');
    const stop = to + length;
    if (offset > BEYOND) {
      for (let of = to - offset; to < stop; to += 4, of += 4) view.setInt32(to, view.getInt32(of, true), true);
      to = stop;
    } else {
      for (; to < stop; to++) out[to] = out[to - offset]!;
    }
  }
  if (to !== claimed) throw malformedBlock('has another length than it claims');
}

/** The preamble: a varint of at most 32 bits. */
function readPreamble(body: Uint8Array): { claimed: number; from: number } {
  let claimed = 0;
  for (let i = 0; i < 5; i++) {
    const byte = body[i];
    if (byte === undefined) throw malformedBlock('ends within its length');
    claimed += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return { claimed, from: i + 1 };
  }
  throw malformedBlock('length has more than 32 bits');
}

function malformedBlock(why: string): BodyProblem {
  return malformed(`snappy block: ${why}`);
}
