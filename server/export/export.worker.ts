import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { parentPort } from 'node:worker_threads';
import { gunzip } from 'node:zlib';
import { writeComparison } from './comparison.ts';
import { printComparison } from './comparison-pdf.ts';
import { writeExport } from './index.ts';
import { printLabels } from './labels.ts';
import type { FromWorker, ToWorker } from './parts/protocol.ts';

/** Where files are made of snapshots: seconds of work that hold up nothing else. */
const port = parentPort!;
const expand = promisify(gunzip);

async function run(message: ToWorker): Promise<Uint8Array> {
  if (message.type === 'labels') return printLabels(message.sheet);
  if (message.type === 'comparison') {
    const write = message.format === 'pdf' ? printComparison : writeComparison;
    return write(message.comparison, message.language);
  }
  const document = (await expand(await readFile(message.file))).toString('utf8');
  return writeExport(document, message.format, message.language);
}

port.on('message', (message: ToWorker) => {
  run(message).then(
    (bytes) => port.postMessage({ type: 'written', bytes } satisfies FromWorker),
    (error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ type: 'failed', message: reason } satisfies FromWorker);
    },
  );
});
