import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { AlarmRules } from '../../shared/wire/alarm-rule-schemas.ts';
import { type ApiError, requestJson } from './request.ts';

const FRESH_MS = 60_000;

/** `GET /api/v1/alarms/rules`: they change with a start of the server only. */
export function useAlarmRules(): UseQueryResult<AlarmRules, ApiError> {
  return useQuery<AlarmRules, ApiError>({
    queryKey: ['alarm-rules'],
    queryFn: ({ signal }) => requestJson('/api/v1/alarms/rules', signal),
    staleTime: FRESH_MS,
    retry: false,
  });
}
