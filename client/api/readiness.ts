import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ApiError, requestJson } from './request.ts';

export interface Readiness {
  readonly ready: boolean;
  readonly epoch: number;
  /** What the server runs without, in its own words; empty when all is well. */
  readonly degraded: readonly string[];
}

const REFRESH_MS = 15_000;

/** `GET /readyz`, read every 15 s: says what the server runs without. */
export function useReadiness(): UseQueryResult<Readiness, ApiError> {
  return useQuery<Readiness, ApiError>({
    queryKey: ['readyz'],
    queryFn: ({ signal }) => requestJson<Readiness>('/readyz', signal),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
}
