import type { MappingRule } from '../ports.ts';
import type { ProblemList } from './problems.ts';
import { placeholdersOf } from './read-mapping.ts';
import type { ResourceList } from './resource-list.ts';

/** A template that names resources outright, or by one table, must name resources of the pack. */
export function checkMappingTargets(rules: readonly MappingRule[], list: ResourceList, problems: ProblemList): void {
  const reported = new Set<string>();
  for (const rule of rules) {
    for (const id of namedBy(rule)) {
      if (list.get(id) || reported.has(id)) continue;
      reported.add(id);
      problems.add({ file: 'mapping.yaml' }, `${rule.where}: ${id} names no resource`);
    }
  }
}

function namedBy({ resource, values }: MappingRule): readonly string[] {
  const [label, ...more] = placeholdersOf(resource);
  if (label === undefined) return [resource];
  const table = values?.get(label);
  return table && more.length === 0
    ? [...table.values()].map((segment) => resource.replace(`{${label}}`, segment))
    : [];
}
