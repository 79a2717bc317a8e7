import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import type { Attention } from '../../shared/wire/events.ts';
import type { InventoryIndex } from '../../shared/wire/inventory-index.ts';
import type { LiveStore } from './live-store.ts';
import type { Reading } from './reading.ts';
import { createReadings, type Readings } from './readings.ts';

interface Live {
  readonly store: LiveStore;
  readonly readings: Readings;
}

const LiveContext = createContext<Live | null>(null);

/** Gives the views below it the live values. */
export function LiveProvider({ store, children }: { readonly store: LiveStore; readonly children: ReactNode }) {
  const live = useMemo(
    () => ({ store, readings: createReadings(store, (flush) => requestAnimationFrame(flush)) }),
    [store],
  );
  useEffect(() => live.readings.open(), [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('live values are used outside LiveProvider');
  return live;
}

/** The store itself, for canvases that read columns. */
export function useLiveStore(): LiveStore {
  return useLive().store;
}

export function useInventory(): InventoryIndex {
  return useLive().store.index;
}

/** Watches topics while the component is there. A new array with the same topics changes nothing. */
export function useWatch(topics: readonly string[]): void {
  const { store } = useLive();
  const key = topics.join(' ');
  useEffect(() => (key === '' ? undefined : store.watch(key.split(' '))), [store, key]);
}

/**
 * The newest value of a metric of a resource that some useWatch covers; null when they do not exist or do not belong
 * together. Renders again only when that series changes, at most once an animation frame.
 */
export function useReading(resourceId: string, metricId: string): Reading | null {
  const { store, readings } = useLive();
  const series = useMemo(() => store.index.series(resourceId, metricId), [store, resourceId, metricId]);
  const subscribe = useCallback(
    (listener: () => void) => (series < 0 ? () => undefined : readings.subscribe(series, listener)),
    [readings, series],
  );
  return useSyncExternalStore(subscribe, () => (series < 0 ? null : readings.get(series)));
}

/** Of the present: another one whenever coverage has changed, null until it has. Topic `zone` must be watched. */
export function useCoverageVersion(): string | null {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribeCoverage, store.coverageVersion);
}

/** What needs attention; null until topic `zone` is watched and answered. */
export function useAttention(): Attention | null {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribeAttention, store.attention);
}
