import { useSyncExternalStore } from 'react';
import type { Link } from '../live/link.ts';
import { useLiveStore } from '../live/react.tsx';

/** State of the stream alone: redraws when it changes, not with every frame. */
export function useLinkState(): Link['state'] {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribeLink, () => store.link().state);
}
