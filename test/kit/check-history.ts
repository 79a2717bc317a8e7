import type { PastSeriesList } from '../../shared/wire/history.ts';
import type { Verdict } from './check-journal.ts';
import { keyOf, type Ledger } from './ledger.ts';
import { METRIC } from './sender.ts';
import { until } from './test-folder.ts';
import { testRack } from './test-zone.ts';

/** Senders count back this far with the times of their samples. */
const SPAN_MS = 3_600_000;
const MARGIN_MS = 60_000;
const RANGE_MS = 240_000;
const MAX_POINTS = 10_000;
/** History keeps the catalogue's resolution: 0.1 °C. */
const ROUNDING = 0.0501;

/** What a server's history, once it has applied everything, says of every series that was sent, sample by sample. */
export async function checkHistory(
  url: string,
  ledger: Ledger,
  sent: { readonly senders: number; readonly rows: number; readonly began: number },
): Promise<Verdict> {
  await until(
    'history has all of it',
    30_000,
    () => lag(url),
    (records) => records === 0,
  );
  const verdict = { lost: 0, duplicate: 0, wrong: 0 };
  const seen = new Map<string, number>();
  for (let sender = 0; sender < sent.senders; sender++) {
    for (let row = 0; row < sent.rows; row++) {
      const resource = testRack(sender + 1, row);
      const { at, last, count } = await samplesOf(url, resource, sent.began - SPAN_MS - MARGIN_MS);
      at.forEach((time, i) => {
        const key = keyOf({ resource, metric: METRIC, at: time });
        verdict.duplicate += (seen.has(key) ? 1 : 0) + (count[i]! - 1);
        seen.set(key, last[i]!);
      });
    }
  }
  for (const [key, value] of seen) {
    const error = Math.abs((ledger.sent.get(key) ?? Number.NaN) - value);
    if (!(error <= ROUNDING)) verdict.wrong++;
  }
  for (const key of ledger.acknowledged) if (!seen.has(key)) verdict.lost++;
  return verdict;
}

async function lag(url: string): Promise<number> {
  const health = (await (await fetch(`${url}/api/v1/health`)).json()) as { history: { lagRecords: number } };
  return health.history.lagRecords;
}

async function samplesOf(url: string, resource: string, from: number) {
  const range = `from=${from}&to=${from + RANGE_MS}&points=${MAX_POINTS}`;
  const reply = await fetch(`${url}/api/v1/series?resource=${resource}&metric=${METRIC}&aggregate=raw&${range}`);
  const { stepMs, series } = (await reply.json()) as PastSeriesList;
  if (stepMs !== 0) throw new Error(`not one bucket a sample: ${stepMs} ms`);
  return series[0]!;
}
