const STORAGE_KEY = 'skyrack.recent';
const KEPT = 8;
const MAX_KEY_LENGTH = 250;

/** What keeps text between visits: window.localStorage. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Keys of what was chosen last, newest first. What is stored may be anybody's text; storage may be forbidden. */
export function readRecent(shelf: () => Shelf): readonly string[] {
  try {
    const stored: unknown = JSON.parse(shelf().getItem(STORAGE_KEY) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored
      .filter((key): key is string => typeof key === 'string' && key.length <= MAX_KEY_LENGTH)
      .slice(0, KEPT);
  } catch {
    return [];
  }
}

/** Puts a choice first; each is there once, the oldest beyond eight are forgotten. */
export function rememberChoice(shelf: () => Shelf, key: string): void {
  const kept = [key, ...readRecent(shelf).filter((known) => known !== key)].slice(0, KEPT);
  try {
    shelf().setItem(STORAGE_KEY, JSON.stringify(kept));
  } catch {
    // Kept for the page only would be kept for nothing: the palette closes.
  }
}
