import type { ResourceKind } from '../../shared/model/resource.ts';
import type { Language } from '../../shared/text/format.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';

/** Name of a resource in a language; its id when the inventory does not know it. */
export function nameOf(inventory: InventoryIndex, id: string, language: Language): string {
  const place = inventory.ordinal(id);
  return place ? inventory.name(place.kind, place.ordinal)[language === 'en' ? 1 : 0] : id;
}

/** Left out of a place: there is one zone and mostly one data centre, and a rack's name holds its row. */
const UNSAID: ReadonlySet<ResourceKind> = new Set(['zone', 'datacentre', 'row']);

/** Where a resource is, down to its parent: "一期 › 3 号机房"; '' for what stands in the zone itself. */
export function placeOf(inventory: InventoryIndex, id: string, language: Language): string {
  return inventory
    .path(id)
    .slice(0, -1)
    .filter(({ kind }) => !UNSAID.has(kind))
    .map(({ kind, ordinal }) => inventory.name(kind, ordinal)[language === 'en' ? 1 : 0])
    .join(' › ');
}
