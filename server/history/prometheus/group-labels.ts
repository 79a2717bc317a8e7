import type { Inventory } from '../../ports.ts';
import { GROUP_LABELS, placeLabels } from './series-labels.ts';

export interface GroupLabel {
  readonly label: string;
  /** Place of a group by the label's value. */
  readonly groups: ReadonlyMap<string, number>;
}

/**
 * The label whose values part the series of a metric just as the groups do, so that the remote can form them; undefined
 * when there is none and each group has to be named by its members.
 */
export function groupLabelOf(
  inventory: Inventory,
  groups: readonly { readonly series: readonly number[] }[],
): GroupLabel | undefined {
  const first = groups.find(({ series }) => series.length > 0)?.series[0];
  if (first === undefined) return undefined;
  const places = inventory
    .ofKind(inventory.resourceOf(first).kind)
    .map((resource) => ({ id: resource.id, labels: placeLabels(inventory, resource) }));
  for (const label of GROUP_LABELS) {
    const members = new Map<string, Set<string>>();
    for (const { id, labels } of places) {
      const value = labels.get(label);
      if (value === undefined) continue;
      const set = members.get(value) ?? new Set();
      members.set(value, set.add(id));
    }
    const found = match(inventory, groups, members);
    if (found !== undefined) return { label, groups: found };
  }
  return undefined;
}

function match(
  inventory: Inventory,
  groups: readonly { readonly series: readonly number[] }[],
  members: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, number> | undefined {
  const valueById = new Map([...members].flatMap(([value, ids]) => [...ids].map((id) => [id, value] as const)));
  const found = new Map<string, number>();
  for (const [place, { series }] of groups.entries()) {
    if (series.length === 0) continue;
    const ids = series.map((number) => inventory.resourceOf(number).id);
    const value = valueById.get(ids[0]!);
    if (value === undefined || found.has(value)) return undefined;
    const all = members.get(value)!;
    if (new Set(ids).size !== all.size || !ids.every((id) => all.has(id))) return undefined;
    found.set(value, place);
  }
  return found;
}
