import type { DownloadFile } from '../ports.ts';
import { startWorker } from '../start-worker.ts';
import type { MeasurementAnswer, MeasurementQuestion } from './measured/import-measurements.ts';
import type { ExportQuestion } from './tables/export-table.ts';
import type { ImportAnswer, ImportQuestion } from './tables/import-file.ts';

/** Reads a table of sites or cells in a thread of its own. */
export function readTable(question: ImportQuestion): Promise<ImportAnswer> {
  return askOnce('./tables', question);
}

/** Writes one likewise. */
export function writeTable(question: ExportQuestion): Promise<DownloadFile> {
  return askOnce('./tables', question);
}

/** Reads a log of measured levels likewise. */
export function readMeasurements(question: MeasurementQuestion): Promise<MeasurementAnswer> {
  return askOnce('./measurements', question);
}

/** A thread for one file: it ends with its answer. */
function askOnce<T>(name: './tables' | './measurements', question: object): Promise<T> {
  return new Promise((done, fail) => {
    const worker = startWorker(import.meta.url, name, question);
    worker.once('message', done);
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('the thread of the file has ended without an answer')));
  });
}
