import { parentPort, workerData } from 'node:worker_threads';
import { importMeasurements, type MeasurementQuestion } from './measured/import-measurements.ts';

/** The thread of one log: a hundred thousand rows take a second to read. */
parentPort?.postMessage(importMeasurements(workerData as MeasurementQuestion));
