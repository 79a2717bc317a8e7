import { create } from 'zustand';
import { initialPreferences, LANGUAGE_KEY, type Language, THEME_KEY, type Theme } from './initial-preferences.ts';
import { readParam, withParam } from './query.ts';

export type { Language, Theme };

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
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
