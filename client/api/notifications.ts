import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import {
  type ChannelChange,
  type ChannelList,
  type ChannelRequest,
  type ChannelSaved,
  type ChannelTest,
  NOTIFICATION_ACTION,
  type NotificationLog,
  type RouteList,
  type RouteRequest,
  type RouteView,
} from '../../shared/wire/notifications.ts';
import { ApiError, requestJson } from './request.ts';

/** Only our own page can send it. */
const HEADERS = { 'Content-Type': 'application/json', 'X-Skyrack-Action': NOTIFICATION_ACTION };
const READ_MS = 5_000;
const PATH = '/api/v1/notifications';

export const NOTIFICATIONS_KEY = ['notifications'] as const;
export type ChannelWish = ChannelRequest extends infer R ? (R extends unknown ? Omit<R, 'operator'> : never) : never;
export type ChannelEdit = Omit<ChannelChange, 'operator' | 'url' | 'to'> & {
  readonly url?: string;
  readonly to?: readonly string[];
};
export type RouteWish = Omit<RouteRequest, 'operator' | 'place'> & { readonly place?: number };

/** Channels, routes and the log: each read every 5 s while it is shown. */
export function useChannels(): UseQueryResult<ChannelList, ApiError> {
  return useRead('channels');
}
export function useRoutes(): UseQueryResult<RouteList, ApiError> {
  return useRead('routes');
}
export function useNotificationLog(limit: number): UseQueryResult<NotificationLog, ApiError> {
  return useRead(`log?limit=${limit}`);
}

function useRead<T>(what: string): UseQueryResult<T, ApiError> {
  return useQuery<T, ApiError>({
    queryKey: [...NOTIFICATIONS_KEY, what],
    queryFn: ({ signal }) => requestJson(`${PATH}/${what}`, signal),
    refetchInterval: READ_MS,
    retry: false,
  });
}

/** They throw ApiError with the field that cannot be; nothing has changed then. */
export function addChannel(wish: ChannelWish, operator: string): Promise<ChannelSaved> {
  return send('POST', 'channels', { operator, ...wish });
}
export function changeChannel(id: string, edit: ChannelEdit, operator: string): Promise<ChannelSaved> {
  return send('PUT', `channels/${encodeURIComponent(id)}`, { operator, ...edit });
}
export function testChannel(id: string, operator: string): Promise<ChannelTest> {
  return send('POST', `channels/${encodeURIComponent(id)}/test`, { operator });
}
export function saveRoute(id: string | null, wish: RouteWish, operator: string): Promise<RouteView> {
  const path = id === null ? 'routes' : `routes/${encodeURIComponent(id)}`;
  return send(id === null ? 'POST' : 'PUT', path, { operator, ...wish });
}
export function removeNotification(of: 'channels' | 'routes', id: string, operator: string): Promise<unknown> {
  return send('DELETE', `${of}/${encodeURIComponent(id)}`, { operator });
}

async function send<T>(method: string, path: string, body: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`${PATH}/${path}`, { method, headers: HEADERS, body: JSON.stringify(body) });
  } catch (error) {
    throw new ApiError('unreachable', error instanceof Error ? error.message : String(error), 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  const { code, message, field } = (answer ?? {}) as Partial<ApiError>;
  if (typeof code !== 'string' || typeof message !== 'string') {
    throw new ApiError('not-understood', `HTTP ${response.status}`, response.status);
  }
  throw new ApiError(code, message, response.status, field);
}
