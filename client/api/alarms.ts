import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  AlarmDetail,
  AlarmHistory,
  AlarmList,
  AlarmSummary,
  AlarmView,
  MaintenanceView,
} from '../../shared/wire/alarm-schemas.ts';
import { ApiError, requestJson } from './request.ts';

/** Only our own page can send it. */
const HEADERS = { 'Content-Type': 'application/json', 'X-Skyrack-Action': 'alarm' };
const SUMMARY_MS = 5_000;
const WINDOWS_MS = 15_000;

/** Somebody was faster: the record as it is now. `code` is the server's (`conflict`, `already-acknowledged`, `gone`, …). */
export class AlarmConflict extends ApiError {
  constructor(
    code: string,
    message: string,
    readonly alarm: AlarmView,
  ) {
    super(code, message, 409);
  }
}

/** What an operator does to one record. */
export type AlarmAct =
  | { readonly type: 'acknowledge' }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'assign'; readonly owner: string | null }
  | { readonly type: 'shelve'; readonly reason: string; readonly until: number }
  | { readonly type: 'unshelve' }
  | { readonly type: 'clear'; readonly reason: string };

export type MaintenanceWish = Pick<MaintenanceView, 'title' | 'reason' | 'scope' | 'schedule'>;

/** The list now, or as it was at a moment (UTC ms). Throws ApiError (`not-kept`, …). */
export function fetchAlarms(at: number | null, signal?: AbortSignal): Promise<AlarmList> {
  return requestJson(at === null ? '/api/v1/alarms' : `/api/v1/alarms?at=${at}`, signal);
}

/** Steps of all records in a span (UTC ms), newest first. Throws ApiError. */
export function fetchAlarmSteps(from: number, to: number, limit: number, signal?: AbortSignal): Promise<AlarmHistory> {
  return requestJson(`/api/v1/alarms/history?from=${from}&to=${to}&limit=${limit}`, signal);
}

/** A record with all its steps; `version` changes whenever there is something new to read. */
export function useAlarmDetail(id: string, version: number): UseQueryResult<AlarmDetail, ApiError> {
  return useQuery<AlarmDetail, ApiError>({
    queryKey: ['alarm', id, version],
    queryFn: ({ signal }) => requestJson(`/api/v1/alarms/${encodeURIComponent(id)}`, signal),
    placeholderData: (before) => (before?.alarm.id === id ? before : undefined),
    retry: false,
  });
}

/** Counts, raises per minute and what is held back: `GET /api/v1/alarms/summary`, read every 5 s. */
export function useAlarmSummary(enabled: boolean): UseQueryResult<AlarmSummary, ApiError> {
  return useQuery<AlarmSummary, ApiError>({
    queryKey: ['alarm-summary'],
    queryFn: ({ signal }) => requestJson('/api/v1/alarms/summary', signal),
    refetchInterval: SUMMARY_MS,
    enabled,
    retry: false,
  });
}

export const MAINTENANCE_KEY = ['maintenance'] as const;

/** All maintenance windows: `GET /api/v1/maintenance`, read every 15 s. */
export function useMaintenance(): UseQueryResult<readonly MaintenanceView[], ApiError> {
  return useQuery<readonly MaintenanceView[], ApiError>({
    queryKey: MAINTENANCE_KEY,
    queryFn: async ({ signal }) =>
      (await requestJson<{ windows: readonly MaintenanceView[] }>('/api/v1/maintenance', signal)).windows,
    refetchInterval: WINDOWS_MS,
    retry: false,
  });
}

/**
 * Acts on the record as the operator saw it; returns it as it is now. Throws AlarmConflict when somebody was faster, else
 * ApiError; nothing has changed then.
 */
export function actOnAlarm(alarm: AlarmView, act: AlarmAct, operator: string): Promise<AlarmView> {
  const { type, ...rest } = act;
  return post(`/api/v1/alarms/${encodeURIComponent(alarm.id)}/${type}`, {
    operator,
    revision: alarm.revision,
    ...rest,
  });
}

/** Plans a window. Throws ApiError with the field that cannot be. */
export function openMaintenance(wish: MaintenanceWish, operator: string): Promise<MaintenanceView> {
  return post('/api/v1/maintenance', { operator, ...wish });
}

export function endMaintenance(id: string, operator: string): Promise<MaintenanceView> {
  return post(`/api/v1/maintenance/${encodeURIComponent(id)}/end`, { operator });
}

async function post<T>(path: string, body: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });
  } catch (error) {
    throw new ApiError('unreachable', error instanceof Error ? error.message : String(error), 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  throw refusalOf(answer, response.status);
}

function refusalOf(answer: unknown, status: number): ApiError {
  const { code, message, field, limit, alarm } = (answer ?? {}) as Partial<ApiError & { alarm: AlarmView }>;
  if (typeof code !== 'string' || typeof message !== 'string') {
    return new ApiError('not-understood', `HTTP ${status}`, status);
  }
  if (status === 409 && alarm) return new AlarmConflict(code, message, alarm);
  return new ApiError(code, message, status, field, limit);
}
