import { parentPort } from 'node:worker_threads';
import type { ReadAnswer, ReadTask } from './native/batch-reader.ts';
import { readBatch } from './native/read-batch.ts';

/** Reads large native batches away from the main thread. */
parentPort?.on('message', ({ id, body }: ReadTask) => {
  const read = readBatch(body);
  const columns = read.ok ? [read.batch.name.buffer, read.batch.at.buffer, read.batch.value.buffer] : [];
  parentPort?.postMessage({ id, read } satisfies ReadAnswer, columns as ArrayBuffer[]);
});
