import {
  MOMENT_HEADER,
  type PastAggregate,
  type PastAttention,
  type PastSeriesList,
  type StateChanges,
  TIER_HEADER,
} from '../../shared/wire/history.ts';
import { ApiError, addressOf, get, type Parameters, request } from './request.ts';

type SeriesQuery = Parameters<'/api/v1/series'>;
type AggregateQuery = Parameters<'/api/v1/aggregate'>;
type ChangesQuery = Parameters<'/api/v1/changes'>;

/** A frame of the past: of shared/wire/frame.ts, or of cluster-frame.ts where the topic is `cluster/…`. */
export interface PastState {
  /** UTC ms, a whole second. */
  readonly at: number;
  readonly tier: PastSeriesList['tier'];
  readonly frame: ArrayBuffer;
}

/** Values over time of each resource's metrics, in buckets. Throws ApiError (`over-budget`, `too-many`, …). */
export function fetchSeries(query: SeriesQuery, signal?: AbortSignal): Promise<PastSeriesList> {
  return get('/api/v1/series', query, signal);
}

/** Values over time of all resources of a kind, by what contains them. Throws ApiError. */
export function fetchAggregate(query: AggregateQuery, signal?: AbortSignal): Promise<PastAggregate> {
  return get('/api/v1/aggregate', query, signal);
}

/** The nearest changes of judged state before or after a moment. Throws ApiError. */
export function fetchChanges(query: ChangesQuery, signal?: AbortSignal): Promise<StateChanges> {
  return get('/api/v1/changes', query, signal);
}

/** The state of a topic at a moment (UTC ms). The browser keeps the reply under its ETag. Throws ApiError. */
export async function fetchState(topic: string, at: number, signal?: AbortSignal): Promise<PastState> {
  const address = addressOf('/api/v1/state', { topic, at });
  const response = await request(address, signal);
  const tier = response.headers.get(TIER_HEADER);
  const moment = Number(response.headers.get(MOMENT_HEADER));
  if (!isTier(tier) || !(moment > 0)) {
    throw new ApiError('not-understood', `${address} did not answer a state`, response.status);
  }
  return { at: moment, tier, frame: await response.arrayBuffer() };
}

/** What needed attention at a moment (UTC ms). Throws ApiError. */
export function fetchPastAttention(at: number, signal?: AbortSignal): Promise<PastAttention> {
  return get('/api/v1/attention', { at }, signal);
}

function isTier(text: string | null): text is PastState['tier'] {
  return text === 'raw' || text === '1m' || text === '1h';
}
