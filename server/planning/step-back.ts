import { constants, setPriority } from 'node:os';

/**
 * Lets every thread that answers somebody go first: ours, from now on, takes what they leave of the processors. On Linux
 * a priority is a thread's own; elsewhere it would be the whole process', so nothing is done there.
 */
export function stepBack(): void {
  if (process.platform === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
}
