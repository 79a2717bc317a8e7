import type { SourceLimits } from '../ports.ts';
import type { HandleKind, HandleTable } from './handles.ts';
import type { SeriesHandles } from './series-handles.ts';

interface Waiting {
  readonly handle: number;
  readonly series: number;
  readonly kind: HandleKind;
}

const MINUTE_MS = 60_000;

/**
 * Which series of a source are beyond its limits. One that is refused keeps its handle, whose rows are refused, and is
 * let in as soon as there is room: when the next minute begins, or when an administrator raises the limit.
 */
export class NewSeries {
  readonly #series: SeriesHandles;
  readonly #handles: HandleTable;
  #waiting: Waiting[] = [];
  #minute = 0;
  #met = 0;

  constructor(series: SeriesHandles, handles: HandleTable) {
    this.#series = series;
    this.#handles = handles;
  }

  /** True when the series may come in, and then it counts. */
  admit(series: number, limits: SourceLimits | null, now: number): boolean {
    if (this.#series.has(series)) return true;
    if (limits !== null && this.#refusal(limits, now) !== null) return false;
    this.#met++;
    this.#series.see(series);
    return true;
  }

  /** Remembers a handle that was added as OVER_LIMIT, and what it would be. */
  wait(waiting: Waiting): void {
    this.#waiting.push(waiting);
  }

  /** Lets waiting series in while there is room; why the rest of them is refused. */
  readmit(limits: SourceLimits | null, now: number): string {
    if (this.#waiting.length === 0) return '';
    let admitted = 0;
    for (const { handle, series, kind } of this.#waiting) {
      if (!this.admit(series, limits, now)) break;
      this.#handles.kind[handle] = kind;
      admitted++;
    }
    if (admitted > 0) this.#waiting = this.#waiting.slice(admitted);
    return (limits && this.#refusal(limits, now)) ?? '';
  }

  #refusal(limits: SourceLimits, now: number): string | null {
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#met = 0;
    }
    if (this.#series.size >= limits.series) return 'series-limit';
    return this.#met >= limits.newSeriesPerMinute ? 'new-series-limit' : null;
  }
}
