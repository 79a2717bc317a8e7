import { expect, onTestFinished, test } from 'vitest';
import { peakMb } from '../kit/memory.ts';
import { deliver, METRIC, writeDelivery } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until, wait } from '../kit/test-folder.ts';
import { HALLS, RACKS, testRack, testZone } from '../kit/test-zone.ts';
import { fetchInventory, openViewer } from '../kit/viewer.ts';
import { startChild } from '../server/journal/child.ts';

const EACH = 20;
/** All read: what the server holds then is what the pause is measured against. */
const ORDINARY_MS = 6_000;
const PAUSE_MS = 25_000;
const ROUND_MS = 200;
const GROWTH_MB = 100;
/** Longest that a healthy viewer may go without a frame; on a machine that has other things to do, twice as long as before. */
const LONGEST_GAP_MS = 4_000;
const TOPICS = Array.from({ length: HALLS }, (_, hall) => `floor/inlet/hall/kit/h${String(hall + 1).padStart(2, '0')}`);

async function counter(url: string, name: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
}

test('a slow viewer costs only itself: 20 that stop reading beside 20 that read, and they catch up when they go on', async () => {
  const server = await supervise({ dataFolder: testFolder('slow'), zone: testZone() });
  const index = await fetchInventory(server.url);
  const slow = startChild(new URL('../kit/viewers.ts', import.meta.url), [server.url, String(EACH), ...TOPICS]);
  const healthy = Array.from({ length: EACH }, () => openViewer(server.url, index, TOPICS));
  onTestFinished(async () => {
    for (const viewer of healthy) viewer.close();
    await slow.kill();
  });
  await slow.line('live');
  await until(
    'first values',
    30_000,
    () => healthy.map((viewer) => viewer.link().state),
    (states) => states.every((state) => state === 'live'),
  );

  const abort = new AbortController();
  const sender = (async () => {
    for (let round = 0; !abort.signal.aborted; round++, await wait(ROUND_MS)) {
      const at = Date.now();
      const rows = Array.from({ length: HALLS * RACKS }, (_, rack) => {
        const resource = testRack(Math.floor(rack / RACKS) + 1, rack % RACKS);
        return { resource, metric: METRIC, at, value: 20 + ((round + rack) % 100) / 10 };
      });
      const { status } = await deliver(server.url, server.token, writeDelivery(rows));
      expect(status).toBe(204);
    }
  })();
  const { pid } = server.process;
  /** The longest that a healthy viewer went without a frame within some time, ms. */
  const longestGap = async (runMs: number): Promise<number> => {
    let longestMs = 0;
    for (const end = Date.now() + runMs; Date.now() < end; await wait(100)) {
      for (const viewer of healthy) longestMs = Math.max(longestMs, Date.now() - viewer.link().lastFrameAt);
    }
    return longestMs;
  };
  const before = longestGap(ORDINARY_MS);
  const ordinaryMb = await peakMb(pid, before);
  const resyncs = await counter(server.url, 'skyrack_stream_resyncs_total');
  slow.process.kill('SIGSTOP');
  const during = longestGap(PAUSE_MS);
  const pausedMb = await peakMb(pid, during);
  const links = healthy.map((viewer) => viewer.link().state);
  slow.process.kill('SIGCONT');
  const lines = slow.lines.length;
  await until(
    'the slow ones',
    40_000,
    () => slow.lines.slice(lines),
    (since) => since.at(-1) === 'live',
  );
  abort.abort();
  await sender;
  expect(new Set(links)).toEqual(new Set(['live']));
  expect(await during).toBeLessThan(Math.max(LONGEST_GAP_MS, 2 * (await before)));
  expect(pausedMb - ordinaryMb).toBeLessThan(GROWTH_MB);
  expect(await counter(server.url, 'skyrack_stream_resyncs_total')).toBeGreaterThan(resyncs);
  expect(await server.process.stop()).toBe(0);
});
