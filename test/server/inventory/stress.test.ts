import { resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadZone } from '../../../server/inventory/index.ts';
import { createStressZone } from '../../../server/inventory/stress.ts';
import type { Inventory } from '../../../server/ports.ts';
import { metresBetween } from '../../../shared/geo/distance.ts';
import { isResourceId, RESOURCE_KINDS } from '../../../shared/model/resource.ts';

let demo: Inventory;
let zone: Inventory;

beforeAll(async () => {
  demo = await loadZone({ folder: resolve(import.meta.dirname, '../../../server/zones/qingdao') });
  zone = createStressZone(demo, 7);
});

test('10,000 sites with 30,000 cells, 20,000 racks and 2,000 connectors at 400 stations, all reporting', () => {
  const reporting = (kind: (typeof RESOURCE_KINDS)[number]) =>
    zone.ofKind(kind).filter(({ lifecycle, reporting }) => lifecycle === 'in-service' && reporting).length;
  expect(
    ['site', 'cell', 'rack', 'charging-station', 'connector', 'hall'].map((kind) => reporting(kind as 'site')),
  ).toEqual([10_000, 30_000, 20_000, 400, 2_000, 40]);
  expect(zone.ofKind('rack').every(({ attributes }) => attributes.has('rated_w'))).toBe(true);
  expect(zone.ofKind('uplink').length).toBeGreaterThan(0);
  expect(zone.zone).toMatchObject({ id: 'stress', timeZone: 'Asia/Shanghai', targets: { sites: 10_000 } });
});

test('every id is well-formed and once, every parent exists, every link joins two resources', () => {
  const all = RESOURCE_KINDS.flatMap((kind) => zone.ofKind(kind));
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(all.filter(({ id }) => !isResourceId(id))).toEqual([]);
  expect(all.filter(({ parent }) => parent !== null && zone.find(parent) === undefined)).toEqual([]);
  expect(all.filter(({ synthetic }) => !synthetic)).toEqual([]);
  expect(zone.links.filter(({ from, to }) => !zone.find(from) || !zone.find(to))).toEqual([]);
});

test('sites stand within 100 × 100 km, which is the outline, and not all in one place', () => {
  const ring = zone.zone.outline[0]!;
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  const middle = (south + north) / 2;
  const width = metresBetween({ lat: middle, lon: west }, { lat: middle, lon: east });
  expect(width / 1000).toBeCloseTo(100, 0);
  expect(metresBetween({ lat: south, lon: west }, { lat: north, lon: west }) / 1000).toBeCloseTo(100, 0);
  const sites = zone.ofKind('site').map(({ position }) => position!);
  const outside = sites.filter(({ lat, lon }) => lat < south || lat > north || lon < west || lon > east);
  expect(outside).toEqual([]);
  expect(new Set(sites.map(({ lat, lon }) => `${lat} ${lon}`)).size).toBeGreaterThan(9_900);
});

test('the same seed makes the same zone, another one another', () => {
  const place = (of: Inventory) =>
    of
      .ofKind('site')
      .slice(0, 5)
      .map(({ position }) => position);
  expect(place(createStressZone(demo, 7))).toEqual(place(zone));
  expect(place(createStressZone(demo, 8))).not.toEqual(place(zone));
});
