import type { DuckdbHistory } from '../../../server/history/duckdb.ts';
import type { JournalRecord } from '../../../server/ports.ts';
import { smallInventory } from '../live/inventory.ts';
import { GOOD, type Row, samples } from './contract.ts';

/** What a child applies until it is killed, and what must be there afterwards: a journal that can be computed. */
export const CRASH_BASE = Date.UTC(2026, 9, 31, 20);
export const CRASH_HOURS = 13;
const MINUTE = 60_000;
/** A record is a minute of every series. */
export const CRASH_RECORDS = CRASH_HOURS * 60;
const MAINTAIN_EVERY = 50;

export const crashInventory = smallInventory({ halls: 2, racksPerHall: 2 });
export const crashSeries = crashInventory
  .ofKind('rack')
  .flatMap(({ id }) => ['rack.inlet-top', 'rack.power-a'].map((metric) => crashInventory.series(id, metric)));

/** Raw samples are let go as soon as these are kept: some go by the hour, some when they are merged; files are of few rows. */
export const CRASH_RAW_HOURS = 6;
export const CRASH_KEEPING = { rawBytes: 0, rawMinHours: CRASH_RAW_HOURS, graceMs: 10 * MINUTE, mergedRows: 2_000 };

export function crashRows(sequence: number): Row[] {
  const start = CRASH_BASE + (sequence - 1) * MINUTE;
  const rows = crashSeries.flatMap((series) =>
    [0, 20_000, 40_000].map(
      (offset, i): Row => [series, start + offset, ((sequence * 7 + series + i) % 300) + 1, GOOD],
    ),
  );
  // Every tenth record overwrites a sample of half an hour ago, in an hour that may be sealed.
  if (sequence % 10 === 0 && sequence > 40) rows.push([crashSeries[0]!, start - 30 * MINUTE, sequence, GOOD]);
  // Every hundredth one of five hours ago: its hour's raw samples may be merged with others'.
  if (sequence % 100 === 0 && sequence > 300) rows.push([crashSeries[3]!, start - 300 * MINUTE, sequence, GOOD]);
  return rows;
}

export function crashRecord(sequence: number): JournalRecord {
  return samples(...crashRows(sequence));
}

export function crashClock(sequence: number): number {
  return CRASH_BASE + sequence * MINUTE;
}

/** Applies what is missing, sealing and deleting in between. `tick` turns the clock. */
export async function applyRest(
  history: DuckdbHistory,
  tick: (now: number) => void,
  records = CRASH_RECORDS,
): Promise<void> {
  for (let sequence = history.watermark + 1; sequence <= records; sequence++) {
    tick(crashClock(sequence));
    await history.apply(sequence, crashRecord(sequence));
    if (sequence % MAINTAIN_EVERY === 0) await history.maintain();
  }
  await history.flushed();
}
