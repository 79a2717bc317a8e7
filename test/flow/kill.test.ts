import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readJournal } from '../../server/journal/index.ts';
import { freePort, type SkyrackProcess, startSkyrack } from '../server-process.ts';

const KILLS = 10;
const SENDERS = 4;
const ROWS = 50;

/** What was sent, and whether the server said that it is safe. */
interface Ledger {
  readonly sent: Map<string, number>;
  readonly acknowledged: Set<string>;
}

/**
 * One sender: batches of rows with increasing times on racks of its own; a batch is sent again, unchanged, until it is
 * answered with 204.
 */
async function send(sender: number, target: () => SkyrackProcess, token: string, ledger: Ledger, signal: AbortSignal) {
  const hall = `p1-h${String(sender + 1).padStart(2, '0')}`;
  const start = Date.now() - 3_600_000;
  for (let batch = 0; !signal.aborted; batch++) {
    const samples = Array.from({ length: ROWS }, (_, row) => ({
      resource: `rack/qingyun/${hall}/r${String((row % 20) + 1).padStart(2, '0')}/${String((row % 25) + 1).padStart(2, '0')}`,
      metric: 'rack.inlet-top',
      at: start + batch * 1000 + row,
      value: 20 + ((batch * ROWS + row) % 1000) / 100,
    }));
    const keys = samples.map(({ resource, at, value }) => [`${resource} ${at}`, value] as const);
    for (const [key, value] of keys) ledger.sent.set(key, value);
    const body = JSON.stringify({ source: 'ingest', epoch: `sender-${sender}`, batch, samples });
    for (;;) {
      if (signal.aborted) return;
      const status = await fetch(`${target().url}/api/v1/samples`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body,
        signal: AbortSignal.timeout(5_000),
      }).then(
        (reply) => reply.status,
        () => 0,
      );
      if (status === 204) break;
      expect([0, 503]).toContain(status);
      await new Promise((wait) => setTimeout(wait, 20));
    }
    for (const [key] of keys) ledger.acknowledged.add(key);
  }
}

test('kill -9 in a loop of ten during ingest: nothing acknowledged is lost, nothing is doubled', {
  timeout: 180_000,
}, async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-kill-'));
  const port = await freePort();
  const start = () => startSkyrack({ dataFolder, port, env: { SKYRACK_SIMULATE: 'off' } });
  let server = await start();
  const ledger: Ledger = { sent: new Map(), acknowledged: new Set() };
  const abort = new AbortController();
  const senders = Array.from({ length: SENDERS }, (_, n) => send(n, () => server, server.token, ledger, abort.signal));
  for (let kill = 0; kill < KILLS; kill++) {
    await new Promise((wait) => setTimeout(wait, 300 + ((kill * 397) % 700)));
    await server.kill();
    server = await start();
  }
  abort.abort();
  await Promise.all(senders);
  expect(await server.stop()).toBe(0);

  const stored = new Map<string, number>();
  let doubled = 0;
  let wrong = 0;
  for await (const sample of readJournal(join(dataFolder, 'journal'))) {
    const key = `${sample.resource} ${sample.at}`;
    if (stored.has(key)) doubled++;
    stored.set(key, sample.value);
    if (ledger.sent.get(key) !== sample.value) wrong++;
  }
  const lost = [...ledger.acknowledged].filter((key) => !stored.has(key));
  expect(ledger.acknowledged.size).toBeGreaterThan(KILLS * ROWS);
  expect({ lost: lost.length, doubled, wrong }).toEqual({ lost: 0, doubled: 0, wrong: 0 });
});
