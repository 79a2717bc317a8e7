import { useQuery } from '@tanstack/react-query';
import type { Downtime } from '../../shared/wire/history.ts';
import { type ApiError, get } from './request.ts';

/** A restart is known to pages that stayed open within this. */
const REFRESH_MS = 30_000;
const NONE: Downtime['spans'] = [];

/** When the server itself was away (UTC ms, ascending): nobody was heard then. The same array until one is added. */
export function useDowntime(): Downtime['spans'] {
  const { data } = useQuery<Downtime, ApiError>({
    queryKey: ['downtime'],
    queryFn: ({ signal }) => get('/api/v1/downtime', {}, signal),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
  return data?.spans ?? NONE;
}

/** The span that a moment lies in, undefined for one at which the server was there. */
export function downtimeAt(spans: Downtime['spans'], at: number): Downtime['spans'][number] | undefined {
  return spans.find(({ from, to }) => from <= at && at < to);
}
