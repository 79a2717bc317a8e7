import { useEffect } from 'react';
import { VIEWS } from '../views/index.ts';

/** Long enough after the first live values that nothing which is seen waits for it. */
const AHEAD_MS = 1_000;

/** Of the view that is opened in a hurry. */
const HURRIED = 'alarms';

/** Loads the code of the alarm list once the screen stands; that of others loads when the pointer is on their name. */
export function useLoadAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // Failed, it is loaded when the view is opened, and what is wrong is said there.
      VIEWS.find(({ id }) => id === HURRIED)
        ?.ahead()
        .catch(() => undefined);
    }, AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
}
