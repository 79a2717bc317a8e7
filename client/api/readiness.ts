import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ApiError, get, type Reply } from './request.ts';

export type Readiness = Reply<'/readyz'>;

const REFRESH_MS = 15_000;

/** `GET /readyz`, read every 15 s: says what the server runs without. */
export function useReadiness(): UseQueryResult<Readiness, ApiError> {
  return useQuery<Readiness, ApiError>({
    queryKey: ['readyz'],
    queryFn: ({ signal }) => get('/readyz', {}, signal),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
}
