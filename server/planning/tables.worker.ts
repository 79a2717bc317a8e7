import { parentPort, workerData } from 'node:worker_threads';
import { type ExportQuestion, exportTable } from './tables/export-table.ts';
import { type ImportQuestion, importFile } from './tables/import-file.ts';

/** The thread of one table: many rows take seconds to read, and to write. */
const question = workerData as ImportQuestion | ExportQuestion;
if ('file' in question) parentPort?.postMessage(importFile(question));
else parentPort?.postMessage(exportTable(question.table, question.format, question.rows, question.sites));
