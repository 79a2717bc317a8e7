import type { ErrorBody } from '../../shared/wire/http.ts';

/**
 * A request that did not succeed. `code` is the server's name for it (kebab-case), `unreachable` when nothing answered,
 * `not-understood` when what answered was not Skyrack (a proxy's page); `field` and `limit` as the server gave them.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: string,
    message: string,
    /** HTTP status, 0 when there was none. */
    readonly status: number,
    readonly field?: string,
    readonly limit?: string | number,
  ) {
    super(message);
  }
}

/** GETs a path of this server. Throws ApiError on anything but 2xx; an abort is thrown as the browser throws it. */
export async function request(path: string, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('unreachable', error instanceof Error ? error.message : String(error), 0);
  }
  if (!response.ok) throw await errorOf(response);
  return response;
}

/** The reply's JSON. The server checks what it sends against the same types, so it is trusted here. */
export async function requestJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal);
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError('not-understood', `${path} did not answer JSON`, response.status);
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  if (!isErrorBody(body)) return new ApiError('not-understood', `HTTP ${response.status}`, response.status);
  return new ApiError(body.code, body.message, response.status, body.field, body.limit);
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null) return false;
  const { code, message } = body as Partial<ErrorBody>;
  return typeof code === 'string' && typeof message === 'string';
}
