import type { ResourceKind } from '../../shared/model/resource.ts';
import { SEVERITIES, SEVERITY_RANK } from '../../shared/model/sample.ts';
import type { AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';

/** By ordinal of a kind: 0 without an alarm, else 1 + the index into SEVERITIES of the worst. */
export type WorstAlarms<K extends ResourceKind> = Readonly<Record<K, Uint8Array>>;

/**
 * Says, for resources of some kinds, which is the worst alarm that stands of them and of what they contain. What is
 * shelved or in maintenance marks nothing. An alarm without a severity of its own counts as unknown.
 */
export function createAlarmRollUp<K extends ResourceKind>(
  inventory: InventoryIndex,
  kinds: readonly K[],
): (alarms: Iterable<AlarmView>) => WorstAlarms<K> {
  const wanted = new Set<ResourceKind>(kinds);
  /** Where an alarm of a resource marks: itself and what contains it. */
  const places = new Map<string, readonly { readonly kind: K; readonly ordinal: number }[]>();
  const placesOf = (resource: string) => {
    let found = places.get(resource);
    if (found === undefined) {
      found = inventory.path(resource).flatMap(({ kind, ordinal }) => {
        return wanted.has(kind) ? [{ kind: kind as K, ordinal }] : [];
      });
      places.set(resource, found);
    }
    return found;
  };
  return (alarms) => {
    const columns = Object.fromEntries(kinds.map((kind) => [kind, new Uint8Array(inventory.count(kind))]));
    const worst = columns as Record<K, Uint8Array>;
    for (const { resource, severity, clearance, shelf, maintenance } of alarms) {
      if (clearance !== null || shelf !== null || maintenance !== null) continue;
      const mark = 1 + SEVERITIES.indexOf(severity === 'indeterminate' ? 'unknown' : severity);
      for (const { kind, ordinal } of placesOf(resource)) {
        if (isWorse(mark, worst[kind][ordinal]!)) worst[kind][ordinal] = mark;
      }
    }
    return worst;
  };
}

/** Of two marks, whether the first is of a worse severity. */
function isWorse(mark: number, than: number): boolean {
  return rankOf(mark) > rankOf(than);
}

function rankOf(mark: number): number {
  return mark === 0 ? -1 : SEVERITY_RANK[SEVERITIES[mark - 1]!];
}
