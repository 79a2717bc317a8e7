import type { CoverageLoss } from '../ports.ts';
import type { Asking } from './coverage/ask.ts';
import type { CoveredTotal } from './coverage/covered-total.ts';
import type { RadioTable } from './radio-table.ts';

/** Answers that are kept, and questions that wait: whoever is not let in asks again. */
const KEPT = 5_000;
const WAITING = 200;

/**
 * What outages uncover, for a caller that cannot wait: null at first, and the question goes to the worker, one at a time;
 * `learned` is called when there is an answer.
 */
export function createLossCache(asking: Asking, table: RadioTable, learned: () => void) {
  const known = new Map<string, CoveredTotal>();
  const waiting = new Map<string, readonly number[]>();
  let basis = '';
  let isAsking = false;

  const askNext = async (): Promise<void> => {
    const next = waiting.entries().next();
    if (isAsking || next.done) return;
    const [key, cells] = next.value;
    isAsking = true;
    const about = basis;
    try {
      const { answer } = await asking.ask({ type: 'loss', cells });
      if (about === basis) {
        if (known.size >= KEPT) known.clear();
        known.set(key, answer);
        learned();
      }
    } catch {
      // Said by whoever runs the thread; the alarm stays without a hole and asks again.
    } finally {
      waiting.delete(key);
      isAsking = false;
    }
    await askNext();
  };

  const of: CoverageLoss = (ids) => {
    const cells = ids.flatMap((id) => table.numberOf.get(id) ?? []).sort((a, b) => a - b);
    if (cells.length === 0) return null;
    const key = cells.join();
    const answer = known.get(key);
    if (answer !== undefined) return { areaKm2: answer.areaKm2, people: answer.people };
    if (waiting.size < WAITING && !waiting.has(key)) {
      waiting.set(key, cells);
      void askNext();
    }
    return null;
  };

  return {
    of,
    /** Other cells are off duty: what is known holds no longer. */
    reset(nextBasis: string): void {
      if (nextBasis === basis) return;
      basis = nextBasis;
      known.clear();
    },
  };
}
