import { expect, test } from 'vitest';
import { kindRows, sortKindRows } from '../../../../client/views/operations/kind-rows.ts';
import { metricsOf } from '../../../../shared/metrics/index.ts';
import { openInventory } from '../../../../shared/wire/inventory-index.ts';

const LINKS = ['backhaul-link/ring-1/l10', 'backhaul-link/ring-1/l2', 'backhaul-link/ring-1/l3'];
const inventory = openInventory({
  version: 'test',
  kinds: [
    {
      kind: 'backhaul-link',
      id: LINKS,
      name: LINKS.map((id) => [`链路 ${id.split('/').at(-1)}`, `Link ${id.split('/').at(-1)}`] as const),
      parentKind: [-1, -1, -1],
      parent: [-1, -1, -1],
      lifecycle: [2, 2, 0],
      position: [null, null, null],
      reporting: [1, 1, 0],
      attributes: {},
    },
  ],
});
const size = LINKS.length * metricsOf('backhaul-link').length;
const live = { value: new Float32Array(size), flags: new Uint16Array(size), at: new Float64Array(size) };
const rows = kindRows('backhaul-link', inventory, live, 'en');

test('a kind has a row for each resource and a value for each metric of the catalogue; silence has no number', () => {
  expect(rows.map(({ id }) => id)).toEqual(LINKS);
  expect(rows[0]!.values).toHaveLength(metricsOf('backhaul-link').length);
  expect(rows[0]!.values.every(({ value }) => value === null)).toBe(true);
  expect(rows.map(({ state }) => state)).toEqual(['unknown', 'unknown', null]);
});

test('names sort as people count; what is not in service has no state and comes last', () => {
  const names = (column: 'name' | 'state', descending: boolean) =>
    sortKindRows(rows, { column, descending }, 'en').map(({ name }) => name);
  expect(names('name', false)).toEqual(['Link l2', 'Link l3', 'Link l10']);
  expect(names('state', true)).toEqual(['Link l2', 'Link l10', 'Link l3']);
});
