import type { SampleBatch } from '../../../shared/model/sample.ts';
import type { Lanes } from './lanes.ts';

/** VictoriaMetrics writes to disk every 5 seconds what it has acknowledged; twice that. */
const KEPT_MS = 10_000;
/** About 25 MB. */
const KEPT_ROWS = 1_000_000;

interface Acknowledged {
  readonly batch: SampleBatch;
  readonly lanes: Lanes;
  readonly at: number;
}

/** What was acknowledged a moment ago. Nothing is dropped while nothing is acknowledged: an outage does not age it. */
export class RecentParts {
  #parts: Acknowledged[] = [];
  #rows = 0;

  all(): readonly Acknowledged[] {
    return [...this.#parts];
  }

  add(batch: SampleBatch, lanes: Lanes): void {
    const at = performance.now();
    this.#parts.push({ batch, lanes, at });
    this.#rows += batch.series.length;
    while (this.#parts[0]!.at < at - KEPT_MS || this.#rows > KEPT_ROWS) {
      this.#rows -= this.#parts.shift()!.batch.series.length;
      if (this.#parts.length === 0) return;
    }
  }
}
