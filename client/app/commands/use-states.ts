import { useEffect, useState } from 'react';
import { metricsOf } from '../../../shared/metrics/index.ts';
import type { Severity } from '../../../shared/model/sample.ts';
import { useInventory, useLiveStore, useWatch } from '../../live/react.tsx';
import { useFrames } from '../../live/use-frames.ts';
import { worstState } from '../drawer/model.ts';
import type { FoundResource } from './results.ts';

/** Typing settles before the server is asked for the states of what was found. */
const SETTLE_MS = 250;
const REDRAW_MS = 500;

/** The state of each resource found, null where nothing has come of it: they are watched while they are listed. */
export function useStates(resources: readonly FoundResource[]): ReadonlyMap<string, Severity | null> {
  const inventory = useInventory();
  const { flags } = useLiveStore();
  const wanted = resources.map(({ id }) => `resource/${id}`).join(' ');
  const [watched, setWatched] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWatched(wanted), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  useWatch(watched === '' ? [] : watched.split(' '));
  useFrames(['resource/'], REDRAW_MS);
  return new Map(
    resources.map(({ id, resourceKind }) => [
      id,
      worstState(resourceKind, (metric) => {
        const series = inventory.series(id, metricsOf(resourceKind)[metric]?.id ?? '');
        return series < 0 ? 0 : flags[series]!;
      }),
    ]),
  );
}
