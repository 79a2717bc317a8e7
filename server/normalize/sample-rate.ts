import { Refused } from '../ports.ts';

/** A source may catch up after a pause by so many seconds of its rate. */
const BURST_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 60;

/**
 * A token bucket per source: one token a reading, refilled at the source's rate. A batch is taken while there is any
 * token left and may overdraw it, so that a batch larger than the bucket can pass at all; the debt is then waited for.
 */
export class SampleRate {
  #tokens = Number.NaN;
  #filledAt = 0;

  /** Seconds until the next batch is taken, null when it would be taken now. Times are UTC ms. */
  waitSeconds(perSecond: number, now: number): number | null {
    this.#fill(perSecond, now);
    if (this.#tokens > 0) return null;
    return Math.min(LONGEST_WAIT_SECONDS, Math.max(1, Math.ceil((1 - this.#tokens) / perSecond)));
  }

  /** Throws Refused('over-rate'). */
  spend(readings: number, perSecond: number, now: number): void {
    const wait = this.waitSeconds(perSecond, now);
    if (wait !== null) throw new Refused('over-rate', wait);
    this.#tokens -= readings;
  }

  /** For a batch that the server could not take. */
  giveBack(readings: number): void {
    this.#tokens += readings;
  }

  #fill(perSecond: number, now: number): void {
    const most = perSecond * BURST_SECONDS;
    const grown = this.#tokens + (Math.max(0, now - this.#filledAt) * perSecond) / 1000;
    this.#tokens = Number.isNaN(grown) ? most : Math.min(most, grown);
    this.#filledAt = now;
  }
}
