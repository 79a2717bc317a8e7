import { expect, test } from 'vitest';
import { createResourceLinks } from '../../../server/http/resource-links.ts';
import type { Link } from '../../../shared/model/resource.ts';
import { MAX_NEEDED_BY } from '../../../shared/wire/reply-schemas.ts';

const row = (from: string, to: string, role: Link['role']): Link => ({ from, to, role });

test('a row of links.csv is a dependency of one end and a dependent of the other', () => {
  const linksOf = createResourceLinks([row('hall/a', 'power-feed/a', 'power'), row('power-feed/a', 'pdu/a', 'power')]);
  expect(linksOf('power-feed/a')).toEqual({
    dependsOn: [{ id: 'pdu/a', role: 'power' }],
    neededBy: [{ id: 'hall/a', role: 'power' }],
    neededByCount: 1,
  });
});

test('neighbours depend on nothing, and what has no row has empty lists', () => {
  const linksOf = createResourceLinks([row('cell/a', 'cell/b', 'neighbour')]);
  const none = { dependsOn: [], neededBy: [], neededByCount: 0 };
  expect(linksOf('cell/a')).toEqual(none);
  expect(linksOf('cell/b')).toEqual(none);
});

test('what very many need lists the first and counts all', () => {
  const rows = Array.from({ length: MAX_NEEDED_BY + 5 }, (_, i) => row(`site/${i}`, 'backhaul-node/a', 'transport'));
  const { neededBy, neededByCount } = createResourceLinks(rows)('backhaul-node/a');
  expect(neededBy).toHaveLength(MAX_NEEDED_BY);
  expect(neededByCount).toBe(MAX_NEEDED_BY + 5);
});
