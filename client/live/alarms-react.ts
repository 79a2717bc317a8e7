import { useSyncExternalStore } from 'react';
import type { AlarmsView } from './alarms.ts';
import { useLiveStore } from './react.tsx';

/** The alarm list of the moment that is shown. */
export function useAlarms(): AlarmsView {
  const { alarms } = useLiveStore();
  return useSyncExternalStore(alarms.subscribe, alarms.view);
}

/** The alarm list of the present, whatever is shown. */
export function useLiveAlarms(): AlarmsView {
  const { alarms } = useLiveStore();
  return useSyncExternalStore(alarms.subscribe, alarms.live);
}
