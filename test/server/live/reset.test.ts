import { expect, test } from 'vitest';
import { createBed, type Row } from './bed.ts';

test('a state that was emptied and filled again is that of a new one', () => {
  const used = createBed();
  const fresh = createBed();
  const racks = used.inventory.ofKind('rack').map(({ id }) => id);
  const rows = (from: number, base: number): Row[] =>
    racks.slice(from).flatMap((resource, i) => [
      { resource, metric: 'rack.inlet-top', value: base + i / 10 },
      { resource, metric: 'rack.power-a', value: 900 + i },
    ]);
  used.feed(rows(0, 34));
  used.tick();
  used.pass(60_000);
  used.live.reset();
  for (const bed of [used, fresh]) {
    bed.now = fresh.now;
    bed.feed(rows(7, 22));
    bed.tick();
  }
  expect(used.live.value).toEqual(fresh.live.value);
  expect(used.live.flags).toEqual(fresh.live.flags);
  expect(used.live.at).toEqual(fresh.live.at);
  expect(used.live.changedTick).toEqual(fresh.live.changedTick);
  expect(used.live.attention()).toEqual(fresh.live.attention());
});
