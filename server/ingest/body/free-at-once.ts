import { MessageChannel } from 'node:worker_threads';

/** Smaller ones are not worth the call, and may lie in memory that Node shares out. */
const LEAST_BYTES = 64 * 1024;

const closed = new MessageChannel().port1;
closed.close();

/**
 * Gives a large buffer's memory back now, not when V8 next collects: a message to a port that is closed takes it along and
 * is dropped. The next buffer then lies in the same memory, which is mapped and in the processor's cache; else each body of
 * a sender meets new pages, at more than the price of unpacking it. The bytes are empty afterwards: nobody may read them.
 */
export function freeAtOnce({ buffer, byteLength }: Uint8Array): void {
  const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  if (isWhole && byteLength >= LEAST_BYTES) closed.postMessage(null, [buffer]);
}
