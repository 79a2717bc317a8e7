import { expect, test } from 'vitest';
import { createMembership, refusalOf } from '../../../server/stream/topics.ts';
import { tileOf } from '../../../shared/geo/tiles.ts';
import { metricsOf } from '../../../shared/metrics/index.ts';
import { smallInventory } from '../live/inventory.ts';

const inventory = smallInventory();
const members = createMembership(inventory);
const kinds = (topic: string): string[] => [
  ...new Set([...(members(topic) ?? [])].map((series) => inventory.resourceOf(series).kind)),
];

test('zone is every roll-up and the uplinks', () => {
  expect(kinds('zone')).toEqual(['zone', 'datacentre', 'phase', 'hall', 'carrier', 'uplink']);
});

test('a floor is one metric of all racks of a hall', () => {
  const floor = [...members('floor/inlet/hall/dc/p1-h01')!];
  expect(floor).toHaveLength(12);
  expect(new Set(floor.map((series) => inventory.metricOf(series).id))).toEqual(new Set(['rack.inlet']));
  expect(floor.every((series) => inventory.resourceOf(series).id.startsWith('rack/dc/p1-h01/'))).toBe(true);
});

test('a tile has its sites with their cells and its stations with their connectors', () => {
  const { x, y } = tileOf({ lat: 36.2, lon: 120.5 }, 16);
  expect(kinds(`tile/16/${x}/${y}`)).toEqual(['site', 'cell']);
  expect(kinds('tile/0/0/0')).toEqual(['site', 'cell', 'charging-station', 'connector']);
  expect(members('tile/5/0/0')).toHaveLength(0);
});

test('a resource is itself and its direct children', () => {
  expect(kinds('resource/charging-station/s1')).toEqual(['charging-station', 'connector']);
  expect(members('resource/rack/dc/p1-h01/r01/01')).toHaveLength(12);
});

test('a kind is all its series', () => {
  expect(kinds('kind/connector')).toEqual(['connector']);
  expect(members('kind/uplink')).toHaveLength(2 * metricsOf('uplink').length);
});

test('a kind of more than 2,000 is refused by name, with how many there are and the limit', () => {
  const large = smallInventory({ halls: 1, racksPerHall: 2001 });
  expect(createMembership(large)('kind/rack')).toBeUndefined();
  expect(refusalOf(large, 'kind/rack', 'topics.0')).toMatchObject({
    code: 'kind-too-large',
    message: expect.stringContaining('2001'),
    field: 'topics.0',
    limit: 2_000,
  });
  expect(refusalOf(large, 'kind/teapot', 'topics.0')).toMatchObject({ code: 'unknown-topic' });
});

test('members ascend strictly', () => {
  for (const topic of ['zone', 'tile/0/0/0', 'floor/power/hall/dc/p1-h01', 'kind/cell', 'resource/zone/test']) {
    const series = members(topic)!;
    expect(series.every((number, i) => i === 0 || number > series[i - 1]!)).toBe(true);
  }
});

test.each([
  'hall',
  'zone/test',
  'tile/19/0/0',
  'tile/2/4/0',
  'tile/2/0',
  'tile/a/0/0',
  'tile/1/0/0.5',
  'floor/inlet/hall/dc/none',
  'floor/constructor/hall/dc/p1-h01',
  'floor/inlet/rack/dc/p1-h01/r01/01',
  'kind/teapot',
  'kind/__proto__',
  'resource/rack/none',
  'resource/',
  '__proto__/x',
])('%s names nothing', (topic) => {
  expect(members(topic)).toBeUndefined();
});
