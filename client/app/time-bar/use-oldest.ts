import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type ApiError, get, type Reply } from '../../api/request.ts';
import { useCursor } from '../../state/cursor.ts';

/** History grows at its end; its beginning moves slowly. */
const REFRESH_MS = 60_000;

/** Tells the cursor how far back history goes. Null where the server keeps none. */
export function useOldest(): void {
  const bound = useCursor((cursor) => cursor.bound);
  const { data } = useQuery<Reply<'/api/v1/health'>, ApiError>({
    queryKey: ['history-bounds'],
    queryFn: ({ signal }) => get('/api/v1/health', {}, signal),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
  const oldest = oldestOf(data);
  useEffect(() => bound(oldest), [bound, oldest]);
}

/** The oldest moment that any tier still has, UTC ms. */
export function oldestOf(health: Pick<Reply<'/api/v1/health'>, 'history'> | undefined): number | null {
  const moments = (health?.history?.tiers ?? []).flatMap(({ from }) => (from === null ? [] : [from]));
  return moments.length === 0 ? null : Math.min(...moments);
}
