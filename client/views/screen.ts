import { type ComponentType, createElement, type JSX, lazy, useState } from 'react';

/**
 * A screen whose code loads when it is first opened, or before. What is there already is drawn at once: React keeps a
 * lazy component's place empty for 300 ms, however soon its code comes.
 */
export function screen(load: () => Promise<ComponentType>): {
  readonly View: ComponentType;
  readonly ahead: () => Promise<unknown>;
} {
  let loaded: ComponentType | null = null;
  const ahead = async () => {
    loaded ??= await load();
    return { default: loaded };
  };
  const Lazy = lazy(ahead);
  const View = (): JSX.Element => {
    // What was begun with stays: another component would begin the screen anew.
    const [Begun] = useState<ComponentType>(() => loaded ?? Lazy);
    return createElement(Begun);
  };
  return { View, ahead };
}
