import { keepPreviousData, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Crs } from '../../shared/geo/crs.ts';
import type { MeasurementImport, MeasurementSets, ModelResiduals } from '../../shared/wire/planning.ts';
import { type ApiError, requestJson, send } from './request.ts';

/** Measured levels: files that are kept, and how far the model is from them. */

const PATH = '/api/v1/coverage/measurements';
const SETS = ['measurements'];
const RESIDUALS = 'model-residuals';
const ACTION = { 'X-Skyrack-Action': 'plan' };

/** Where the simulated log can be downloaded. */
export const SAMPLE_ADDRESS = '/api/v1/coverage/sample-measurements';

/** `commit` is the token of a look at the same file. */
export interface MeasurementChoice {
  readonly crs: Crs;
  readonly commit?: string;
}

export function useMeasurementSets(): UseQueryResult<MeasurementSets, ApiError> {
  return useQuery<MeasurementSets, ApiError>({
    queryKey: SETS,
    queryFn: ({ signal }) => requestJson(PATH, signal),
    retry: false,
  });
}

/** `version` is the summary's, null while there is no coverage: then nothing is asked. */
export function useModelResiduals(version: string | null): UseQueryResult<ModelResiduals, ApiError> {
  return useQuery<ModelResiduals, ApiError>({
    queryKey: [RESIDUALS, version],
    queryFn: ({ signal }) => requestJson('/api/v1/coverage/residuals', signal),
    enabled: version !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** To be called when a file was kept or deleted. */
export function useMeasurementNews(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([SETS, [RESIDUALS]].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}

/** Looks a log over, or keeps it. Bytes are taken as they are. Throws ApiError. */
export async function addMeasurements(
  choice: MeasurementChoice,
  file: File,
  signal?: AbortSignal,
): Promise<MeasurementImport> {
  const names = new URLSearchParams({ ...choice, name: file.name.slice(-100) });
  const response = await send(`${PATH}?${names}`, {
    method: 'POST',
    headers: { ...ACTION, 'Content-Type': 'text/csv' },
    body: file,
    ...(signal ? { signal } : {}),
  });
  return (await response.json()) as MeasurementImport;
}

/** Throws ApiError. */
export async function removeMeasurements(id: string): Promise<void> {
  await send(`${PATH}/${encodeURIComponent(id)}`, { method: 'DELETE', headers: ACTION });
}
