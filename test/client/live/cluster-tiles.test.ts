import { expect, test } from 'vitest';
import { createClusterTiles } from '../../../client/live/cluster-tiles.ts';
import { encodeClusters } from '../../../shared/wire/cluster-frame.ts';

const TOPIC = 'cluster/9/1/2';
const group = (normal: number) => ({
  kind: 'site' as const,
  x: 1,
  y: 2,
  ordinal: null,
  counts: [normal, 0, 0, 0, 0, 0],
  building: 0,
  planned: 0,
});
const frame = (seq: number, changes = {}) =>
  encodeClusters({ topic: TOPIC, epoch: 1, seq, now: 0, groups: [group(seq)], ...changes });

function followed() {
  const tiles = createClusterTiles();
  tiles.reset(1);
  tiles.follow(TOPIC);
  return tiles;
}

test('the newest counts stand, whatever is lost, doubled or late', () => {
  const tiles = followed();
  expect(tiles.settled).toBe(false);
  expect([3, 7, 7, 5].map((seq) => tiles.receive(frame(seq)))).toEqual([TOPIC, TOPIC, null, null]);
  expect(tiles.get(TOPIC)?.groups[0]?.counts[0]).toBe(7);
  expect(tiles.settled).toBe(true);
});

test('what is not watched, of another start of the server, or no frame at all changes nothing', () => {
  const tiles = followed();
  expect(tiles.receive(frame(1, { topic: 'cluster/9/9/9' }))).toBeNull();
  expect(tiles.receive(frame(1, { epoch: 2 }))).toBeNull();
  expect(tiles.receive(Uint8Array.of(1, 2, 3))).toBeNull();
  expect(tiles.get(TOPIC)).toBeNull();
});

test('after a restart the old counts stay in sight, are not settled, and give way to any of the new start', () => {
  const tiles = followed();
  tiles.receive(frame(900));
  tiles.reset(2);
  expect(tiles.get(TOPIC)?.seq).toBe(900);
  expect(tiles.settled).toBe(false);
  expect(tiles.receive(frame(4, { epoch: 2 }))).toBe(TOPIC);
  expect(tiles.settled).toBe(true);
  tiles.forget(TOPIC);
  expect(tiles.get(TOPIC)).toBeNull();
});
