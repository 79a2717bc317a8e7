import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { SourceView } from '../../shared/wire/http.ts';
import { writeBody } from '../fixtures/remote-write/encode.ts';
import { peakMb } from '../kit/memory.ts';
import { deliver, METRIC, nativeDelivery, writeDelivery } from '../kit/sender.ts';
import { type SupervisedServer, supervise } from '../kit/supervised-server.ts';
import { testFolder, wait } from '../kit/test-folder.ts';
import { testRack, testZone } from '../kit/test-zone.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LABEL_SETS = 200_000;
const BODY_SETS = 5_000;
/** Bodies of the same label sets before the flood: what the server holds under them is what the flood is measured against. */
const ORDINARY_BODIES = 40;
const LIMIT = 50_000;
const GROWTH_MB = 100;
/** Longest that anybody else waits for an answer, on a machine that has other things to do. */
const OTHERS_MS = 5_000;

function createToken({ dataFolder }: SupervisedServer, source: string): string {
  const { stdout } = spawnSync('npm', ['run', '--silent', 'admin', '--', 'create-token', source], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', SKYRACK_DATA: dataFolder },
    encoding: 'utf8',
  });
  return stdout.split('\n')[0]!;
}

test('one source cannot hurt the others: 200,000 label sets of one are capped by name, another is answered as ever', async () => {
  const server = await supervise({ dataFolder: testFolder('greedy'), zone: testZone() });
  const greedy = createToken(server, 'greedy');
  const modest = createToken(server, 'modest');
  let done = false;
  let longestMs = 0;
  const other = (async () => {
    for (let batch = 0; !done; batch++, await wait(50)) {
      const row = { resource: testRack(2, 0), metric: METRIC, at: Date.now(), value: 20 + (batch % 50) / 10 };
      const began = performance.now();
      const { status, text } = await deliver(server.url, modest, writeDelivery([row]));
      longestMs = Math.max(longestMs, performance.now() - began);
      expect(status, text).toBe(204);
    }
  })();
  const { path, headers } = writeDelivery([]);
  const statuses = new Set<number>();
  const flood = async (from: number): Promise<void> => {
    const series = Array.from({ length: BODY_SETS }, (_, set) => ({
      labels: [
        ['__name__', 'http_requests'],
        ['path', `/user/${from + set}`],
      ] as const,
      samples: [{ at: Date.now(), value: 1 }],
    }));
    const { status } = await deliver(server.url, greedy, { path, headers, body: Uint8Array.from(writeBody(series)) });
    statuses.add(status);
  };
  const { pid } = server.process;
  const ordinary = async () => {
    for (let body = 0; body < ORDINARY_BODIES; body++) await flood(0);
  };
  const ordinaryMb = await peakMb(pid, ordinary());
  expect([...statuses]).toEqual([204]);
  const all = async () => {
    for (let from = 0; from < LABEL_SETS; from += BODY_SETS) await flood(from);
  };
  const floodMb = await peakMb(pid, all());
  done = true;
  await other;
  // The first are unmapped, which is a success; those beyond the limit are refused with the reason.
  expect([...statuses].sort()).toEqual([204, 400]);
  const { sources } = (await (await fetch(`${server.url}/api/v1/sources`)).json()) as { sources: SourceView[] };
  const view = sources.find(({ id }) => id === 'greedy');
  const refused = view?.rejected.filter(({ reason }) => reason.endsWith('series-limit')) ?? [];
  expect(refused.reduce((sum, { count }) => sum + count, 0)).toBe(LABEL_SETS - LIMIT);
  expect(sources.find(({ id }) => id === 'modest')).toMatchObject({ rejectedTotal: 0 });
  expect(longestMs).toBeLessThan(OTHERS_MS);
  expect(floodMb - ordinaryMb).toBeLessThan(GROWTH_MB);
  const row = { resource: testRack(3, 0), metric: METRIC, at: Date.now(), value: 25 };
  const good = nativeDelivery([row], 'greedy', 1);
  const body = String(good.body).replace('"ingest"', '"greedy"');
  expect((await deliver(server.url, greedy, { ...good, body })).status).toBe(204);
  expect(await server.process.stop()).toBe(0);
});
