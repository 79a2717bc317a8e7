import { basename } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/**
 * Starts a worker: `path` is its module without `.worker.ts`, relative to the module that asks (`import.meta.url`). The
 * bundle has all of them beside main.js; from source they run through tsx, as the server itself does there.
 */
export function startWorker(
  asking: string,
  path: string,
  workerData?: unknown,
  resourceLimits: ResourceLimits = {},
): Worker {
  if (!asking.endsWith('.ts'))
    return new Worker(new URL(`./${basename(path)}.worker.js`, asking), { workerData, resourceLimits });
  const module = new URL(`${path}.worker.ts`, asking).href;
  // A worker's entry is resolved before tsx is there to read it, so the entry is this line.
  const entry = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(module)}); })`;
  return new Worker(entry, { eval: true, workerData, resourceLimits });
}
