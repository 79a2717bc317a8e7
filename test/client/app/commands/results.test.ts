import { expect, test } from 'vitest';
import { homeViewOf } from '../../../../client/app/commands/home-view.ts';
import { type Command, resultsFor } from '../../../../client/app/commands/results.ts';
import { RESOURCE_KINDS } from '../../../../shared/model/resource.ts';
import type { InventoryView } from '../../../../shared/wire/http.ts';
import { openInventory } from '../../../../shared/wire/inventory-index.ts';

const SITES = 30;

function kind(name: InventoryView['kinds'][number]['kind'], ids: readonly string[]): InventoryView['kinds'][number] {
  return {
    kind: name,
    id: ids,
    name: ids.map((id) => [`${id.split('/').at(-1)} 站`, `Site ${id.split('/').at(-1)}`] as const),
    parentKind: ids.map(() => -1),
    parent: ids.map(() => -1),
    lifecycle: ids.map(() => 2),
    position: ids.map(() => null),
    reporting: ids.map(() => 1),
    attributes: {},
  };
}

const inventory = openInventory({
  version: 'test',
  kinds: [
    kind('zone', ['zone/z']),
    kind(
      'site',
      Array.from({ length: SITES }, (_, i) => `site/s-${100 + i}`),
    ),
  ],
});
const command = (key: string, title: string): Command => ({ key, kind: 'action', title, run: () => undefined });
const commands = [command('view:operations', 'Operations'), command('action:theme', 'Switch to light')];

test('nothing typed: recent choices first, then everything else that can be done, nothing twice', () => {
  const { sections, all } = resultsFor('  ', commands, ['resource:site/s-105', 'action:theme'], inventory);
  expect(sections.map(({ title }) => title)).toEqual(['commands.recent', 'commands.go']);
  expect(all.map(({ key }) => key)).toEqual(['resource:site/s-105', 'action:theme', 'view:operations']);
});

test('recent choices that are no more are passed over', () => {
  const { all } = resultsFor('', commands, ['resource:site/gone', 'action:gone', '__proto__'], inventory);
  expect(all.map(({ key }) => key)).toEqual(['view:operations', 'action:theme']);
});

test('typed text finds actions by their title and resources by any part of id or name, in any case', () => {
  expect(resultsFor('LIGHT', commands, [], inventory).all.map(({ key }) => key)).toEqual(['action:theme']);
  expect(resultsFor('S-105', commands, [], inventory).all.map(({ key }) => key)).toEqual(['resource:site/s-105']);
  expect(resultsFor('105 站', commands, [], inventory).all.map(({ key }) => key)).toEqual(['resource:site/s-105']);
});

test('twelve resources are shown and that there are more is said', () => {
  const { all, more } = resultsFor('s-1', commands, [], inventory);
  expect(all).toHaveLength(12);
  expect(more).toBe(true);
  expect(resultsFor('s-105', commands, [], inventory).more).toBe(false);
});

test('ten thousand characters find nothing and cost nothing', () => {
  expect(resultsFor('x'.repeat(10_000), commands, [], inventory).all).toEqual([]);
});

test('every kind has a view that draws it, or may stay on any', () => {
  const home = new Map(RESOURCE_KINDS.map((each) => [each, homeViewOf(each)]));
  expect(home.get('rack')).toBe('data-centre');
  expect(home.get('ups')).toBe('data-centre');
  expect(home.get('connector')).toBe('operations');
  expect(home.get('uplink')).toBeNull();
});
