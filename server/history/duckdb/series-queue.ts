import type { SortedRows } from './sorted-rows.ts';

interface Series {
  readonly id: number;
  readonly rows: SortedRows;
}

/** Series of an hour in the order of their ids; the rows of the next one are good until the queue goes on. */
export class SeriesQueue {
  readonly #series: Iterator<Series>;
  #next: Series | null = null;

  constructor(series: Iterator<Series>) {
    this.#series = series;
    this.advance();
  }

  /** Null after the last one. */
  get next(): Series | null {
    return this.#next;
  }

  advance(): void {
    const { done, value } = this.#series.next();
    this.#next = done ? null : value;
  }
}
