import type { AlarmedKind } from '../../shared/alarms/alarm.ts';
import { findMetric } from '../../shared/metrics/index.ts';
import type { ResourceKind } from '../../shared/model/resource.ts';
import type { Inventory } from '../ports.ts';
import type { Rule } from './rule.ts';

/** Kinds of what a rule judges, each once; null for one that takes what any kind reports. */
export function judgedKinds(rule: Rule, inventory: Inventory): readonly AlarmedKind[] | null {
  if (rule.by !== 'samples') return rule.finds === 'any' ? null : rule.finds;
  const own = rule.inputs.flatMap(({ metric }) => findMetric(metric)?.kind ?? []);
  if (rule.on === 'self') return [...new Set(own)];
  const above = own.flatMap((kind) => {
    const parent = inventory.ofKind(kind)[0]?.parent ?? null;
    return parent === null ? [] : (inventory.find(parent)?.kind ?? []);
  });
  return [...new Set(above)];
}

/** Those of them that are resources of the zone. */
export function resourceKindsOf(rule: Rule, inventory: Inventory): readonly ResourceKind[] {
  return (judgedKinds(rule, inventory) ?? []).filter((kind) => kind !== 'source' && kind !== 'server');
}
