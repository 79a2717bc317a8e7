import type { Link } from '../../shared/model/resource.ts';
import type { ResourceDetail } from '../../shared/wire/http.ts';
import { MAX_NEEDED_BY } from '../../shared/wire/reply-schemas.ts';

type Role = ResourceDetail['dependsOn'][number]['role'];
type Dependencies = Pick<ResourceDetail, 'dependsOn' | 'neededBy' | 'neededByCount'>;

/** Dependencies of a resource, both ways, from the rows of links.csv. A neighbour is none. Sorted once, then looked up. */
export function createResourceLinks(links: readonly Link[]): (id: string) => Dependencies {
  const needs = new Map<string, { id: string; role: Role }[]>();
  const needed = new Map<string, { id: string; role: Role }[]>();
  for (const { from, to, role } of links) {
    if (role === 'neighbour') continue;
    add(needs, from, { id: to, role });
    add(needed, to, { id: from, role });
  }
  return (id) => {
    const neededBy = needed.get(id) ?? [];
    return {
      dependsOn: needs.get(id) ?? [],
      neededBy: neededBy.slice(0, MAX_NEEDED_BY),
      neededByCount: neededBy.length,
    };
  };
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
