import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 820px)';

/** True where a row has no room for columns: the same width at which the frame becomes a phone's. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(PHONE);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(PHONE).matches,
  );
}
