import { parentPort, workerData } from 'node:worker_threads';
import type { PackTrial } from './imported-rows.ts';
import { loadZone } from './index.ts';
import { ZonePackError } from './problems.ts';

/** Loads a zone as the next start would, and says what is wrong with it. */
try {
  await loadZone(workerData as PackTrial);
  parentPort?.postMessage([]);
} catch (error) {
  if (!(error instanceof ZonePackError)) throw error;
  parentPort?.postMessage(error.problems);
}
