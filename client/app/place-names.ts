import type { Language } from '../../shared/text/format.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';

/** Name of a resource in a language; its id when the inventory does not know it. */
export function nameOf(inventory: InventoryIndex, id: string, language: Language): string {
  const place = inventory.ordinal(id);
  return place ? inventory.name(place.kind, place.ordinal)[language === 'en' ? 1 : 0] : id;
}

/** Where a resource is, from below the zone down to its parent: "一期 › 3 号机房"; '' for what stands in the zone itself. */
export function placeOf(inventory: InventoryIndex, id: string, language: Language): string {
  return inventory
    .path(id)
    .slice(1, -1)
    .map(({ kind, ordinal }) => inventory.name(kind, ordinal)[language === 'en' ? 1 : 0])
    .join(' › ');
}
