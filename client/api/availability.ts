import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Availability } from '../../shared/wire/availability-schemas.ts';
import { type ApiError, requestJson } from './request.ts';

const MINUTE_MS = 60_000;

/** The periods that there are to choose from. */
export const PERIODS = { day: 86_400_000, week: 7 * 86_400_000, month: 30 * 86_400_000 } as const;
export type Period = keyof typeof PERIODS;

export interface AvailabilityWish {
  readonly resource: string | null;
  readonly kind: string | null;
  readonly period: Period;
  /** End of the period, UTC ms. */
  readonly to: number;
}

/** `GET /api/v1/alarms/availability`, read anew every minute. */
export function useAvailability({
  resource,
  kind,
  period,
  to,
}: AvailabilityWish): UseQueryResult<Availability, ApiError> {
  const end = Math.ceil(to / MINUTE_MS) * MINUTE_MS;
  const query = new URLSearchParams({ from: String(end - PERIODS[period]), to: String(end) });
  if (resource !== null) query.set('resource', resource);
  if (kind !== null) query.set('kind', kind);
  return useQuery<Availability, ApiError>({
    queryKey: ['availability', resource, kind, period, end],
    queryFn: ({ signal }) => requestJson(`/api/v1/alarms/availability?${query}`, signal),
    placeholderData: (before) => before,
    retry: false,
  });
}
