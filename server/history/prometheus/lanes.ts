import type { SampleBatch } from '../../../shared/model/sample.ts';
import { rowKey, sortRows } from './write-request.ts';

/** Rows of one part in the order in which they are written. */
export interface Lanes {
  /** Each later than everything that was sent of its series. */
  readonly inOrder: Uint32Array;
  /** The others. A request of their own: a remote that takes no late samples refuses a whole request for one of them. */
  readonly late: Uint32Array;
}

/** Splits parts by what was sent before, so that samples of a series go out in ascending time. */
export class LaneSplitter {
  /** Time of the newest sample sent, per series of the remote (measured, simulated). */
  readonly #sentAt: Float64Array;

  constructor(seriesCount: number) {
    this.#sentAt = new Float64Array(seriesCount * 2).fill(Number.NEGATIVE_INFINITY);
  }

  /** Of equal (series, at) within a part the last one counts. */
  split(batch: SampleBatch): Lanes {
    const rows = sortRows(
      batch,
      Uint32Array.from({ length: batch.series.length }, (_, row) => row),
    );
    const inOrder = new Uint32Array(rows.length);
    const late = new Uint32Array(rows.length);
    let inOrderCount = 0;
    let lateCount = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const key = rowKey(batch, row);
      const at = batch.at[row]!;
      const next = rows[i + 1];
      if (next !== undefined && rowKey(batch, next) === key && batch.at[next] === at) continue;
      if (at > this.#sentAt[key]!) {
        this.#sentAt[key] = at;
        inOrder[inOrderCount++] = row;
      } else late[lateCount++] = row;
    }
    return { inOrder: inOrder.subarray(0, inOrderCount), late: late.subarray(0, lateCount) };
  }
}

/** Splits rows by what a remote says is its newest sample of each series (`rowKey`). */
export function splitBy(batch: SampleBatch, rows: Uint32Array, newest: ReadonlyMap<number, number>): Lanes {
  const isLate = (row: number): boolean =>
    batch.at[row]! <= (newest.get(rowKey(batch, row)) ?? Number.NEGATIVE_INFINITY);
  return { inOrder: rows.filter((row) => !isLate(row)), late: rows.filter(isLate) };
}
