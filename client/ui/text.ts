import { useTranslation } from 'react-i18next';
import type { TextKey } from '../../shared/text/index.ts';

export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** The words of the product in the language in use; changes of language redraw the component. */
export function useText(): Say {
  const { t } = useTranslation();
  return t as Say;
}
