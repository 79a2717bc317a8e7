import type { Link } from '../../shared/model/resource.ts';
import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';
import type { ResourceList } from './resource-list.ts';

/** Rows of links.csv, each once; both ends must be resources of the pack. `judge` false: only resources that were found count. */
export function buildLinks(tables: Tables, list: ResourceList, judge: boolean, problems: ProblemList): readonly Link[] {
  const { file, rows } = tables.links;
  const links: Link[] = [];
  const seen = new Map<string, number>();
  for (const { line, value } of rows) {
    const unknown = (['from', 'to'] as const).filter((column) => !list.get(value[column]));
    if (unknown.length === 0) links.push(Object.freeze(value));
    if (!judge) continue;
    const key = `${value.from} ${value.to} ${value.role}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else problems.add({ file, row: line }, `the link stands in row ${first} already`);
    if (value.from === value.to) problems.add({ file, row: line, column: 'to' }, 'is what the link comes from');
    for (const column of unknown) problems.add({ file, row: line, column }, `${value[column]} names no resource`);
  }
  return links;
}
