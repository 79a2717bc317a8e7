import { expect, test } from 'vitest';
import type { PastSeriesList } from '../../shared/wire/history.ts';
import { createLedger, keyOf, type Ledger } from '../kit/ledger.ts';
import { createRandom } from '../kit/random.ts';
import { METRIC, runSender } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';

const SENDERS = 4;
const ROWS = 20;
const KILLS = 6;
const SPAN_MS = 3_600_000;
const MAX_POINTS = 10_000;
/** History keeps the catalogue's resolution: 0.1 °C. */
const ROUNDING = 0.0501;

test('history through kill -9: what was acknowledged is in it once, with its value, and nothing that was never sent', {
  timeout: 180_000,
}, async () => {
  const server = await supervise({
    dataFolder: testFolder('history-kill'),
    zone: testZone(),
    env: { SKYRACK_HISTORY: 'duckdb' },
  });
  const ledger = createLedger();
  const abort = new AbortController();
  const began = Date.now();
  const senders = Array.from({ length: SENDERS }, (_, number) =>
    runSender({
      number,
      door: number % 2 === 0 ? 'native' : 'write',
      target: server,
      ledger,
      rows: ROWS,
      pauseMs: 20,
      signal: abort.signal,
    }),
  );
  const random = createRandom(5);
  for (let kill = 0; kill < KILLS; kill++) {
    await wait(800 + random.below(2_000));
    await server.killAndStart();
  }
  abort.abort();
  await Promise.all(senders);
  // A stop applies everything; the next start finds it.
  expect(await server.process.stop()).toBe(0);
  await server.start();
  expect(ledger.wrongAnswers).toEqual([]);
  expect(ledger.acknowledged.size).toBeGreaterThan(SENDERS * ROWS * KILLS);
  await until(
    'history has all of it',
    30_000,
    () => lag(server.url),
    (records) => records === 0,
  );
  expect(await compare(server.url, ledger, began)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
});

async function lag(url: string): Promise<number> {
  const health = (await (await fetch(`${url}/api/v1/health`)).json()) as { history: { lagRecords: number } };
  return health.history.lagRecords;
}

/** What history says of every series that was sent, sample by sample. */
async function compare(url: string, ledger: Ledger, began: number) {
  const verdict = { lost: 0, duplicate: 0, wrong: 0 };
  const seen = new Map<string, number>();
  for (let sender = 0; sender < SENDERS; sender++) {
    for (let row = 0; row < ROWS; row++) {
      const resource = testRack(sender + 1, row);
      const range = `from=${began - SPAN_MS - 60_000}&to=${began - SPAN_MS + 180_000}&points=${MAX_POINTS}`;
      const reply = await fetch(`${url}/api/v1/series?resource=${resource}&metric=${METRIC}&aggregate=raw&${range}`);
      const { stepMs, series } = (await reply.json()) as PastSeriesList;
      expect(stepMs, 'one bucket a sample').toBe(0);
      const { at, last, count } = series[0]!;
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
