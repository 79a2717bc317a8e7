import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { TEXT } from '../../shared/text/index.ts';
import type { Language } from '../state/preferences.ts';

/** One language's words by key. */
function words(language: 'zh' | 'en'): Record<string, string> {
  return Object.fromEntries(Object.entries(TEXT).map(([key, label]) => [key, label[language]]));
}

/** Starts i18next with both languages in memory: nothing is fetched, nothing suspends. React escapes, so i18next does not. */
export function startText(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    resources: { 'zh-CN': { translation: words('zh') }, en: { translation: words('en') } },
  });
  return instance;
}
