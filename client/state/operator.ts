import { create } from 'zustand';

const KEY = 'skyrack.operator';
/** Of the wire: a longer name is refused. */
export const MAX_NAME_LENGTH = 80;

interface OperatorName {
  /** Who acts at this browser, as they typed it; null until they were asked. */
  readonly name: string | null;
  rename(name: string): void;
}

/** Until accounts exist, a browser asks once for the name of who acts. Storage that is forbidden keeps it for the page. */
export const useOperator = create<OperatorName>()((set) => ({
  name: stored(),
  rename(text) {
    const name = text.trim().slice(0, MAX_NAME_LENGTH);
    if (name === '') return;
    set({ name });
    try {
      window.localStorage.setItem(KEY, name);
    } catch {
      // Kept for the page only.
    }
  },
}));

function stored(): string | null {
  try {
    return window.localStorage.getItem(KEY)?.trim().slice(0, MAX_NAME_LENGTH) || null;
  } catch {
    return null;
  }
}
