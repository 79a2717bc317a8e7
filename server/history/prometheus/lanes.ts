import type { SampleBatch } from '../../../shared/model/sample.ts';
import { rowKey, sortRows } from './write-request.ts';

/** Rows of one part in the order in which they are written. */
export interface Lanes {
  /** Each later than everything that was sent of its series. */
  readonly inOrder: Uint32Array;
  /** Older than that. A request of their own: a remote that takes no late samples refuses a whole request for one. */
  readonly late: Uint32Array;
  /** Not newer than what the remote had by its own word: sent before a crash of ours. */
  readonly sentBefore: Uint32Array;
}

/** Splits parts by what was sent before, so that samples of a series go out in ascending time. */
export class LaneSplitter {
  /** Time of the newest sample sent, per series of the remote (`rowKey`). */
  readonly #sentAt: Float64Array;
  /** Time of the newest sample that the remote said it had. */
  readonly #thereAt = new Map<number, number>();

  constructor(seriesCount: number) {
    this.#sentAt = new Float64Array(seriesCount * 2).fill(Number.NEGATIVE_INFINITY);
  }

  /** What a remote says is its newest sample of each series. */
  learn(newest: ReadonlyMap<number, number>): void {
    for (const [key, at] of newest) this.#thereAt.set(key, at);
  }

  /** Of equal (series, at) within a part the last one counts. */
  split(batch: SampleBatch): Lanes {
    const all = new Uint32Array(batch.series.length);
    for (let row = 0; row < all.length; row++) all[row] = row;
    const rows = sortRows(batch, all);
    const lanes = new RowLanes(rows.length);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const key = rowKey(batch, row);
      const at = batch.at[row]!;
      const next = rows[i + 1];
      if (next !== undefined && batch.at[next] === at && rowKey(batch, next) === key) continue;
      if (this.#isThere(key, at)) lanes.sentBefore.push(row);
      else if (at > this.#sentAt[key]!) lanes.inOrder[lanes.count++] = row;
      else lanes.late.push(row);
      if (at > this.#sentAt[key]!) this.#sentAt[key] = at;
    }
    return lanes.finish();
  }

  /** Splits rows that were refused once more, by what was learned since. */
  splitAgain(batch: SampleBatch, rows: Uint32Array): Lanes {
    const isThere = (row: number): boolean => this.#isThere(rowKey(batch, row), batch.at[row]!);
    const inOrder = rows.filter((row) => !isThere(row));
    return { inOrder, late: new Uint32Array(0), sentBefore: rows.filter(isThere) };
  }

  #isThere(key: number, at: number): boolean {
    if (this.#thereAt.size === 0) return false;
    return at <= (this.#thereAt.get(key) ?? Number.NEGATIVE_INFINITY);
  }
}

/** Lanes that are being filled: almost every row goes into the first. */
class RowLanes {
  readonly inOrder: Uint32Array;
  count = 0;
  readonly late: number[] = [];
  readonly sentBefore: number[] = [];

  constructor(rows: number) {
    this.inOrder = new Uint32Array(rows);
  }

  finish(): Lanes {
    const { inOrder, count, late, sentBefore } = this;
    return {
      inOrder: inOrder.subarray(0, count),
      late: Uint32Array.from(late),
      sentBefore: Uint32Array.from(sentBefore),
    };
  }
}
