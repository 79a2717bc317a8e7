import { expect, onTestFinished, test, vi } from 'vitest';
import { createLiveStore, type LiveStore } from '../../../client/live/live-store.ts';
import { connectSocket } from '../../../client/live/socket.ts';
import { inventoryView } from '../../../server/inventory/view.ts';
import { openInventory } from '../../../shared/wire/inventory-index.ts';
import { createStreamBed, type StreamBed } from '../../server/stream/bed.ts';
import { differences } from './harness.ts';

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
