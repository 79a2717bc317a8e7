import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ReadingBatch } from '../../ports.ts';

/** Bytes that are hashed before other work gets its turn. */
const BYTES_PER_TURN = 2 * 1024 * 1024;

export type BatchIdentity = NonNullable<ReadingBatch['identity']>;

/**
 * The identity of a batch whose protocol does not number its requests. A sender that got no answer sends the same bytes
 * again: their hash says that it is the same request, also when the server died between storing it and answering.
 */
export async function identityOf(body: Uint8Array): Promise<BatchIdentity> {
  const hash = createHash('sha256');
  for (let from = 0; ; from += BYTES_PER_TURN) {
    hash.update(body.subarray(from, from + BYTES_PER_TURN));
    if (from + BYTES_PER_TURN >= body.length) break;
    await setImmediate();
  }
  return { epoch: 'sha256', batch: hash.digest('base64').slice(0, 22) };
}
