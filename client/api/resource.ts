import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ResourceDetail } from '../../shared/wire/http.ts';
import { type ApiError, get } from './request.ts';

/** Values move over the stream; what only this request knows (source, receive time, altResource) is read this often. */
const REFRESH_MS = 10_000;

/** Everything about one resource, kept fresh while it is shown. */
export function useResource(id: string): UseQueryResult<ResourceDetail, ApiError> {
  return useQuery<ResourceDetail, ApiError>({
    queryKey: ['resource', id],
    queryFn: ({ signal }) => get('/api/v1/resources/{id}', { id }, signal),
    refetchInterval: REFRESH_MS,
    retry: (failures, error) => error.status !== 404 && failures < 3,
  });
}
