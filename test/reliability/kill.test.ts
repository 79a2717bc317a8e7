import { expect, test } from 'vitest';
import { checkJournal } from '../kit/check-journal.ts';
import { createLedger } from '../kit/ledger.ts';
import { createRandom } from '../kit/random.ts';
import { runSender } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, wait } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';

const SENDERS = 16;
const KILLS = 13;
/** Three times what is promised of a machine that does nothing else. */
const RESTART_MS = 15_000;

test('an acknowledged sample survives kill -9: 16 senders, 13 kills, nothing lost, doubled or wrong', {
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
      rows: 25,
      pauseMs: 20,
      signal: abort.signal,
    }),
  );
  const random = createRandom(16);
  const restartsMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    await wait(300 + random.below(1_500));
    restartsMs.push(await server.killAndStart());
  }
  abort.abort();
  await Promise.all(senders);
  expect(await server.process.stop()).toBe(0);

  expect(ledger.wrongAnswers).toEqual([]);
  expect(ledger.acknowledged.size).toBeGreaterThan(KILLS * SENDERS * 25);
  expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
  const median = restartsMs.sort((a, b) => a - b)[Math.floor(KILLS / 2)]!;
  expect(median, `restarts took ${restartsMs.map(Math.round).join(', ')} ms`).toBeLessThan(RESTART_MS);
});
