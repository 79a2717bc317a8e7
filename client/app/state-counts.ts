import { RESOURCE_KINDS, type ResourceKind } from '../../shared/model/resource.ts';
import { SEVERITIES, type Severity } from '../../shared/model/sample.ts';
import type { Attention } from '../../shared/wire/events.ts';

/** Their states repeat those of what is below them: one hot rack is one, not also its hall and its data centre. */
const ROLL_UPS: ReadonlySet<ResourceKind> = new Set(['zone', 'datacentre', 'phase', 'hall', 'row', 'carrier']);

/** Worst first; normal is what is left and is not counted here. */
export const COUNTED: readonly Severity[] = ['critical', 'major', 'minor', 'warning', 'unknown'];

/** How many resources are in a state, roll-ups aside, and how many of each kind. */
export function countsOf(
  counts: Attention['counts'],
  severity: Severity,
): { total: number; kinds: readonly { kind: ResourceKind; count: number }[] } {
  const at = SEVERITIES.indexOf(severity);
  const kinds = RESOURCE_KINDS.filter((kind) => !ROLL_UPS.has(kind))
    .map((kind) => ({ kind, count: counts[kind]?.[at] ?? 0 }))
    .filter(({ count }) => count > 0);
  return { total: kinds.reduce((sum, { count }) => sum + count, 0), kinds };
}
