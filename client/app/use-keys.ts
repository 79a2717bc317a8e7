import { useEffect, useRef } from 'react';

/** What a key does; keys as KeyboardEvent.key gives them. */
export type Keys = Readonly<Record<string, () => void>>;

/** True where a key belongs to what is focused: fields take letters, and held modifiers are the browser's. */
export function isTyping(event: Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const target = event.target as Partial<HTMLElement> | null;
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(target?.tagName ?? '') || target?.isContentEditable === true;
}

/** Single keys for the whole frame. A view that handles a key first calls preventDefault and keeps it. */
export function useKeys(keys: Keys): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || isTyping(event)) return;
      if (!Object.hasOwn(newest.current, event.key)) return;
      event.preventDefault();
      newest.current[event.key]?.();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
