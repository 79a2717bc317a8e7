import { expect, test } from 'vitest';
import { loadZone } from '../../../server/inventory/index.ts';
import { createMapping } from '../../../server/normalize/mapping.ts';
import { EXAMPLE } from '../inventory/edited-pack.ts';

const inventory = await loadZone({ folder: EXAMPLE });

test('another zone is a folder: its own name, time zone, outline and targets, and no base map', () => {
  const { name, timeZone, outline, targets, basemapLayers } = inventory.zone;
  expect([name.en, timeZone, basemapLayers]).toEqual(['Harbour Campus', 'Europe/Lisbon', []]);
  expect(outline[0]).toHaveLength(5);
  expect(targets).toEqual({ sites: 3, egressBps: 1e11, racks: 8, terminals: 2 });
});

test('nothing in it is named as in the demo zone', () => {
  const all = JSON.stringify([inventory.zone, inventory.search({ limit: 1000 }).resources, inventory.mapping]);
  expect(all).not.toMatch(/qingdao|qingyun|qd-ht|shanghai/i);
});

test('has a hall of two rows of four racks, three sites, one uplink, one station', () => {
  expect(inventory.children('hall/quay/main').filter(({ kind }) => kind === 'row')).toHaveLength(2);
  expect(inventory.children('row/quay/main/b').map(({ id }) => id)).toEqual(
    [1, 2, 3, 4].map((rack) => `rack/quay/main/b/${rack}`),
  );
  expect(
    ['site', 'uplink', 'charging-station'].map((kind) => inventory.search({ q: `${kind}/`, limit: 9 }).total),
  ).toEqual([3, 1, 1]);
});

test('its own mapping reads the signs on its doors', () => {
  const map = createMapping(inventory);
  const labels = { __name__: 'room_temperature_celsius', at: 'front-top', row: 'South', cabinet: 'C3' };
  const mapped = map({ by: 'labels', name: labels.__name__, labels: Object.entries(labels) });
  expect(mapped.mapped && inventory.resourceOf(mapped.series).id).toBe('rack/quay/main/b/3');
});
