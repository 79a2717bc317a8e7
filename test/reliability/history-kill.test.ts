import { expect, test } from 'vitest';
import { checkHistory } from '../kit/check-history.ts';
import { createLedger } from '../kit/ledger.ts';
import { createRandom } from '../kit/random.ts';
import { runSender } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, wait } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';

const SENDERS = 4;
const ROWS = 20;
const KILLS = 6;

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
  expect(await checkHistory(server.url, ledger, { senders: SENDERS, rows: ROWS, began })).toEqual({
    lost: 0,
    duplicate: 0,
    wrong: 0,
  });
});
