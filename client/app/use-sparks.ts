import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { JOURNAL_TICK_MS } from '../../shared/metrics/kept-interval.ts';
import type { PastSeries, PastSeriesList } from '../../shared/wire/history.ts';
import { fetchSeries } from '../api/history.ts';
import type { ApiError } from '../api/request.ts';
import type { Span } from '../charts/panel.ts';
import { useInventory } from '../live/react.tsx';
import { useCursor } from '../state/cursor.ts';
import { rangeMs } from '../state/cursor-state.ts';
import { useNow } from '../ui/use-now.ts';
import { alignedEnd } from './aligned-end.ts';

/** The numbers of the dock that have a course; one request for all. */
const METRICS = [
  'zone.sites-on-air',
  'zone.users',
  'zone.traffic-dl',
  'zone.radio-power',
  'zone.it-power',
  'zone.egress-out',
  'zone.connectors-available',
  'datacentre.inlet-max',
];
const POINTS = 160;

const LOOK_MS = 5_000;

export interface Sparks {
  readonly span: Span;
  /** Further apart than this, two points are not joined (ms). */
  readonly gapMs: number;
  of(resource: string, metric: string): PastSeries | undefined;
}

/** The course of the dock's numbers over the time bar's range; null until it came, and where there is no history. */
export function useSparks(): Sparks | null {
  const inventory = useInventory();
  const { range, end, offsetMs, oldest } = useCursor();
  const now = useNow(LOOK_MS) + offsetMs;
  const length = rangeMs(range);
  // By whole points, so that it is asked for once a point.
  const to = alignedEnd(end ?? now, length / POINTS);
  const from = to - length;
  const dataCentre = inventory.count('datacentre') > 0 ? [inventory.id('datacentre', 0)] : [];
  const resource = [inventory.id('zone', 0), ...dataCentre];
  const { data } = useQuery<PastSeriesList, ApiError>({
    queryKey: ['sparks', from, to],
    queryFn: ({ signal }) => fetchSeries({ resource, metric: METRICS, from, to, points: POINTS }, signal),
    // Nothing is asked of a server that keeps no past, or has none yet.
    enabled: oldest !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (data === undefined) return null;
  return {
    span: { from: data.from, to: data.to },
    gapMs: 3 * Math.max(data.stepMs, length / POINTS, JOURNAL_TICK_MS),
    of: (id, metric) => data.series.find((series) => series.resource === id && series.metric === metric),
  };
}
