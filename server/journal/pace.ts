import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work before others get their turn. */
const STRETCH_MS = 10;

/** Divides long work so that the event loop gets its turn: `if (pace.due()) await pace.rest()`. */
export class Pace {
  #since = performance.now();

  due(): boolean {
    return performance.now() - this.#since >= STRETCH_MS;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.#since = performance.now();
  }
}
