import type { ErrorBody } from '../../shared/wire/http.ts';
import type {
  CoverageHoles,
  CoverageLayer,
  CoverageRaster,
  CoverageState,
  CoverageSummary,
  Ranking,
  RankingRequest,
  Rankings,
  RasterFormat,
  RolloutPlan,
  SiteLosses,
  TableFormat,
  TableImport,
  TableImportState,
  TableName,
  WhatIfReply,
  WhatIfRequest,
} from '../../shared/wire/planning.ts';
import { decodeCoverageRaster } from '../../shared/wire/planning.ts';
import { ApiError, request, requestJson } from './request.ts';

/** Which raster: a state of the network, the first sites of the plan for `plan`, and a layer of it. */
export interface CoverageChoice {
  readonly state: CoverageState;
  readonly layer: CoverageLayer;
  readonly sites?: number | undefined;
  /** With the offsets that measurements give. */
  readonly fit?: boolean | undefined;
}

function namesOf({ state, layer, sites, fit }: CoverageChoice): URLSearchParams {
  return new URLSearchParams({
    ...{ state, layer },
    ...(sites === undefined ? {} : { sites: String(sites) }),
    ...(fit ? { fit: 'true' } : {}),
  });
}

/** Where a raster can be downloaded as a file. */
export function addressOfRaster(choice: CoverageChoice, format: RasterFormat): string {
  const names = namesOf(choice);
  names.set('format', format);
  return `/api/v1/coverage/raster?${names}`;
}

/** Throws ApiError (`no-coverage` until the first run is done). The browser keeps the reply under its ETag. */
export async function fetchCoverage(choice: CoverageChoice, signal?: AbortSignal): Promise<CoverageRaster> {
  const address = `/api/v1/coverage?${namesOf(choice)}`;
  const response = await request(address, signal);
  try {
    return decodeCoverageRaster(await response.arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('not-understood', `${address} did not answer a raster`, response.status);
  }
}

/** Percentages, model, profile: `ready` says whether there are any yet. Throws ApiError. */
export function fetchCoverageSummary(signal?: AbortSignal): Promise<CoverageSummary> {
  return requestJson('/api/v1/coverage/summary', signal);
}

/** What is uncovered now, and what will be when batteries run out. Throws ApiError. */
export function fetchHoles(signal?: AbortSignal): Promise<CoverageHoles> {
  return requestJson('/api/v1/holes', signal);
}

/** What an outage of these would uncover, all else as it is now. Throws ApiError. */
export function askWhatIf(question: WhatIfRequest, signal?: AbortSignal): Promise<WhatIfReply> {
  return send('/api/v1/holes/what-if', JSON.stringify(question), 'application/json', signal);
}

/** Sites by what their loss uncovers. Throws ApiError. */
export function fetchSiteLosses(limit: number, signal?: AbortSignal): Promise<SiteLosses> {
  return requestJson(`/api/v1/n-1?limit=${limit}`, signal);
}

/** The roll-out; `late` asks what slips when these sites are so many days late. Throws ApiError. */
export function fetchPlan(
  late: readonly { readonly site: string; readonly days: number }[] = [],
  signal?: AbortSignal,
): Promise<RolloutPlan> {
  const names = new URLSearchParams(late.map(({ site, days }) => ['late', `${site}:${days}`]));
  return requestJson(names.size === 0 ? '/api/v1/plan' : `/api/v1/plan?${names}`, signal);
}

/** Begins a ranking; `fetchRanking` says how far it is. Throws ApiError. */
export function startRanking(wanted: Partial<RankingRequest>): Promise<Ranking> {
  return send('/api/v1/next-sites', JSON.stringify(wanted), 'application/json');
}

/** Newest first. Throws ApiError. */
export function fetchRankings(signal?: AbortSignal): Promise<Rankings> {
  return requestJson('/api/v1/next-sites', signal);
}

export function fetchRanking(id: string, signal?: AbortSignal): Promise<Ranking> {
  return requestJson(`/api/v1/next-sites/${encodeURIComponent(id)}`, signal);
}

export function cancelRanking(id: string): Promise<Ranking> {
  return send(`/api/v1/next-sites/${encodeURIComponent(id)}/cancel`, '{}', 'application/json');
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is sent with a table: `commit` is the token of a look at the same file. */
export interface TableChoice {
  readonly table: TableName;
  readonly crs: 'WGS84' | 'GCJ-02' | 'BD-09';
  readonly commit?: string;
}

/** Looks a table over, or keeps it. Bytes are taken as they are: the server knows CSV and XLSX, UTF-8 and GB18030. */
export function importTable(choice: TableChoice, file: File, signal?: AbortSignal): Promise<TableImport> {
  const isWorkbook = /\.xlsx$/i.test(file.name) || file.type === XLSX;
  const names = new URLSearchParams(Object.entries(choice));
  return send(`/api/v1/sites/import?${names}`, file, isWorkbook ? XLSX : 'text/csv', signal);
}

/** Whether imports are kept, and what waits for the next start. Throws ApiError. */
export function fetchTableImportState(signal?: AbortSignal): Promise<TableImportState> {
  return requestJson('/api/v1/sites/import', signal);
}

/** Where the table can be downloaded. */
export function addressOfTable(table: TableName, format: TableFormat): string {
  return `/api/v1/sites/export?table=${table}&format=${format}`;
}

async function send<T>(path: string, body: string | Blob, type: string, signal?: AbortSignal): Promise<T> {
  const headers = { 'X-Skyrack-Action': 'plan', 'Content-Type': type };
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', headers, body, ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('unreachable', error instanceof Error ? error.message : String(error), 0);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer as T;
  const { code, message, field, limit } = (answer ?? {}) as Partial<ErrorBody>;
  throw new ApiError(code ?? 'not-understood', message ?? `HTTP ${response.status}`, response.status, field, limit);
}
