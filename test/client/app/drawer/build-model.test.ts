import { expect, test } from 'vitest';
import { buildModel } from '../../../../client/app/drawer/build-model.ts';
import { headlineOf, newestAge, sourcesOf, stateOf } from '../../../../client/app/drawer/model.ts';
import { createLiveColumns } from '../../../../client/live/columns.ts';
import { packFlags, packQuality } from '../../../../shared/model/sample.ts';
import type { LatestValue, ResourceDetail } from '../../../../shared/wire/http.ts';
import { smallZone } from './small-zone.ts';

const NOW = 1_600_000_000_000;
const index = smallZone();
const RACK = 'rack/d/p1-h01/r01/02';

function live() {
  const columns = createLiveColumns(index.dictionary.seriesCount);
  const put = (id: string, metric: string, value: number, flags: number, ageMs: number) => {
    const series = index.series(id, metric);
    columns.value[series] = value;
    columns.flags[series] = flags;
    columns.at[series] = NOW - ageMs;
  };
  return { columns, put };
}

const good = packFlags(packQuality('good'), 'live', 'normal');

test('the state is the worst of the values that have come, the headline the metric that has it', () => {
  const { columns, put } = live();
  put(RACK, 'rack.inlet-top', 33, packFlags(packQuality('good'), 'live', 'major'), 3000);
  put(RACK, 'rack.inlet', 33, packFlags(packQuality('good'), 'live', 'major', 0), 3000);
  put(RACK, 'rack.power', 3000, good, 8000);
  const model = buildModel(index, columns, undefined, RACK, NOW, 'en')!;
  expect(stateOf(model)).toBe('major');
  expect(headlineOf(model)?.id).toBe('rack.inlet');
  expect(newestAge(model)).toBe(3000);
});

test('what no ladder judges is never called normal, but its silence is unknown', () => {
  const { columns, put } = live();
  put('carrier/c', 'carrier.in', 1e12, good, 1000);
  expect(stateOf(buildModel(index, columns, undefined, 'carrier/c', NOW, 'en')!)).toBeNull();
  put('carrier/c', 'carrier.in', 1e12, packFlags(packQuality('uncertain', 'stale'), 'stale', 'unknown'), 60_000);
  expect(stateOf(buildModel(index, columns, undefined, 'carrier/c', NOW, 'en')!)).toBe('unknown');
});

test('without any sample there is no state and no age', () => {
  const model = buildModel(index, live().columns, undefined, RACK, NOW, 'en')!;
  expect(stateOf(model)).toBeNull();
  expect(newestAge(model)).toBe(Number.POSITIVE_INFINITY);
});

test('a bad value carries no number', () => {
  const { columns, put } = live();
  put(RACK, 'rack.humidity', 0, packFlags(packQuality('bad', 'out-of-range'), 'live', 'unknown'), 1000);
  const model = buildModel(index, columns, undefined, RACK, NOW, 'en')!;
  expect(model.readings.get('rack.humidity')?.value).toBeNull();
});

test('parts are the direct children by kind with their state, the path runs from the zone to the parent', () => {
  const { columns, put } = live();
  put('cell/s1/2', 'cell.operational-state', 0, packFlags(packQuality('good'), 'live', 'critical'), 1000);
  const site = buildModel(index, columns, undefined, 'site/s1', NOW, 'zh-CN')!;
  expect(site.parts.map(({ kind, count }) => [kind, count])).toEqual([['cell', 2]]);
  expect(site.parts[0]?.shown.map(({ severity }) => severity)).toEqual([null, 'critical']);
  expect(site.parts[0]?.shown[0]?.name).toBe('1 小区');
  const rack = buildModel(index, columns, undefined, RACK, NOW, 'zh-CN')!;
  expect(rack.path.map(({ id }) => id)).toEqual([
    'zone/z',
    'datacentre/d',
    'phase/d/p1',
    'hall/d/p1-h01',
    'row/d/p1-h01/r01',
  ]);
  const zone = buildModel(index, columns, undefined, 'zone/z', NOW, 'en')!;
  const kinds = zone.parts.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['site', 'datacentre', 'charging-station']));
  expect(kinds).not.toContain('rack');
});

test('a hall lists its hottest racks, hottest first', () => {
  const { columns, put } = live();
  for (const [i, rack] of ['01', '02', '03'].entries())
    put(`rack/d/p1-h01/r02/${rack}`, 'rack.inlet', 20 + i, good, 1000);
  const model = buildModel(index, columns, undefined, 'hall/d/p1-h01', NOW, 'en')!;
  expect(model.hottest.map(({ reading }) => reading.value)).toEqual([22, 21, 20]);
  expect(model.hottest[0]?.name).toBe('P1-H01-R02-03');
});

test('facts and sources come with the detail', () => {
  const { columns, put } = live();
  put(RACK, 'rack.power-a', 1200, good, 2000);
  const value: LatestValue = {
    resource: RACK,
    metric: 'rack.power-a',
    unit: 'W',
    value: 1200,
    at: NOW - 2000,
    receivedAt: NOW - 1900,
    ageMs: 2000,
    quality: 'good',
    reason: 'none',
    freshness: 'live',
    simulated: false,
    severity: 'normal',
    source: 'pdu-exporter-3',
  };
  const detail: ResourceDetail = {
    id: RACK,
    kind: 'rack',
    parent: 'row/d/p1-h01/r01',
    name: { zh: 'x', en: 'x' },
    lifecycle: 'in-service',
    reporting: true,
    synthetic: true,
    position: null,
    altResource: [],
    attributes: { tenant: 'blue', units: 42 },
    state: 'normal',
    path: [],
    children: [],
    dependsOn: [],
    neededBy: [],
    neededByCount: 0,
    values: [value],
  };
  const model = buildModel(index, columns, detail, RACK, NOW, 'en')!;
  expect(model.attributes.get('tenant')).toBe('blue');
  expect(model.synthetic).toBe(true);
  expect(sourcesOf(model)).toEqual([{ source: 'pdu-exporter-3', count: 1, ageMs: 2000 }]);
});

test('an unknown id has no model', () => {
  expect(buildModel(index, live().columns, undefined, 'rack/d/p9/r01/01', NOW, 'en')).toBeUndefined();
});
