import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ProblemReportList } from '../../shared/wire/report-schemas.ts';
import { type ApiError, requestJson } from './request.ts';

const REFETCH_MS = 60_000;

/** What people on the spot have said of a resource, newest first. */
export function useProblemReports(id: string): UseQueryResult<ProblemReportList, ApiError> {
  return useQuery<ProblemReportList, ApiError>({
    queryKey: ['problem-reports', id],
    queryFn: ({ signal }) => requestJson(`/api/v1/resources/${encodeURIComponent(id)}/reports`, signal),
    refetchInterval: REFETCH_MS,
    retry: false,
  });
}
