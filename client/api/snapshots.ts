import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Language } from '../../shared/text/format.ts';
import {
  type MadeSnapshotShare,
  SNAPSHOT_ACTION,
  type SnapshotComparison,
  type SnapshotFormat,
  type SnapshotList,
  type SnapshotRequest,
  type SnapshotSchedule,
  type SnapshotScheduleList,
  type SnapshotScheduleRequest,
  type SnapshotShare,
  type SnapshotShareList,
  type SnapshotShareRequest,
  type SnapshotSummary,
  type SnapshotVerification,
} from '../../shared/wire/snapshots.ts';
import { ApiError, requestJson } from './request.ts';

/** Only our own page can send it. */
const HEADERS = { 'Content-Type': 'application/json', 'X-Skyrack-Action': SNAPSHOT_ACTION };
const LIST_MS = 15_000;
const PATH = '/api/v1/snapshots';
const SCHEDULES = '/api/v1/snapshot-schedules';

export const SNAPSHOTS_KEY = ['snapshots'] as const;
export const SCHEDULES_KEY = ['snapshot-schedules'] as const;

/** Of the links of one snapshot. */
export const sharesKey = (snapshot: string) => ['snapshot-shares', snapshot] as const;

/** What has the schema's defaults may be left out. */
export type SnapshotWish = Pick<SnapshotRequest, 'operator'> & Partial<SnapshotRequest>;

/** All snapshots, newest first, and the formats that they can be had in: read every 15 s. */
export function useSnapshots(): UseQueryResult<SnapshotList, ApiError> {
  return useQuery<SnapshotList, ApiError>({
    queryKey: SNAPSHOTS_KEY,
    queryFn: ({ signal }) => requestJson(PATH, signal),
    refetchInterval: LIST_MS,
    retry: false,
  });
}

/** What appeared, vanished and changed from a to b. */
export function useComparison(a: string, b: string): UseQueryResult<SnapshotComparison, ApiError> {
  return useQuery<SnapshotComparison, ApiError>({
    queryKey: [...SNAPSHOTS_KEY, 'compare', a, b],
    queryFn: ({ signal }) => requestJson(`${PATH}/compare?${new URLSearchParams({ a, b })}`, signal),
    // Snapshots never change.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Address of the comparison as a file, for a link. */
export function comparisonFile(a: string, b: string, format: 'csv' | 'pdf', language: Language): string {
  return `${PATH}/compare?${new URLSearchParams({ a, b, format, language })}`;
}

/** Address of a snapshot's file, for a link. */
export function snapshotFile(id: string, format: SnapshotFormat, language: Language): string {
  return `${PATH}/${encodeURIComponent(id)}/export/${format}?${new URLSearchParams({ language })}`;
}

/** Resolves when the snapshot is on disk. Throws ApiError (`future`, `before-history`, `empty-scope`, `busy`, …). */
export function takeSnapshot(wish: SnapshotWish): Promise<SnapshotSummary> {
  return change('POST', PATH, wish);
}

/** Reads the file again and compares its hash with what it says and with what was recorded. Throws ApiError. */
export function verifySnapshot(id: string): Promise<SnapshotVerification> {
  return requestJson(`${PATH}/${encodeURIComponent(id)}/verify`);
}

/** Deletes the file; that it was there, and why it went, stays recorded. Throws ApiError. */
export function deleteSnapshot(id: string, operator: string, reason: string): Promise<{ deleted: string }> {
  return change('DELETE', `${PATH}/${encodeURIComponent(id)}`, { operator, reason });
}

/** Snapshots that are taken by themselves, and the channels that they may go out by: read every 15 s. */
export function useSnapshotSchedules(): UseQueryResult<SnapshotScheduleList, ApiError> {
  return useQuery<SnapshotScheduleList, ApiError>({
    queryKey: SCHEDULES_KEY,
    queryFn: ({ signal }) => requestJson(SCHEDULES, signal),
    refetchInterval: LIST_MS,
    retry: false,
  });
}

/** Resolves when it is kept. Throws ApiError (`bad-schedule`, `full`, `no-such-channel`, `empty-scope`, …). */
export function addSchedule(wish: SnapshotScheduleRequest): Promise<SnapshotSchedule> {
  return change('POST', SCHEDULES, wish);
}

/** What it took stays. Throws ApiError `no-such-schedule`. */
export function removeSchedule(id: string, operator: string): Promise<{ deleted: string }> {
  return change('DELETE', `${SCHEDULES}/${encodeURIComponent(id)}`, { operator });
}

/** Links to a snapshot, also those that have ended: read every 15 s. */
export function useShares(snapshot: string): UseQueryResult<SnapshotShareList, ApiError> {
  return useQuery<SnapshotShareList, ApiError>({
    queryKey: sharesKey(snapshot),
    queryFn: ({ signal }) => requestJson(sharesOf(snapshot), signal),
    refetchInterval: LIST_MS,
    retry: false,
  });
}

/** Makes a link; its path is in this answer alone. Throws ApiError (`no-such-snapshot`, `full`). */
export function shareSnapshot(snapshot: string, wish: SnapshotShareRequest): Promise<MadeSnapshotShare> {
  return change('POST', sharesOf(snapshot), wish);
}

/** From then on the link leads nowhere. Throws ApiError `no-such-share`. */
export function revokeShare(snapshot: string, share: string, operator: string): Promise<SnapshotShare> {
  return change('DELETE', `${sharesOf(snapshot)}/${encodeURIComponent(share)}`, { operator });
}

function sharesOf(snapshot: string): string {
  return `${PATH}/${encodeURIComponent(snapshot)}/shares`;
}

async function change<T>(method: 'POST' | 'DELETE', path: string, body: object): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { method, headers: HEADERS, body: JSON.stringify(body) });
  } catch (error) {
    throw new ApiError('unreachable', error instanceof Error ? error.message : String(error), 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  const { code, message, field, limit } = (answer ?? {}) as Partial<ApiError>;
  if (typeof code !== 'string' || typeof message !== 'string') {
    throw new ApiError('not-understood', `HTTP ${response.status}`, response.status);
  }
  throw new ApiError(code, message, response.status, field, limit);
}
