import { expect, test } from 'vitest';
import { inventoryView } from '../../../server/inventory/view.ts';
import { openInventory } from '../../../shared/wire/inventory-index.ts';
import { smallInventory } from '../../server/live/inventory.ts';

const inventory = smallInventory();
// As it comes over HTTP.
const index = openInventory(JSON.parse(JSON.stringify(inventoryView(inventory))));
const RACK = 'rack/dc/p1-h01/r02/01';

test('both sides number every series alike', () => {
  expect(index.dictionary.seriesCount).toBe(inventory.dictionary.seriesCount);
  for (let series = 0; series < inventory.dictionary.seriesCount; series += 7) {
    const { kind, ordinal, metric } = index.dictionary.describe(series);
    expect(index.id(kind, ordinal)).toBe(inventory.resourceOf(series).id);
    expect(index.series(index.id(kind, ordinal), metric.id)).toBe(series);
    expect(inventory.series(index.id(kind, ordinal), metric.id)).toBe(series);
  }
});

test('a metric of another kind, an unknown metric and an unknown resource have no series', () => {
  expect(index.series(RACK, 'cell.users')).toBe(-1);
  expect(index.series(RACK, 'rack.none')).toBe(-1);
  expect(index.series('rack/none', 'rack.inlet')).toBe(-1);
});

test('racks and rows are named by their id, the others by the pack', () => {
  const { kind, ordinal } = index.ordinal(RACK)!;
  expect(index.name(kind, ordinal)).toEqual(['P1-H01-R02-01', 'P1-H01-R02-01']);
  expect(index.name('row', index.ordinal('row/dc/p1-h01/r02')!.ordinal)).toEqual(['R02', 'R02']);
  expect(index.name('site', 0)).toEqual(['名 site/s1', 'Name site/s1']);
});

test('the path goes from the zone to the resource; the zone has no parent', () => {
  expect(index.path(RACK).map(({ kind, ordinal }) => index.id(kind, ordinal))).toEqual([
    'zone/test',
    'datacentre/dc',
    'phase/dc/p1',
    'hall/dc/p1-h01',
    'row/dc/p1-h01/r02',
    RACK,
  ]);
  expect(index.parent('zone', 0)).toBeUndefined();
  expect(index.path('rack/none')).toEqual([]);
});

test('children are everything of a kind below, at any depth', () => {
  const hall = index.ordinal('hall/dc/p1-h01')!.ordinal;
  expect(index.children('hall', hall, 'rack')).toHaveLength(12);
  expect(index.children('hall', hall, 'row')).toHaveLength(2);
  expect(index.children('zone', 0, 'rack')).toHaveLength(24);
  expect(index.children('hall', hall, 'cell')).toHaveLength(0);
});

test('a cell stands at its site; what has no place has none', () => {
  const cell = index.ordinal('cell/s1/1')!;
  expect(index.position(cell.kind, cell.ordinal)).toEqual({ lat: 36.2, lon: 120.5 });
  expect(index.position('carrier', 0)).toBeNull();
});

test('life cycle, reporting and attributes are those of the pack', () => {
  const planned = index.ordinal('site/s2')!.ordinal;
  expect([index.lifecycle('site', 0), index.lifecycle('site', planned)]).toEqual(['in-service', 'planned']);
  expect([index.reporting('site', 0), index.reporting('site', planned)]).toEqual([true, false]);
  expect(index.attribute('uplink', 0, 'capacity_bps')).toBe(400e9);
  expect(index.attribute('uplink', 0, 'none')).toBeNull();
  expect(index.attribute('uplink', 0, 'constructor')).toBeNull();
});

test('an ordinal that does not exist is a RangeError, not another resource', () => {
  expect(() => index.id('rack', 24)).toThrow(RangeError);
  expect(() => index.lifecycle('power-feed', 0)).toThrow(RangeError);
});

test('search finds by name in both languages and by id, any case, beginnings first', () => {
  const ids = (text: string, limit = 10): string[] =>
    index.find(text, limit).map(({ kind, ordinal }) => index.id(kind, ordinal));
  expect(ids('p1-h01-r02-01')[0]).toBe(RACK);
  expect(ids('NAME SITE/S2')).toEqual(['site/s2']);
  expect(ids('名 site/s1')).toEqual(['site/s1']);
  expect(ids('rack/', 5)).toHaveLength(5);
  expect(ids('alpha').at(0)).toBe('carrier/alpha');
  // The hall that is called so goes before the racks whose names begin so, also where those fill the list.
  expect(ids('p1-h01', 2)[0]).toMatch(/^hall\//);
  expect(ids('')).toEqual([]);
  expect(ids('nothing like it')).toEqual([]);
});
