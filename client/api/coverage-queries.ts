import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type {
  CoverageHoles,
  CoverageRaster,
  CoverageSummary,
  RolloutPlan,
  SiteLosses,
  TableImportState,
  WhatIfReply,
} from '../../shared/wire/planning.ts';
import {
  askWhatIf,
  type CoverageChoice,
  fetchCoverage,
  fetchCoverageSummary,
  fetchHoles,
  fetchPlan,
  fetchSiteLosses,
  fetchTableImportState,
} from './planning.ts';
import type { ApiError } from './request.ts';

/** Coverage and roll-out as queries that views, dock and map share: one request for all who ask. */

const REFRESH_MS = 5_000;
/** Until the first run is done, and after something was changed. */
const SOON_MS = 1_000;
const NOW_KEYS = ['coverage-summary', 'holes'] as const;

export function useCoverageSummary(): UseQueryResult<CoverageSummary, ApiError> {
  return useQuery<CoverageSummary, ApiError>({
    queryKey: ['coverage-summary'],
    queryFn: ({ signal }) => fetchCoverageSummary(signal),
    refetchInterval: ({ state }) => (state.data?.ready === false ? SOON_MS : REFRESH_MS),
    retry: false,
  });
}

/** `wanted` false asks nothing: a map that shows no holes. */
export function useHoles(wanted = true): UseQueryResult<CoverageHoles, ApiError> {
  return useQuery<CoverageHoles, ApiError>({
    queryKey: ['holes'],
    queryFn: ({ signal }) => fetchHoles(signal),
    refetchInterval: ({ state }) => (state.data?.ready === false ? SOON_MS : REFRESH_MS),
    enabled: wanted,
    retry: false,
  });
}

/** Asks for coverage and holes as soon as the server says that they have another version, not at the next turn. */
export function useCoverageNews(version: string | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (version === null) return;
    for (const key of NOW_KEYS) void queries.invalidateQueries({ queryKey: [key] });
  }, [queries, version]);
}

const IMPORT_STATE = ['table-import-state'];

/** Whether imports of tables are kept, and what waits for the next start. */
export function useTableImportState(): UseQueryResult<TableImportState, ApiError> {
  return useQuery<TableImportState, ApiError>({
    queryKey: IMPORT_STATE,
    queryFn: ({ signal }) => fetchTableImportState(signal),
    retry: false,
  });
}

/** To be called when a table was kept. */
export function useTableImportNews(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: IMPORT_STATE });
}

const UNUSED_MS = 60_000;

/** A raster; null asks nothing. While another one loads the one before it stays. `version` is the summary's. */
export function useCoverageRaster(
  choice: CoverageChoice | null,
  version: string,
): UseQueryResult<CoverageRaster, ApiError> {
  const { state, layer, sites, fit } = choice ?? { state: 'now', layer: 'rsrp' };
  return useQuery<CoverageRaster, ApiError>({
    queryKey: ['coverage', state, layer, sites ?? null, fit ?? false, version],
    queryFn: ({ signal }) => fetchCoverage({ state, layer, sites, fit }, signal),
    enabled: choice !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: UNUSED_MS,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useSiteLosses(limit: number, version: string): UseQueryResult<SiteLosses, ApiError> {
  return useQuery<SiteLosses, ApiError>({
    queryKey: ['n-1', limit, version],
    queryFn: ({ signal }) => fetchSiteLosses(limit, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** What the loss of one resource would uncover; null asks nothing. */
export function useWhatIf(resource: string | null, version: string): UseQueryResult<WhatIfReply, ApiError> {
  const question = resource?.startsWith('cell/') ? { cells: [resource] } : { sites: [resource ?? ''] };
  return useQuery<WhatIfReply, ApiError>({
    queryKey: ['what-if', resource, version],
    queryFn: ({ signal }) => askWhatIf(question, signal),
    enabled: resource !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: UNUSED_MS,
    retry: false,
  });
}

/** The roll-out; `late` asks what slips. */
export function useRolloutPlan(
  late: readonly { readonly site: string; readonly days: number }[],
): UseQueryResult<RolloutPlan, ApiError> {
  return useQuery<RolloutPlan, ApiError>({
    queryKey: ['plan', late],
    queryFn: ({ signal }) => fetchPlan(late, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchInterval: 300_000,
    retry: false,
  });
}
