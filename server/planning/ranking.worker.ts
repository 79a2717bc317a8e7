import { parentPort, workerData } from 'node:worker_threads';
import { rankSites } from './ranking/rank-sites.ts';
import type { RankingMessage, RankingSetup } from './ranking/setup.ts';
import { stepBack } from './step-back.ts';

/** The thread of one ranking: it says how far it is, then what came out, and is ended by whoever started it. */
const say = (message: RankingMessage): void => parentPort?.postMessage(message);

stepBack();
rankSites(workerData as RankingSetup, (step, progress) => say({ type: 'progress', step, progress })).then(
  (result) => say({ type: 'done', result }),
  (error: unknown) => say({ type: 'failed', failure: error instanceof Error ? error.message : String(error) }),
);
