import { useEffect } from 'react';
import { VIEWS } from '../views/index.ts';

/** Long enough after the first live values that nothing which is seen waits for it. */
const AHEAD_MS = 1_000;

/** Loads the code of views that are opened in a hurry, once the screen stands. */
export function useLoadAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // Failed, it is loaded when the view is opened, and what is wrong is said there.
      for (const { ahead } of VIEWS) ahead?.().catch(() => undefined);
    }, AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
}
