import { expect, test } from 'vitest';
import { createLiveColumns } from '../../../../client/live/columns.ts';
import { layoutFloor } from '../../../../client/map/floor/layout.ts';
import type { Say } from '../../../../client/ui/text.ts';
import { readFloor } from '../../../../client/views/data-centre/floor-plan.ts';
import { floorWords, type WordsInput } from '../../../../client/views/data-centre/floor-words.ts';
import { cellText, LAYER_LOOKS } from '../../../../client/views/data-centre/layers.ts';
import { countRacks } from '../../../../client/views/data-centre/rack-counts.ts';
import { rackReading, summarize } from '../../../../client/views/data-centre/rack-reading.ts';
import { rackValues } from '../../../../client/views/data-centre/rack-values.ts';
import { hallRows, rackRows } from '../../../../client/views/data-centre/table-rows.ts';
import { packFlags, packQuality } from '../../../../shared/model/sample.ts';
import { TEXT } from '../../../../shared/text/index.ts';
import { smallZone } from '../../app/drawer/small-zone.ts';

const NOW = 1_600_000_000_000;
const index = smallZone();
const floor = readFloor(index);
const look = LAYER_LOOKS.inlet;
const good = packFlags(packQuality('good'), 'live', 'normal');
const late = packFlags(packQuality('good'), 'late', 'normal');
const stale = packFlags(packQuality('uncertain', 'stale'), 'stale', 'unknown');

const say: Say = (key, values = {}) =>
  Object.entries(values).reduce<string>(
    (text, [name, value]) => text.replace(`{{${name}}}`, String(value)),
    TEXT[key].en,
  );

function scene() {
  const live = createLiveColumns(index.dictionary.seriesCount);
  const put = (id: string, metric: string, value: number, flags: number) => {
    const series = index.series(id, metric);
    live.value[series] = value;
    live.flags[series] = flags;
    live.at[series] = NOW - 4000;
  };
  const values = rackValues(index, live, floor.reporting, look);
  const input: WordsInput = { index, floor, live, values, look, language: 'en', text: say };
  return { live, put, values, input };
}

test('rows and places follow the order of the inventory, and phases keep their halls', () => {
  expect(floor.plan.halls.map(({ phase }) => phase)).toEqual([0, 1]);
  expect([...floor.plan.rackRow].slice(0, 6)).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...floor.plan.rackPlace].slice(0, 6)).toEqual([0, 1, 2, 0, 1, 2]);
  expect(floor.hallReports).toEqual([true, false]);
  expect(layoutFloor(floor.plan).pixelOf.includes(-1)).toBe(false);
});

test('the value of a rack lies where the columns have its series', () => {
  const { values } = scene();
  for (let rack = 0; rack < index.count('rack'); rack++) {
    expect(values.offset + rack * values.stride).toBe(index.series(index.id('rack', rack), 'rack.inlet'));
  }
});

test('racks are counted by freshness; those not in service are not counted, and no number is no data', () => {
  const { put, values } = scene();
  put('rack/d/p1-h01/r01/01', 'rack.inlet', 22, good);
  put('rack/d/p1-h01/r01/02', 'rack.inlet', 22, late);
  put('rack/d/p1-h01/r01/03', 'rack.inlet', 22, stale);
  put('rack/d/p1-h01/r02/01', 'rack.inlet', 0, packFlags(packQuality('bad', 'out-of-range'), 'live', 'unknown'));
  expect(countRacks(values, floor.racksOf[0]!)).toEqual({ racks: 6, live: 1, late: 1, stale: 1, none: 3 });
  expect(countRacks(values, floor.racksOf[1]!).racks).toBe(0);
});

test('a phase heading says what reports; a hall title its value and state; a building hall its progress', () => {
  const { put, input } = scene();
  put('rack/d/p1-h01/r01/01', 'rack.inlet', 22, good);
  put('hall/d/p1-h01', 'hall.inlet-max', 33.26, packFlags(packQuality('good'), 'live', 'major'));
  const words = floorWords(input);
  expect(words.phases[0]?.title).toBe('Phase 1 · 6 racks · In service');
  expect(words.phases[0]?.note).toBe('1 / 6 live · 0 late · 0 stale · 5 no data');
  expect(words.halls[0]).toMatchObject({
    title: 'Hall 1',
    short: 'H1',
    value: '33.3°',
    severity: 'major',
    building: null,
  });
  expect(words.halls[1]).toMatchObject({ title: 'Hall 17', value: '', building: { share: 0.9, text: '90 %' } });
  expect([words.rackNumber(1), words.rackCode(1)]).toEqual(['02', 'R01-02']);
});

test('the elevation knows the hottest sensor from the layer alone', () => {
  const { put, input } = scene();
  put('rack/d/p1-h01/r01/01', 'rack.inlet', 27.5, packFlags(packQuality('good'), 'live', 'warning', 1));
  expect(floorWords(input).detail(0)).toMatchObject({
    inlets: [{ text: '–' }, { text: '27.5°', severity: 'warning' }, { text: '–', severity: 'unknown' }],
    hottest: 1,
    feedA: '–',
    units: 42,
  });
});

test('a reading says sensor, age and quality; a sum covers what is known', () => {
  const { put, values, live } = scene();
  put('rack/d/p1-h01/r01/01', 'rack.inlet', 27.5, packFlags(packQuality('good', 'none', true), 'live', 'warning', 2));
  put('rack/d/p1-h01/r01/02', 'rack.inlet', 20.5, good);
  expect(rackReading(values, live.at, 0, NOW)).toMatchObject({ value: 27.5, origin: 2, ageMs: 4000, simulated: true });
  expect(rackReading(values, live.at, 5, NOW)).toMatchObject({
    value: null,
    severity: 'unknown',
    ageMs: Number.POSITIVE_INFINITY,
  });
  expect(summarize(values, [0, 1, 2])).toEqual({ known: 2, sum: 48, max: 27.5 });
});

test('the tables have a row for every hall and every rack', () => {
  const { put, input } = scene();
  put('hall/d/p1-h01', 'hall.it-power', 12_000, good);
  expect(hallRows(input)).toMatchObject([
    { name: 'Hall 1', phase: 'Phase 1', racks: 6, load: 12_000, inletMax: null, progress: null },
    { name: 'Hall 17', phase: 'Phase 2', racks: 6, counts: null, progress: 90 },
  ]);
  expect(rackRows(input, 0, NOW).map(({ name, value }) => [name, value])[0]).toEqual(['P1-H01-R01-01', '–']);
  expect(rackRows(input, 1, NOW)[0]).toMatchObject({ severity: null, age: '–', lifecycle: 'building' });
});

test("the legend's ticks are the catalogue's steps with their state", () => {
  expect(look.ticks.filter(({ severity }) => severity).map(({ value, severity }) => [value, severity])).toEqual([
    [27, 'warning'],
    [32, 'major'],
  ]);
  expect(look.ticks.map(({ value }) => value)).toContain(18);
  expect(cellText(LAYER_LOOKS.power, 5230, 'en')).toBe('5.2');
});
