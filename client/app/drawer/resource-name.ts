import type { Label } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { Say } from '../../ui/text.ts';

export function inLanguage(label: Label, language: Language): string {
  return language === 'zh-CN' ? label.zh : label.en;
}

/** How a place in the hierarchy reads; rows are codes (R12) in the inventory and read "Row 12". */
export function crumbName(place: { readonly id: string; readonly name: Label }, language: Language, text: Say): string {
  const name = inLanguage(place.name, language);
  const row = place.id.startsWith('row/') ? /^R0*(\d+)$/i.exec(name)?.[1] : undefined;
  return row === undefined ? name : text('drawer.row-name', { row });
}
