import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex, Place } from '../../../shared/wire/inventory-index.ts';
import type { Say } from '../../ui/text.ts';

/** How a resource is called; rows are codes (R12) in the inventory and read "Row 12". */
export function placeName(index: InventoryIndex, { kind, ordinal }: Place, text: Say, language: Language): string {
  const name = index.name(kind, ordinal)[language === 'en' ? 1 : 0];
  const row = kind === 'row' ? /^R0*(\d+)$/i.exec(name)?.[1] : undefined;
  return row === undefined ? name : text('drawer.row-name', { row });
}
