import { expect, test } from 'vitest';
import { checkJournal } from '../kit/check-journal.ts';
import { createLedger } from '../kit/ledger.ts';
import { createRandom } from '../kit/random.ts';
import { runSender } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, wait } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';

const SENDERS = 16;
const ROWS = 25;
const RUN_MS = 60_000;
const LEAST_KILLS = 13;
/** From one kill to the next: 1.5–4 s, and no sooner than the server is back. */
const LEAST_PAUSE_MS = 1_500;
const PAUSE_SPREAD_MS = 2_500;
/** Three times what is promised of a machine that does nothing else. */
const RESTART_MS = 15_000;

test('an acknowledged sample survives kill -9: 16 senders, 60 s, a kill every 1.5–4 s, nothing lost, doubled or wrong', {
  timeout: 300_000,
}, async () => {
  const dataFolder = testFolder('kill');
  const server = await supervise({ dataFolder, zone: testZone() });
  const ledger = createLedger();
  const abort = new AbortController();
  const senders = Array.from({ length: SENDERS }, (_, number) =>
    runSender({
      number,
      door: number % 2 === 0 ? 'native' : 'write',
      target: server,
      ledger,
      rows: ROWS,
      pauseMs: 40,
      signal: abort.signal,
    }),
  );
  const random = createRandom(16);
  const restartsMs: number[] = [];
  /** Rows that were acknowledged by the time of each kill. */
  const acknowledged: number[] = [];
  const end = performance.now() + RUN_MS;
  for (let next = performance.now(); performance.now() < end || restartsMs.length < LEAST_KILLS; ) {
    next += LEAST_PAUSE_MS + random.below(PAUSE_SPREAD_MS);
    await wait(Math.max(0, next - performance.now()));
    next = performance.now();
    acknowledged.push(ledger.acknowledged.size);
    restartsMs.push(await server.killAndStart());
  }
  abort.abort();
  await Promise.all(senders);
  expect(await server.process.stop()).toBe(0);

  expect(restartsMs.length).toBeGreaterThanOrEqual(LEAST_KILLS);
  const took = `restarts took ${restartsMs.map(Math.round).join(', ')} ms`;
  expect(Math.max(...restartsMs), took).toBeLessThan(RESTART_MS);
  expect(ledger.wrongAnswers).toEqual([]);
  // Every sender got through, and most lives were long enough to take something.
  for (let number = 0; number < SENDERS; number++) {
    const first = [...ledger.acknowledged].find((key) => key.startsWith(testRack(number + 1, 0)));
    expect(first, `sender ${number}`).toBeDefined();
  }
  const lives = acknowledged.filter((rows, kill) => rows > (acknowledged[kill - 1] ?? 0)).length;
  expect(lives, acknowledged.join(', ')).toBeGreaterThanOrEqual(LEAST_KILLS);
  expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
});
