import { parentPort, workerData } from 'node:worker_threads';
import { createAnswers } from './coverage/answers.ts';
import type { Answered, Asked } from './coverage/protocol.ts';
import type { CoverageSetup } from './coverage/setup.ts';
import { stepBack } from './step-back.ts';

/** The thread of coverage: one question after the other, so that each sees the state that the one before left. */
const setup = workerData as CoverageSetup;
if (setup.inBackground) stepBack();
let answering = 0;
const answer = createAnswers(setup, (progress) =>
  parentPort?.postMessage({ id: answering, workedMs: 0, progress } satisfies Answered),
);

parentPort?.on('message', ({ id, question }: Asked) => {
  const startedAt = performance.now();
  answering = id;
  const reply = (rest: Pick<Answered, 'answer' | 'failure'>): void =>
    parentPort?.postMessage({ id, workedMs: performance.now() - startedAt, ...rest } satisfies Answered);
  try {
    reply({ answer: answer(question) });
  } catch (error) {
    reply({ failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
