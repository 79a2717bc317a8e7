import { log } from './log.ts';

const STOP_LIMIT_MS = 10_000;

/**
 * Ends the process with 0 on SIGTERM and SIGINT, from now on: until `atStop` is given what is to be finished nothing was
 * taken, and nothing needs to be.
 */
export function stopOnSignal(): (finish: () => Promise<void>) => void {
  let finish = async (): Promise<void> => undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => die('the stop took too long', new Error(`over ${STOP_LIMIT_MS} ms`)), STOP_LIMIT_MS).unref();
    await finish();
    log.info('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void stop().catch((error) => die('the stop failed', error)));
  }
  return (given) => {
    finish = given;
  };
}

/** Nothing is acknowledged after this: senders keep what they have and send it again to the next process. */
export function die(what: string, error: unknown): never {
  log.fatal({ err: error }, what);
  process.exit(1);
}
