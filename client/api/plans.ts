import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type {
  NetworkPlan,
  NetworkPlanRequest,
  NetworkPlans,
  PlanChange,
  PlanComparison,
} from '../../shared/wire/planning.ts';
import { ApiError, requestJson } from './request.ts';

/** Named plans: what would be built, moved or turned, and what that covers. */

const PATH = '/api/v1/plans';
const HEADERS = { 'X-Skyrack-Action': 'plan', 'Content-Type': 'application/json' };
export const PLANS_KEY = 'plans';

export function usePlans(): UseQueryResult<NetworkPlans, ApiError> {
  return useQuery<NetworkPlans, ApiError>({
    queryKey: [PLANS_KEY],
    queryFn: ({ signal }) => requestJson(PATH, signal),
    retry: false,
  });
}

/** What is asked of a plan: its id, `on-air` or `planned`; changes on top of its own; what it is compared with. */
export interface PlanQuestion {
  readonly plan: string;
  readonly changes: readonly PlanChange[];
  readonly against: string;
}

/** What a plan covers beside another one; null asks nothing. While another question runs the last answer stays. */
export function usePlanComparison(question: PlanQuestion | null): UseQueryResult<PlanComparison, ApiError> {
  return useQuery<PlanComparison, ApiError>({
    queryKey: ['plan-comparison', question],
    queryFn: ({ signal }) => askPlan(question!, signal),
    enabled: question !== null,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

function askPlan({ plan, changes, against }: PlanQuestion, signal: AbortSignal): Promise<PlanComparison> {
  return send('POST', `${PATH}/${encodeURIComponent(plan)}/what-if`, { changes, against }, signal);
}

/** On disk when it resolves. Throws ApiError with the change that cannot be as its field. */
export function keepPlan(plan: NetworkPlanRequest): Promise<NetworkPlan> {
  return send('POST', PATH, plan);
}

export async function removePlan(id: string): Promise<void> {
  await send('DELETE', `${PATH}/${encodeURIComponent(id)}`);
}

async function send<T>(method: string, path: string, body?: object, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: HEADERS,
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('unreachable', error instanceof Error ? error.message : String(error), 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  const { code, message, field } = (answer ?? {}) as Partial<ApiError>;
  throw new ApiError(code ?? 'not-understood', message ?? `HTTP ${response.status}`, response.status, field);
}
