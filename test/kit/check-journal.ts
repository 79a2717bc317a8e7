import { join } from 'node:path';
import { readJournal } from '../../server/journal/index.ts';
import { isSimulated } from '../../shared/model/sample.ts';
import { keyOf, type Ledger } from './ledger.ts';

/** How a data folder differs from what its senders believe: all three are 0 when nothing went wrong. */
export interface Verdict {
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There more than once, by (series, at). */
  readonly duplicate: number;
  /** There with another value than was sent, or never sent. */
  readonly wrong: number;
}

/** Reads the journal of a server that has ended and holds it against the ledger of its senders. */
export async function checkJournal(dataFolder: string, ledger: Ledger): Promise<Verdict> {
  const stored = await storedRows(dataFolder);
  let duplicate = 0;
  let wrong = 0;
  for (const [key, { value, times }] of stored) {
    duplicate += times - 1;
    if (ledger.sent.get(key) !== value) wrong++;
  }
  let lost = 0;
  for (const key of ledger.acknowledged) if (!stored.has(key)) lost++;
  return { lost, duplicate, wrong };
}

/** What real sources wrote, by key: the last value, and how often it lies in the journal. */
export async function storedRows(dataFolder: string): Promise<Map<string, { value: number; times: number }>> {
  const stored = new Map<string, { value: number; times: number }>();
  for await (const sample of readJournal(join(dataFolder, 'journal'))) {
    if (isSimulated(sample.quality)) continue;
    const key = keyOf(sample);
    stored.set(key, { value: sample.value, times: (stored.get(key)?.times ?? 0) + 1 });
  }
  return stored;
}
