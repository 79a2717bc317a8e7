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
