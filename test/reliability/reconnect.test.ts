import { expect, onTestFinished, test } from 'vitest';
import { deliver, METRIC, nativeDelivery } from '../kit/sender.ts';
import { supervise } from '../kit/supervised-server.ts';
import { testFolder, until } from '../kit/test-folder.ts';
import { RACKS, testRack, testZone } from '../kit/test-zone.ts';
import { differences, fetchInventory, openViewer } from '../kit/viewer.ts';

const VIEWERS = 300;
const TOPICS = ['zone', 'floor/inlet/hall/kit/h01', 'floor/power/hall/kit/h02', 'kind/hall'];
/** Twice what is promised of a machine that does nothing else. */
const SYNCED_MS = 30_000;

test('300 viewers through a kill of the server: all in sync in time, spread by jitter, and a snapshot is encoded for many', async () => {
  const server = await supervise({ dataFolder: testFolder('reconnect'), zone: testZone() });
  const index = await fetchInventory(server.url);
  /** How often each encoding of a snapshot was fetched, by topic and tag. */
  const fetched = new Map<string, number>();
  const count = (topic: string, etag: string | null) => {
    const key = `${topic} ${etag}`;
    fetched.set(key, (fetched.get(key) ?? 0) + 1);
  };
  const viewers = Array.from({ length: VIEWERS }, () => openViewer(server.url, index, TOPICS, count));
  onTestFinished(() => {
    for (const viewer of viewers) viewer.close();
  });
  const notIn = (epoch: number | null) =>
    viewers.filter((viewer) => viewer.link().state !== 'live' || viewer.link().epoch === epoch).length;
  await until(
    'first values',
    60_000,
    () => notIn(null),
    (left) => left === 0,
  );
  const rows = Array.from({ length: RACKS }, (_, rack) => {
    return { resource: testRack(1, rack), metric: METRIC, at: Date.now(), value: 20 + rack / 10 };
  });
  expect((await deliver(server.url, server.token, nativeDelivery(rows, 'reconnect', 0))).status).toBe(204);

  const epoch = viewers[0]!.link().epoch;
  fetched.clear();
  await server.killAndStart();
  const began = performance.now();
  await until(
    'all in sync',
    60_000,
    () => notIn(epoch),
    (left) => left === 0,
  );
  expect(performance.now() - began).toBeLessThan(SYNCED_MS);

  const differ = async () => {
    const some = viewers.filter((_, viewer) => viewer % 30 === 0);
    const counts = some.flatMap((viewer) => TOPICS.map((topic) => differences(server.url, viewer, topic)));
    return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
  };
  await until('equal state', 20_000, differ, (left) => left === 0);
  // Ticks make new snapshots; between two of them all are given the same bytes (test/server/stream/stream.test.ts).
  const fetches = [...fetched.values()].reduce((sum, each) => sum + each, 0);
  expect(fetches).toBeGreaterThanOrEqual(VIEWERS * TOPICS.length);
  expect(fetched.size, `${fetches} fetches`).toBeLessThan(fetches / 4);
});
