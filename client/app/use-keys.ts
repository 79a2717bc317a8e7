import { useEffect, useRef } from 'react';

/** What a key does; keys as KeyboardEvent.key gives them, and `Ctrl+K`, which is ⌘K on a Mac. */
export type Keys = Readonly<Record<string, () => void>>;

type KeyEvent = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>;

/** True where a key belongs to what is focused: fields take letters, and held modifiers are the browser's. */
export function isTyping(event: KeyEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target as Partial<HTMLElement> | null;
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(target?.tagName ?? '') || target?.isContentEditable === true;
}

/** `Ctrl+K` for K with Ctrl or ⌘ held, else the key itself. */
export function keyName({ key, ctrlKey, metaKey, altKey }: Omit<KeyEvent, 'target'> & { key: string }): string {
  return (ctrlKey || metaKey) && !altKey && key.length === 1 ? `Ctrl+${key.toUpperCase()}` : key;
}

/** Single keys for the whole frame. A view that handles a key first calls preventDefault and keeps it. */
export function useKeys(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const name = keyName(event);
      // A held modifier is never a letter being typed.
      if (name === event.key && isTyping(event)) return;
      if (!Object.hasOwn(newest.current, name)) return;
      event.preventDefault();
      newest.current[name]?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
