import type { SampleBatch } from '../../../shared/model/sample.ts';
import type { Clock } from '../../ports.ts';
import type { WriteReply } from './remote-write.ts';
import { sortRows } from './write-request.ts';

/** About a series: it has something newer, or something else at that time. */
const OUT_OF_ORDER = /out.of.order|duplicate sample|err-mimir-sample-duplicate/i;
/** About a time: older than the remote takes of any series. */
const TOO_OLD = /out of bounds|too.old/i;
/** A remote takes what is younger than this; "out of bounds" is also said of the future. */
const TOO_OLD_AGE_MS = 600_000;
/** What is as old as a sample that was too old is not tried again; a little more, so that few are tried at all. */
const TOO_OLD_MARGIN_MS = 10_000;
/** So many refusals in a row without one acceptance: it is not about single samples. */
const HOPELESS = 200;
const MAX_REASONS = 20;

/** Sends rows of a batch as one request, as often as it takes. Throws when it is stopped. */
export type Send = (batch: SampleBatch, rows: Uint32Array) => Promise<Exclude<WriteReply, { outcome: 'retry' }>>;

/**
 * Brings parts to the remote and finds out which samples it refuses: Prometheus refuses a whole request for one of them,
 * so a refused request is halved by time until what is refused stands alone. Refused samples are counted by reason.
 */
export class Delivery {
  readonly #send: Send;
  readonly #clock: Clock;
  readonly #refused = new Map<string, { count: number; example: string }>();
  #tooOldAt = Number.NEGATIVE_INFINITY;
  #inARow = 0;

  constructor(send: Send, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** One line for each reason that samples were refused for. */
  refused(): readonly string[] {
    return [...this.#refused].map(
      ([reason, { count, example }]) => `${count} samples were refused, ${reason}: ${example}`,
    );
  }

  async deliver(batch: SampleBatch, inOrder: Uint32Array, late: Uint32Array): Promise<void> {
    this.#inARow = 0;
    await this.#try(batch, inOrder, false);
    this.#inARow = 0;
    await this.#try(batch, late, true);
  }

  async #try(batch: SampleBatch, given: Uint32Array, late: boolean): Promise<void> {
    const rows = this.#withoutTooOld(batch, given);
    if (rows.length === 0) return;
    const reply = await this.#send(batch, rows);
    if (reply.outcome === 'taken') {
      this.#inARow = 0;
      return;
    }
    this.#inARow++;
    // Every row of this lane is late, so one that is refused for it speaks for all.
    const outOfOrder = OUT_OF_ORDER.test(reply.why);
    const speaksForAll = (late && outOfOrder) || (this.#inARow >= HOPELESS && !outOfOrder);
    if (rows.length > 1 && !speaksForAll) return this.#halve(batch, rows, late);
    const at = batch.at[rows[0]!]!;
    const tooOld = TOO_OLD.test(reply.why) && at < this.#clock() - TOO_OLD_AGE_MS;
    if (tooOld && rows.length === 1) this.#tooOldAt = Math.max(this.#tooOldAt, at + TOO_OLD_MARGIN_MS);
    this.#count(tooOld ? 'too old' : outOfOrder ? 'late or sent before' : 'not valid there', rows.length, reply.why);
  }

  /** The older half first: samples of a series go out in ascending time. */
  async #halve(batch: SampleBatch, rows: Uint32Array, late: boolean): Promise<void> {
    const byTime = rows.slice().sort((a, b) => batch.at[a]! - batch.at[b]!);
    const middle = byTime.length >> 1;
    await this.#try(batch, sortRows(batch, byTime.slice(0, middle)), late);
    await this.#try(batch, sortRows(batch, byTime.slice(middle)), late);
  }

  #withoutTooOld(batch: SampleBatch, rows: Uint32Array): Uint32Array {
    const limit = this.#tooOldAt;
    if (limit === Number.NEGATIVE_INFINITY) return rows;
    const kept = rows.filter((row) => batch.at[row]! > limit);
    if (kept.length < rows.length) {
      this.#count('too old', rows.length - kept.length, `until ${new Date(limit).toISOString()}`);
    }
    return kept;
  }

  #count(reason: string, count: number, example: string): void {
    const known = this.#refused.get(reason);
    if (known !== undefined) known.count += count;
    else if (this.#refused.size < MAX_REASONS) this.#refused.set(reason, { count, example });
  }
}
