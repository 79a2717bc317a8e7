import { expect, test } from 'vitest';
import { palette } from '../../../../client/ui/palette.ts';
import { updateLooks } from '../../../../client/views/operations/looks.ts';
import { siteRows, sortRows } from '../../../../client/views/operations/site-rows.ts';
import { smallWorld } from './zone.ts';

function rows() {
  const world = smallWorld();
  world.set('site/a', 'site.cells-enabled', 200 / 3, { severity: 'major' });
  world.set('site/a', 'site.users', 40);
  world.set('site/b', 'site.users', 7);
  for (const id of ['cell/a/1', 'cell/a/2', 'cell/a/3', 'cell/b/1']) world.set(id, 'cell.operational-state', 1);
  const { dictionary } = world.inventory;
  updateLooks(world.model, dictionary, world.live, {
    layer: 'state',
    palette: palette('dark'),
    scaleTop: 100,
    language: 'en',
    outLabel: 'out',
    everySite: false,
  });
  return siteRows(world.model, dictionary, world.live, 'en');
}

test('rows say what the map shows: state, cells in words, numbers or none', () => {
  expect(rows()[0]).toMatchObject({ name: 'site/a name', state: 'major', cells: 3, cellsEnabled: 2 });
  expect(rows()[1]!.prb.value).toBeNull();
  expect(rows()[2]).toMatchObject({ lifecycle: 'planned', state: null, cells: 0 });
});

test('sorted by state, worst first, what is not in service last', () => {
  const sorted = sortRows(rows(), { column: 'state', descending: true }, 'en');
  expect(sorted.map(({ id }) => id)).toEqual(['site/a', 'site/b', 'site/c']);
  expect(sortRows(rows(), { column: 'state', descending: false }, 'en')[0]!.id).toBe('site/c');
});

test('no number sorts below every number', () => {
  const sorted = sortRows(rows(), { column: 'users', descending: false }, 'en');
  expect(sorted.map(({ users }) => users.value)).toEqual([null, 7, 40]);
});
