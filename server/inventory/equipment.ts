import type { Position, ResourceKind } from '../../shared/model/resource.ts';
import type { Place } from './problems.ts';
import { attributesOf, type ResourceList } from './resource-list.ts';

/** The columns that every table of equipment has. */
export interface EquipmentRow {
  readonly name_zh?: string | undefined;
  readonly name_en?: string | undefined;
  readonly alt?: string | undefined;
  readonly status: 'planned' | 'building' | 'in-service' | 'retired';
  readonly reporting?: boolean | undefined;
  readonly synthetic: boolean;
}

interface Equipment {
  readonly id: string;
  readonly kind: ResourceKind;
  readonly parent: string;
  /** Names where the table gives none. */
  readonly zh?: string;
  readonly en?: string;
  readonly position?: Position;
}

/** Adds a piece of equipment: it reports where it is in service, unless its row says otherwise. */
export function addEquipment<R extends EquipmentRow, const K extends string>(
  list: ResourceList,
  { id, kind, parent, zh, en, position }: Equipment,
  row: R & Readonly<Partial<Record<K, string | number | undefined>>>,
  attributes: readonly K[],
  place: Place,
): void {
  const code = id.slice(id.lastIndexOf('/') + 1).toUpperCase();
  list.add(
    {
      id,
      kind,
      parent,
      name: { zh: row.name_zh ?? zh ?? code, en: row.name_en ?? en ?? code },
      lifecycle: row.status,
      reports: row.status === 'in-service' && row.reporting !== false,
      synthetic: row.synthetic,
      position,
      altResource: row.alt === undefined ? [] : [row.alt],
      attributes: attributesOf(row, attributes),
    },
    place,
  );
}
