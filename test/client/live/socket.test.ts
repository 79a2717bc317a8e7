import { expect, onTestFinished, test, vi } from 'vitest';
import { createLiveStore, type LiveStore } from '../../../client/live/live-store.ts';
import { connectSocket } from '../../../client/live/socket.ts';
import { inventoryView } from '../../../server/inventory/view.ts';
import { openInventory } from '../../../shared/wire/inventory-index.ts';
import { createStreamBed, type StreamBed } from '../../server/stream/bed.ts';
import { differences } from './harness.ts';

const TILE = 'cluster/0/0/0';
const FLOOR = 'floor/inlet/hall/dc/p1-h01';

function open(bed: StreamBed): StreamBed & { store: LiveStore } {
  const store = createLiveStore({
    index: openInventory(inventoryView(bed.inventory)),
    fetchSnapshot: async (topic) => Uint8Array.from(bed.stream.topics.snapshot(topic)!.bytes).buffer,
    connect: connectSocket(bed.url),
    clock: Date.now,
  });
  onTestFinished(() => store.close());
  return Object.assign(bed, { store });
}

function everyRack(bed: StreamBed): void {
  bed.now += 200;
  const racks = bed.inventory.ofKind('rack').filter(({ reporting }) => reporting);
  bed.feed(
    racks.map(({ id }, i) => ({ resource: id, metric: 'rack.inlet-top', value: 20 + ((bed.now / 200 + i) % 17) })),
  );
  bed.tick();
}

test('sample → tick → delta over a real socket: the client’s state is the server’s, attention included', async () => {
  const bed = open(await createStreamBed());
  everyRack(bed);
  bed.store.watch(['zone', FLOOR]);
  await vi.waitFor(() => expect(bed.store.link().state).toBe('live'), 5_000);
  for (let i = 0; i < 20; i++) everyRack(bed);
  await vi.waitFor(() => {
    expect(differences(bed, FLOOR)).toEqual([]);
    expect(differences(bed, 'zone')).toEqual([]);
  }, 5_000);
  expect(bed.store.value[bed.inventory.series('zone/test', 'zone.racks-live')]).toBe(12);
  expect(bed.store.attention()?.counts.rack?.reduce((sum, n) => sum + n)).toBe(12);
}, 20_000);

test('after a lost connection it comes back by itself and mends what it missed', async () => {
  const bed = open(await createStreamBed());
  everyRack(bed);
  bed.store.watch([FLOOR]);
  await vi.waitFor(() => expect(bed.store.link().state).toBe('live'), 5_000);
  bed.cut();
  await vi.waitFor(() => expect(bed.stream.stats.clients).toBe(0), 5_000);
  for (let i = 0; i < 3; i++) everyRack(bed);
  await vi.waitFor(() => expect(differences(bed, FLOOR)).toEqual([]), 10_000);
}, 20_000);

test('counts of a tile come at once, follow every change, and are there again after a lost connection', async () => {
  const bed = open(await createStreamBed());
  const cells = (enabled: number) => {
    bed.now += 200;
    bed.feed(
      ['1', '2', '3'].map((name) => ({
        resource: `cell/s1/${name}`,
        metric: 'cell.operational-state',
        value: enabled,
      })),
    );
    bed.tick();
  };
  const sites = () => bed.store.clusters(TILE)?.groups.find(({ kind }) => kind === 'site')?.counts;
  const topics = new Set<string>();
  bed.store.onFrame((series, topic) => {
    expect(series).toHaveLength(0);
    topics.add(topic);
  });
  cells(1);
  bed.store.watch([TILE]);
  await vi.waitFor(() => expect(bed.store.link().state).toBe('live'), 5_000);
  expect(sites()).toEqual([1, 0, 0, 0, 0, 0]);
  cells(0);
  await vi.waitFor(() => expect(sites()).toEqual([0, 0, 0, 0, 1, 0]), 5_000);
  bed.cut();
  await vi.waitFor(() => expect(bed.stream.stats.clients).toBe(0), 5_000);
  cells(1);
  await vi.waitFor(() => expect(sites()).toEqual([1, 0, 0, 0, 0, 0]), 10_000);
  expect([...topics]).toEqual([TILE]);
}, 20_000);
