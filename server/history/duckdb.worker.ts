import { parentPort, workerData } from 'node:worker_threads';
import type { HistoryCrashPoint } from './duckdb/crash-points.ts';
import { Engine } from './duckdb/engine.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './duckdb/protocol.ts';
import { Session } from './duckdb/session.ts';
import { wireError } from './duckdb/wire-error.ts';

/** How long the start waits for the unsealed hours; what they take longer is read back beside everything else. */
const WHOLE_WITHIN_MS = 500;

/** The thread of the DuckDB engine: opens the folder, then does what it is told, one commit at a time. */
const port = parentPort!;
const setup = workerData as WorkerSetup;

const post = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

/** Waits here, the thread standing still, until the other side has looked at the point. */
function reach(point: HistoryCrashPoint): void {
  if (setup.points === null) return;
  Atomics.store(setup.points, 0, 0);
  post({ type: 'point', name: point });
  Atomics.wait(setup.points, 0, 0);
}

async function start(): Promise<void> {
  const open = () => Engine.open(setup, reach);
  const engine = await open();
  const session = new Session(engine, open, post);
  // So that a small history is whole from the first question on; a large one is not waited for.
  await Promise.race([engine.loaded.catch(() => undefined), new Promise((done) => setTimeout(done, WHOLE_WITHIN_MS))]);
  port.on('message', (message: ToWorker) => {
    if (message.type === 'end') port.close();
    else session.take(message);
  });
  post({ type: 'opened', watermark: engine.watermark, stats: engine.stats() });
}

start().catch((error: unknown) => post({ type: 'failed', error: wireError(error) }));
