import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InventoryView, LatestValue, ResourceDetail, ZoneView } from '../../shared/wire/http.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';

let server: SkyrackProcess;

beforeAll(async () => {
  server = await startSkyrack({
    dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-example-')),
    env: { SKYRACK_ZONE: 'example' },
  });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

async function get<T>(path: string): Promise<T> {
  const reply = await fetch(`${server.url}${path}`);
  expect([path, reply.status]).toEqual([path, 200]);
  return (await reply.json()) as T;
}

test('the whole server runs on a zone that is not Qingdao, and what screens ask for is answered', async () => {
  const zone = await get<ZoneView>('/api/v1/zone');
  expect(zone).toMatchObject({ id: 'harbour-campus', timeZone: 'Europe/Lisbon', simulated: true });
  expect(zone.basemap.layers).toEqual([]);
  expect(zone.counts).toMatchObject({ rack: { 'in-service': 7, building: 1 }, 'backhaul-link': { 'in-service': 3 } });

  const inventory = await get<InventoryView>('/api/v1/inventory');
  const cooling = inventory.kinds.find(({ kind }) => kind === 'cooling-unit');
  expect(cooling?.attributes).toMatchObject({ floor_side: ['left', 'right'], floor_position: [0.5, 0.5] });
  for (const topic of ['zone', 'floor/inlet/hall/quay/main', 'resource/rack/quay/main/a/1']) {
    const reply = await fetch(`${server.url}/api/v1/live/snapshot?topic=${encodeURIComponent(topic)}`);
    expect([topic, reply.status]).toEqual([topic, 200]);
  }
  for (const path of ['/', '/data-centre']) {
    const page = await fetch(`${server.url}${path}`);
    expect([path, page.status]).toEqual([path, 200]);
    expect(await page.text()).toContain('<div id="root">');
  }
});

test('its racks, cells, ports and chargers are simulated, marked as such', async () => {
  const simulated = [
    ['rack/quay/main/a/1', 'rack.inlet'],
    ['cell/hc-1/1', 'cell.users'],
    ['uplink/quay/port-1', 'uplink.in'],
    ['connector/car-park/2', 'connector.status'],
  ] as const;
  await expect
    .poll(
      async () => {
        const values = await Promise.all(
          simulated.map(([id]) => get<ResourceDetail>(`/api/v1/resources/${encodeURIComponent(id)}`)),
        );
        return simulated.map(([, metric], i) => values[i]!.values.find((value) => value.metric === metric)?.simulated);
      },
      { timeout: 20_000 },
    )
    .toEqual([true, true, true, true]);
  const planned = await get<{ values: readonly LatestValue[] }>('/api/v1/resources/site%2Fhc-3');
  expect(planned.values.every(({ at }) => at === null)).toBe(true);
});
