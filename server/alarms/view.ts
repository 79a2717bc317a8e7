import { type AlarmRecord, suppressionsOf } from '../../shared/alarms/alarm.ts';
import type { AlarmEffect, AlarmView } from '../../shared/wire/alarm-schemas.ts';
import type { Inventory } from '../ports.ts';

/** What a view adds to a record: names, place, what is folded under it, what it costs. */
export interface ViewContext {
  readonly inventory: Inventory;
  children(id: string): number;
  /** Null for what is folded under another. */
  effect(record: AlarmRecord): AlarmEffect | null;
  canClear(record: AlarmRecord): boolean;
  nextStage(record: AlarmRecord): AlarmView['nextStage'];
}

type Path = readonly { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }[];

const paths = new WeakMap<Inventory, Map<string, Path>>();

/** A record as it crosses the wire. */
export function viewOf(record: AlarmRecord, context: ViewContext): AlarmView {
  const { inventory } = context;
  const resource = inventory.find(record.resource);
  const plain = record.resource.slice(record.resource.indexOf('/') + 1);
  return {
    ...record,
    name: resource?.name ?? { zh: plain, en: plain },
    path: pathOf(inventory, record.resource),
    children: context.children(record.id),
    effect: context.effect(record),
    suppressed: suppressionsOf(record),
    canClear: context.canClear(record),
    nextStage: context.nextStage(record),
  };
}

/** From below the zone down to the parent; kept, since many alarms share a hall. */
function pathOf(inventory: Inventory, id: string): Path {
  let known = paths.get(inventory);
  if (known === undefined) {
    known = new Map();
    paths.set(inventory, known);
  }
  const parent = inventory.find(id)?.parent ?? null;
  if (parent === null) return [];
  let path = known.get(parent);
  if (path === undefined) {
    const above = inventory.find(parent);
    path =
      above === undefined || above.parent === null
        ? []
        : [...pathOf(inventory, parent), { id: parent, name: above.name }];
    known.set(parent, path);
  }
  return path;
}
