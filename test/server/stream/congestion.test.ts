import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { decodeFrame } from '../../../shared/wire/frame.ts';
import { smallInventory } from '../live/inventory.ts';
import { ask, type Client, createStreamBed, next } from './bed.ts';

const FLOOR = 'floor/inlet/hall/dc/p1-h01';

/** The TCP connection under a client of Node. */
function wire(client: Client): { pause(): void; resume(): void } {
  const { ws } = client.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } };
  return ws._socket;
}

test('a client that stops reading is taken out, costs nothing more, and is told what to load when it reads again', async () => {
  const bed = await createStreamBed(smallInventory({ halls: 1, racksPerHall: 3000 }));
  const racks = bed.inventory.ofKind('rack').map(({ id }) => id);
  const [slow, healthy] = [await bed.client(), await bed.client()];
  for (const client of [slow, healthy]) await ask(client, 'watch', { topics: [FLOOR] });
  let newest = 0;
  healthy.on('delta', (bytes) => {
    newest = decodeFrame(new Uint8Array(bytes)).seq;
  });
  wire(slow).pause();
  const everyRackChanges = async (): Promise<void> => {
    bed.now += 200;
    bed.feed(racks.map((resource) => ({ resource, metric: 'rack.inlet-top', value: 20 + (bed.now % 7) })));
    bed.tick();
    for (let i = 0; i < 5; i++) await turn();
  };
  let ticks = 0;
  while (bed.stream.stats.lagging === 0 && ticks++ < 1500) await everyRackChanges();
  expect(bed.stream.stats.lagging).toBe(1);
  expect(bed.stream.stats.clients).toBe(2);

  for (let i = 0; i < 20; i++) await everyRackChanges();
  const lagging = next(slow, 'lagging');
  wire(slow).resume();
  while (bed.stream.stats.lagging === 1) await everyRackChanges();
  await expect(lagging).resolves.toEqual({ topics: [FLOOR] });

  const delta = next(slow, 'delta');
  await everyRackChanges();
  await delta;
  const { topics } = (await ask(healthy, 'watch', { topics: [FLOOR] })) as { topics: Record<string, number> };
  expect(newest).toBe(topics[FLOOR]);
}, 60_000);
