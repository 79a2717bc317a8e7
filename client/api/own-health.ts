import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { HealthView, SourceView } from '../../shared/wire/http.ts';
import { type ApiError, get } from './request.ts';

/** Someone who connects a source looks at it while it starts to send. */
const REFRESH_MS = 2_000;
const OFTEN = { refetchInterval: REFRESH_MS, retry: false } as const;

/** Who sends what, and what was refused of it: `GET /api/v1/sources`, read every 2 s. */
export function useSources(): UseQueryResult<readonly SourceView[], ApiError> {
  return useQuery<readonly SourceView[], ApiError>({
    queryKey: ['sources'],
    queryFn: async ({ signal }) => (await get('/api/v1/sources', {}, signal)).sources,
    ...OFTEN,
  });
}

/** How the server itself is: `GET /api/v1/health`, read every 2 s. */
export function useOwnHealth(): UseQueryResult<HealthView, ApiError> {
  return useQuery<HealthView, ApiError>({
    queryKey: ['health'],
    queryFn: ({ signal }) => get('/api/v1/health', {}, signal),
    ...OFTEN,
  });
}
