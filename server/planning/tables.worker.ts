import { parentPort, workerData } from 'node:worker_threads';
import { type ImportQuestion, importFile } from './tables/import-file.ts';

/** The thread of one import: a table of many rows takes seconds to read. */
parentPort?.postMessage(importFile(workerData as ImportQuestion));
