import { expect, test } from 'vitest';
import { clusterCover, tileCover } from '../../../client/map/tile-cover.ts';
import { tileOf } from '../../../shared/geo/tiles.ts';
import { topicSchema } from '../../../shared/wire/event-schemas.ts';

const southWest = { lat: 36.19, lon: 120.15 };
const northEast = { lat: 36.33, lon: 120.4 };

test('at most 16 tiles cover the view, and both corners lie in them', () => {
  for (const zoom of [3, 8, 11, 12.75, 14, 17]) {
    const topics = tileCover(southWest, northEast, zoom);
    expect(topics.length).toBeGreaterThan(0);
    expect(topics.length).toBeLessThanOrEqual(16);
    const z = Number(topics[0]!.split('/')[1]);
    expect(z).toBeLessThanOrEqual(14);
    for (const corner of [southWest, northEast]) {
      const { x, y } = tileOf(corner, z);
      expect(topics).toContain(`tile/${z}/${x}/${y}`);
    }
    for (const topic of topics) expect(topicSchema.safeParse(topic).success).toBe(true);
  }
});

test('near views use tiles of zoom 14, far ones no finer tiles than the view', () => {
  const near = tileCover({ lat: 36.26, lon: 120.25 }, { lat: 36.27, lon: 120.26 }, 17);
  expect(near.every((topic) => topic.startsWith('tile/14/'))).toBe(true);
  expect(tileCover(southWest, northEast, 9)[0]).toMatch(/^tile\/[0-9]\//);
});

test('a view beyond the world is cut to it', () => {
  expect(tileCover({ lat: -85, lon: -200 }, { lat: 85, lon: 200 }, 0)).toEqual(['tile/0/0/0']);
});

test('counts are watched in tiles whose squares are drawn 45 to 90 pixels wide', () => {
  for (const zoom of [8, 8.25, 9.5, 10.75, 12]) {
    const topics = clusterCover(southWest, northEast, zoom);
    const z = Number(topics[0]!.split('/')[1]);
    const squarePx = (256 * 2 ** (zoom - z)) / 8;
    expect(squarePx).toBeGreaterThanOrEqual(45);
    expect(squarePx).toBeLessThanOrEqual(91);
    expect(topics.length).toBeLessThanOrEqual(64);
    for (const corner of [southWest, northEast]) {
      const { x, y } = tileOf(corner, z);
      expect(topics).toContain(`cluster/${z}/${x}/${y}`);
    }
    for (const topic of topics) expect(topicSchema.safeParse(topic).success).toBe(true);
  }
});
