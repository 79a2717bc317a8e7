import { useSyncExternalStore } from 'react';
import type { Attention } from '../../shared/wire/events.ts';
import type { PastView } from './past.ts';
import { useLiveStore } from './react.tsx';

/** What of the past is on the screen. */
export function usePastView(): PastView {
  const { past } = useLiveStore();
  return useSyncExternalStore(past.subscribe, past.view);
}

/** What needs attention now, whatever moment is shown. */
export function useLiveAttention(): Attention | null {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribeAttention, store.liveAttention);
}
