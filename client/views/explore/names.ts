import { findMetric } from '../../../shared/metrics/index.ts';
import type { Label } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { InventoryIndex } from '../../../shared/wire/inventory-index.ts';
import type { Say } from '../../ui/text.ts';
import { type Entry, isGrouping } from './explored.ts';

export function inLanguage(label: Label, language: Language): string {
  return language === 'en' ? label.en : label.zh;
}

/** Name of a resource in a language; its id when the inventory does not know it. */
export function resourceName(index: InventoryIndex, id: string, language: Language): string {
  const place = index.ordinal(id);
  return place ? index.name(place.kind, place.ordinal)[language === 'en' ? 1 : 0] : id;
}

/** "Inlet (max of three) · P1-H03-R12-08", "DL PRB use · By band". */
export function entryName({ metric, of }: Entry, index: InventoryIndex, text: Say, language: Language): string {
  const definition = findMetric(metric);
  return [
    definition ? inLanguage(definition.label, language) : metric,
    isGrouping(of) ? text(`explore.by-${of}`) : resourceName(index, of, language),
  ].join(' · ');
}
