import type { ReadingBatch } from '../../ports.ts';
import { BodyProblem } from './body-problem.ts';

/** Readings of one body, whatever its size: one of two bytes each would ask for gigabytes of columns. */
const ROW_LIMIT = 2_000_000;

/** Growing columns of readings; kept in a pool, since a body of 5,000 readings needs 100 KB of them. */
export class ReadingColumns implements Required<Omit<ReadingBatch, 'identity'>> {
  handle = new Uint32Array(0);
  at = new Float64Array(0);
  value = new Float64Array(0);
  stale = new Uint8Array(0);
  since = new Float64Array(0);
  delta = new Uint8Array(0);
  length = 0;

  /** Makes room for one more row. Throws BodyProblem 413 beyond the limit. */
  reserve(): void {
    if (this.length < this.handle.length) return;
    if (this.length >= ROW_LIMIT) throw tooManyRows();
    const size = Math.max(1024, this.length * 2);
    const { handle, at, value, stale, since, delta } = this;
    this.handle = new Uint32Array(size);
    this.handle.set(handle);
    this.at = new Float64Array(size);
    this.at.set(at);
    this.value = new Float64Array(size);
    this.value.set(value);
    this.stale = new Uint8Array(size);
    this.stale.set(stale);
    this.since = new Float64Array(size);
    this.since.set(since);
    this.delta = new Uint8Array(size);
    this.delta.set(delta);
  }
}

function tooManyRows(): BodyProblem {
  const message = `more than ${ROW_LIMIT} readings in one body`;
  return new BodyProblem(413, { code: 'too-large', message, field: 'body', limit: ROW_LIMIT });
}

const POOLED = 8;
/** Columns longer than this are left to the garbage collector. */
const POOLED_ROWS = 65_536;

/** Columns to reuse between requests: a request gives its own back when its batch has been accepted or refused. */
export class ColumnPool {
  readonly #free: ReadingColumns[] = [];

  take(): ReadingColumns {
    const columns = this.#free.pop() ?? new ReadingColumns();
    columns.length = 0;
    return columns;
  }

  give(columns: ReadingColumns): void {
    if (this.#free.length < POOLED && columns.handle.length <= POOLED_ROWS) this.#free.push(columns);
  }
}
