import { readParam } from './query.ts';

export type Language = 'zh-CN' | 'en';
export type Theme = 'dark' | 'light';

/** Names in the browser's storage. */
export const LANGUAGE_KEY = 'skyrack.language';
export const THEME_KEY = 'skyrack.theme';

/** What the choice is made from when nothing was chosen yet. */
export interface Surroundings {
  readonly search: string;
  readonly stored: (key: string) => string | null;
  /** navigator.language */
  readonly browserLanguage: string;
  /** prefers-color-scheme: light */
  readonly prefersLight: boolean;
}

/** Query (`lang`, `theme`) before storage before the browser; dark unless the system asks for light. */
export function initialPreferences(from: Surroundings): { language: Language; theme: Theme } {
  return {
    language:
      asLanguage(readParam(from.search, 'lang')) ??
      asLanguage(from.stored(LANGUAGE_KEY)) ??
      (from.browserLanguage.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'),
    theme:
      asTheme(readParam(from.search, 'theme')) ??
      asTheme(from.stored(THEME_KEY)) ??
      (from.prefersLight ? 'light' : 'dark'),
  };
}

function asLanguage(text: string | null): Language | null {
  if (text === 'zh' || text === 'zh-CN') return 'zh-CN';
  return text === 'en' ? 'en' : null;
}

function asTheme(text: string | null): Theme | null {
  return text === 'dark' || text === 'light' ? text : null;
}
