import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AuditQuery, CoverageAudit } from '../../shared/wire/planning.ts';
import { type ApiError, requestJson } from './request.ts';

/** Findings about physical cell ids and neighbour lists. Null asks nothing. */
export function useCoverageAudit(state: AuditQuery['state'] | null): UseQueryResult<CoverageAudit, ApiError> {
  return useQuery<CoverageAudit, ApiError>({
    queryKey: ['coverage-audit', state],
    queryFn: ({ signal }) => requestJson(`/api/v1/coverage/audit?state=${state}`, signal),
    enabled: state !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
