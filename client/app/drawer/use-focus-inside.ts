import { type RefObject, useLayoutEffect } from 'react';

/** Moves focus to the element's heading while it is there, and back to what had it when it goes. */
export function useFocusInside(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const inside = element.current;
    const before = document.activeElement;
    const heading = inside?.querySelector<HTMLElement>('h2') ?? inside?.querySelector('button');
    heading?.focus({ preventScroll: true });
    return () => {
      const lost = document.activeElement === document.body || inside?.contains(document.activeElement);
      if (lost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [element]);
}
