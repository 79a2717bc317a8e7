import { uncompress, uncompressSync } from 'snappy';
import { BodyProblem, malformed } from '../body/body-problem.ts';

/** Snappy's densest element: three bytes that stand for 64 (google/snappy format_description §2.2.2). */
const BEST_RATIO = 64 / 3;
/** Above this a block is unpacked on a worker thread. */
const SYNC_BYTES = 1024 * 1024;
/**
 * Memory of V8's own: the library's stays until a finalizer has run, and its growth makes V8 mark the heap without end, at
 * ten times the processor time of unpacking.
 */
const OWN_MEMORY = { copyOutputData: true };

/**
 * Unpacks a snappy *block*. The length that it claims is checked before anything is allocated: against the limit (413)
 * and against what a body of this size can hold at all (400).
 */
export async function unpackBlock(body: Uint8Array, limitBytes: number): Promise<Uint8Array> {
  const claimed = claimedLength(body);
  if (claimed > limitBytes) {
    const message = `uncompressed body of ${claimed} bytes exceeds ${limitBytes} bytes`;
    throw new BodyProblem(413, { code: 'too-large', message, field: 'body', limit: limitBytes });
  }
  if (claimed > body.length * BEST_RATIO) throw malformedBlock(`claims ${claimed} bytes in ${body.length}`);
  const buffer = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  try {
    const bytes = claimed > SYNC_BYTES ? await uncompress(buffer, OWN_MEMORY) : uncompressSync(buffer, OWN_MEMORY);
    if (typeof bytes === 'string' || bytes.length !== claimed)
      throw malformedBlock('has another length than it claims');
    return bytes;
  } catch (error) {
    if (error instanceof BodyProblem) throw error;
    throw malformedBlock(error instanceof Error ? error.message : 'cannot be unpacked');
  }
}

/** The preamble: a varint of at most 32 bits. */
function claimedLength(body: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < 5; i++) {
    const byte = body[i];
    if (byte === undefined) throw malformedBlock('ends within its length');
    length += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return length;
  }
  throw malformedBlock('length has more than 32 bits');
}

function malformedBlock(why: string): BodyProblem {
  return malformed(`snappy block: ${why}`);
}
