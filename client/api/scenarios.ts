import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ScenarioView } from '../../shared/wire/http.ts';
import { type ApiError, get, post, type Reply } from './request.ts';

export type ScenarioList = Reply<'/api/v1/scenarios'>;

const KEY = ['scenarios'] as const;
const REFRESH_MS = 5_000;

/** What the simulator can act out: `GET /api/v1/scenarios`, read every 5 s; another window may start one. */
export function useScenarios(): UseQueryResult<ScenarioList, ApiError> {
  return useQuery<ScenarioList, ApiError>({
    queryKey: KEY,
    queryFn: ({ signal }) => get('/api/v1/scenarios', {}, signal),
    refetchInterval: REFRESH_MS,
    retry: false,
  });
}

export interface ScenarioAction {
  readonly name: string;
  readonly verb: 'start' | 'stop';
}

/** Starts or stops a scenario; the list is read again afterwards. */
export function useScenarioAction() {
  const queries = useQueryClient();
  return useMutation<ScenarioView, ApiError, ScenarioAction>({
    mutationFn: ({ name, verb }) =>
      post<ScenarioView>(`/api/v1/scenarios/${encodeURIComponent(name)}/${verb}`, { 'X-Skyrack-Action': 'scenario' }),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
