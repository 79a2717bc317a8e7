import { create } from 'zustand';
import { readParam, withParam } from './query.ts';

export type Language = 'zh-CN' | 'en';
export type Theme = 'dark' | 'light';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
}

/** What the choice is made from when nothing was chosen yet. */
export interface Surroundings {
  readonly search: string;
  readonly stored: (key: string) => string | null;
  /** navigator.language */
  readonly browserLanguage: string;
  /** prefers-color-scheme: light */
  readonly prefersLight: boolean;
}

const LANGUAGE_KEY = 'skyrack.language';
const THEME_KEY = 'skyrack.theme';

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

/** Storage may be forbidden (private windows, policies): a preference is then kept for the page only. */
function stored(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a choice, and corrects the address when it names another, so that a reload does not undo the choice. */
function keep(key: string, param: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Kept for the page only.
  }
  const { pathname, search, hash } = window.location;
  if (readParam(search, param) !== null) {
    window.history.replaceState(window.history.state, '', pathname + withParam(search, param, value) + hash);
  }
}

/** Language and theme of this browser. */
export const usePreferences = create<Preferences>()((set) => ({
  ...initialPreferences({
    search: window.location.search,
    stored,
    browserLanguage: window.navigator.language,
    prefersLight: window.matchMedia('(prefers-color-scheme: light)').matches,
  }),
  setLanguage(language) {
    keep(LANGUAGE_KEY, 'lang', language);
    set({ language });
  },
  setTheme(theme) {
    keep(THEME_KEY, 'theme', theme);
    set({ theme });
  },
}));
