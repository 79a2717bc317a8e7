import type { SampleBatch } from '../../../shared/model/sample.ts';
import type { Clock } from '../../ports.ts';
import type { Lanes } from './lanes.ts';
import type { WriteReply } from './remote-write.ts';
import { sortRows } from './write-request.ts';

/** About a series: it has something newer, or something else at that time. */
const OUT_OF_ORDER = /out.of.order|duplicate sample|err-mimir-sample-duplicate/i;
/** About a time: older than the remote takes of any series. */
const TOO_OLD = /out of bounds|too.old/i;
/** A remote takes what is younger than this; "out of bounds" is also said of the future. */
const TOO_OLD_AGE_MS = 600_000;
/** What is as old as a sample that was too old is not tried again; a little more, so that few are tried at all. */
const TOO_OLD_MARGIN_MS = 30_000;
/** So many refusals in a row without one acceptance: it is not about single samples. */
const HOPELESS = 200;
const MAX_REASONS = 20;

interface Lane {
  /** Every row is older than what was sent of its series: one that is refused for it speaks for all. */
  readonly late: boolean;
  /** The remote probably has them, and says so by refusing them. */
  readonly sentBefore: boolean;
  /** Ask the remote what it has before anything is sent one by one. */
  readonly ask: boolean;
}
const IN_ORDER: Lane = { late: false, sentBefore: false, ask: true };
const LATE: Lane = { late: true, sentBefore: false, ask: false };
const SENT_BEFORE: Lane = { late: true, sentBefore: true, ask: false };

/** Sends rows of a batch as one request, as often as it takes. Throws when it is stopped. */
export type Send = (batch: SampleBatch, rows: Uint32Array) => Promise<Exclude<WriteReply, { outcome: 'retry' }>>;

/** Splits refused rows by what the remote says it has of their series. */
export type SplitAgain = (batch: SampleBatch, rows: Uint32Array) => Promise<Lanes>;

/**
 * Brings parts to the remote and finds out which samples it refuses: Prometheus refuses a whole request for one of them,
 * so a refused request is halved by time until what is refused stands alone. Refused samples are counted by reason.
 */
export class Delivery {
  readonly #send: Send;
  readonly #splitAgain: SplitAgain;
  readonly #clock: Clock;
  readonly #refused = new Map<string, { count: number; example: string }>();
  #tooOldAt = Number.NEGATIVE_INFINITY;
  #inARow = 0;

  constructor(send: Send, splitAgain: SplitAgain, clock: Clock) {
    this.#send = send;
    this.#splitAgain = splitAgain;
    this.#clock = clock;
  }

  /** One line for each reason that samples were refused for. */
  refused(): readonly string[] {
    return [...this.#refused].map(
      ([reason, { count, example }]) => `${count} samples were refused, ${reason}: ${example}`,
    );
  }

  async deliver(batch: SampleBatch, { inOrder, late, sentBefore }: Lanes): Promise<void> {
    await this.#try(batch, inOrder, IN_ORDER);
    await this.#try(batch, late, LATE);
    await this.#try(batch, sentBefore, SENT_BEFORE);
  }

  /** Sends once more what the remote may have lost, or may have. */
  async repeat(batch: SampleBatch, { inOrder, late, sentBefore }: Lanes): Promise<void> {
    for (const rows of [inOrder, late, sentBefore]) await this.#try(batch, rows, SENT_BEFORE);
  }

  async #try(batch: SampleBatch, given: Uint32Array, lane: Lane): Promise<void> {
    const rows = this.#withoutTooOld(batch, given);
    if (rows.length === 0) return;
    const reply = await this.#send(batch, rows);
    if (reply.outcome === 'taken') {
      this.#inARow = 0;
      return;
    }
    this.#inARow++;
    const outOfOrder = OUT_OF_ORDER.test(reply.why);
    if (outOfOrder && lane.ask) return this.#askAndTry(batch, rows);
    const oldest = rows.reduce((best, row) => (batch.at[row]! < batch.at[best]! ? row : best));
    const at = batch.at[oldest]!;
    const tooOld = TOO_OLD.test(reply.why) && at < this.#clock() - TOO_OLD_AGE_MS;
    if (rows.length > 1) {
      if (tooOld) return this.#tryOldest(batch, rows, oldest, lane);
      const speaksForAll = (outOfOrder && lane.late) || this.#inARow >= HOPELESS;
      if (!speaksForAll) return this.#halve(batch, rows, lane);
    } else if (tooOld) this.#tooOldAt = Math.max(this.#tooOldAt, at + TOO_OLD_MARGIN_MS);
    if (outOfOrder && lane.sentBefore) return;
    this.#count(tooOld ? 'too old' : outOfOrder ? 'late' : 'not valid there', rows.length, reply.why);
  }

  /** If one is too old, the oldest is: it tells until when all of them are. */
  async #tryOldest(batch: SampleBatch, rows: Uint32Array, oldest: number, lane: Lane): Promise<void> {
    const before = this.#tooOldAt;
    await this.#try(batch, Uint32Array.of(oldest), lane);
    const others = rows.filter((row) => row !== oldest);
    if (this.#tooOldAt > before) await this.#try(batch, others, lane);
    else await this.#halve(batch, others, lane);
  }

  /** It has something newer than we know of, as after a crash of ours. */
  async #askAndTry(batch: SampleBatch, rows: Uint32Array): Promise<void> {
    const { inOrder, sentBefore } = await this.#splitAgain(batch, rows);
    await this.#try(batch, inOrder, { ...IN_ORDER, ask: false });
    await this.#try(batch, sentBefore, SENT_BEFORE);
  }

  /** The older half first: samples of a series go out in ascending time. */
  async #halve(batch: SampleBatch, rows: Uint32Array, lane: Lane): Promise<void> {
    const byTime = rows.slice().sort((a, b) => batch.at[a]! - batch.at[b]!);
    const middle = byTime.length >> 1;
    const below = { ...lane, ask: false };
    await this.#try(batch, sortRows(batch, byTime.slice(0, middle)), below);
    await this.#try(batch, sortRows(batch, byTime.slice(middle)), below);
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
