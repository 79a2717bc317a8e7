import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkJournal } from '../kit/check-journal.ts';
import { createLedger } from '../kit/ledger.ts';
import { createRandom } from '../kit/random.ts';
import { spawnSkyrack } from '../kit/raw-server.ts';
import { runSender } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { testZone } from '../kit/test-zone.ts';

const UNDER_LOAD = 12;
const DURING_START = 8;
const STOP_MS = 10_000;

test('SIGTERM at 12 moments under load: exit 0 within 10 s, a clean stop, and all that was said to be safe is there', {
  timeout: 240_000,
}, async () => {
  const dataFolder = testFolder('stop');
  const server = await supervise({ dataFolder, zone: testZone() });
  const ledger = createLedger();
  const random = createRandom(12);
  const abort = new AbortController();
  const senders = Array.from({ length: 4 }, (_, number) =>
    runSender({
      number,
      door: number % 2 === 0 ? 'native' : 'write',
      target: server,
      ledger,
      rows: 25,
      pauseMs: 5,
      signal: abort.signal,
    }),
  );
  for (let stop = 0; stop < UNDER_LOAD; stop++) {
    await wait(random.below(400));
    const began = performance.now();
    expect(await server.process.stop(), server.process.output()).toBe(0);
    expect(performance.now() - began).toBeLessThan(STOP_MS);
    await server.start();
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/^skyrack_previous_stop_unclean 0$/m);
  }
  abort.abort();
  await Promise.all(senders);
  expect(await server.process.stop()).toBe(0);
  expect(ledger.wrongAnswers).toEqual([]);
  expect(await checkJournal(dataFolder, ledger)).toEqual({ lost: 0, duplicate: 0, wrong: 0 });
});

test('SIGTERM at 8 moments of a start, from the lock on: exit 0 within 10 s, and the next start is whole', {
  timeout: 240_000,
}, async () => {
  const dataFolder = testFolder('early');
  const zone = testZone();
  for (let stop = 0; stop < DURING_START; stop++) {
    const starting = await spawnSkyrack({ dataFolder: join(dataFolder, String(stop)), zone });
    await until(
      'the lock',
      30_000,
      () => existsSync(join(starting.dataFolder, 'owner.json')),
      (there) => there,
      2,
    );
    await wait(stop * 40);
    const began = performance.now();
    starting.child.kill('SIGTERM');
    expect(await starting.exited, starting.output()).toBe(0);
    expect(performance.now() - began).toBeLessThan(STOP_MS);
  }
  const server = await supervise({ dataFolder: join(dataFolder, '0'), zone });
  expect(await server.process.stop()).toBe(0);
});
