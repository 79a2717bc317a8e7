import { expect, test } from 'vitest';
import { checkJournal, storedRows } from '../kit/check-journal.ts';
import { createLedger } from '../kit/ledger.ts';
import { runSender } from '../kit/sender.ts';
import { injectFault, straceRefusal } from '../kit/strace.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';

const SENDERS = 8;
const refusal = straceRefusal();
const title =
  'a sync that fails (EIO): no acknowledgement after it, the process ends, and what is stored is what was said';

// Without the right to trace, the same is proved in one process by test/server/journal/group-commit.test.ts.
test.skipIf(refusal !== null)(refusal === null ? title : `${title} (${refusal})`, async () => {
  const dataFolder = testFolder('sync');
  const server = await supervise({ dataFolder, zone: testZone() });
  const ledger = createLedger();
  const abort = new AbortController();
  const senders = Array.from({ length: SENDERS }, (_, number) =>
    runSender({ number, door: 'native', target: server, ledger, rows: 20, pauseMs: 10, signal: abort.signal }),
  );
  await until(
    'data',
    20_000,
    () => ledger.acknowledged.size,
    (size) => size > 2_000,
  );
  await injectFault(server.process.pid, 'fdatasync', 'error=EIO');
  expect(await server.process.exited).toBe(1);
  expect(server.process.output()).toContain('the journal cannot be written');
  await wait(100);

  // Nobody is told that a row is safe which is not there; of rows that are there, only an answer may have got lost.
  const stored = await storedRows(dataFolder);
  expect([...ledger.acknowledged].filter((key) => !stored.has(key))).toEqual([]);
  const untold = [...stored.keys()].filter((key) => !ledger.acknowledged.has(key));
  expect(untold.length).toBeLessThanOrEqual(SENDERS * 20);

  const before = ledger.acknowledged.size;
  await server.start();
  await until(
    'data after the restart',
    20_000,
    () => ledger.acknowledged.size,
    (size) => size > before + 2_000,
  );
  abort.abort();
  await Promise.all(senders);
  expect(await server.process.stop()).toBe(0);
  expect(ledger.wrongAnswers).toEqual([]);
  expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
});
