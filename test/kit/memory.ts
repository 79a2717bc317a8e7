import { residentMb } from '../bench/process-cost.ts';
import { wait } from './test-folder.ts';

/** The least resident memory of a process within some seconds, MB: garbage that waits for its collection is no leak. */
export async function restingMb(pid: number, seconds = 3): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < seconds * 4; look++) {
    least = Math.min(least, residentMb(pid));
    await wait(250);
  }
  return least;
}

/** The most resident memory of a process while something goes on, MB; rejects as that does. */
export async function peakMb(pid: number, work: Promise<unknown>): Promise<number> {
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  // Whoever awaits `ended` below hears of its failure; until then it is nobody's.
  ended.catch(() => undefined);
  let most = 0;
  while (!over) {
    most = Math.max(most, residentMb(pid));
    await Promise.race([ended, wait(100)]);
  }
  await ended;
  return most;
}
