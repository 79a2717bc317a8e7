import type { z } from 'zod';
import type { ErrorBody, Wire } from '../../shared/wire/http.ts';
import type { READ_ROUTES } from '../../shared/wire/read-routes.ts';

/** The API's reads as types; the table itself, and zod with it, stays on the server. */
type Routes = typeof READ_ROUTES;
export type ReadPath = keyof Routes;
type JsonPath = { [P in ReadPath]: Routes[P] extends { reply: z.ZodType } ? P : never }[ReadPath];

type PathNames<P> = Routes[P & ReadPath] extends { path: infer S extends z.ZodObject } ? z.input<S> : unknown;
type QueryNames<P> = Routes[P & ReadPath] extends { query: infer S extends z.ZodObject } ? z.input<S> : unknown;

/** One value of an address, or several for a name that may be repeated. */
type Value = string | number | readonly string[] | undefined;
/** What fills the braces of an address and what follows its question mark, in one object. */
export type Parameters<P extends ReadPath> = {
  readonly [K in keyof (PathNames<P> & QueryNames<P>)]: (PathNames<P> & QueryNames<P>)[K] & Value;
};
export type Reply<P extends JsonPath> = Routes[P] extends { reply: infer S extends z.ZodType }
  ? Wire<z.infer<S>>
  : never;

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

/** A read's address with its parameters in place. */
export function addressOf<P extends ReadPath>(path: P, parameters: Parameters<P>): string {
  const rest = new URLSearchParams();
  const given = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries<Value>(parameters)) {
    if (value !== undefined) given.set(name, typeof value === 'object' ? value : [String(value)]);
  }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const [value = ''] = given.get(name) ?? [];
    given.delete(name);
    return encodeURIComponent(value);
  });
  for (const [name, values] of given) for (const value of values) rest.append(name, value);
  return rest.size === 0 ? filled : `${filled}?${rest}`;
}

/** Reads an address of the API. Throws ApiError on anything but 2xx with JSON. */
export function get<P extends JsonPath>(path: P, parameters: Parameters<P>, signal?: AbortSignal): Promise<Reply<P>> {
  return requestJson<Reply<P>>(addressOf(path, parameters), signal);
}

/** POSTs to a path of this server, without a body. Throws ApiError on anything but 2xx with JSON. */
export async function post<T>(path: string, headers: Readonly<Record<string, string>>): Promise<T> {
  const response = await send(path, { method: 'POST', headers });
  return (await response.json()) as T;
}

/** GETs a path of this server. Throws ApiError on anything but 2xx; an abort is thrown as the browser throws it. */
export function request(path: string, signal?: AbortSignal): Promise<Response> {
  return send(path, signal ? { signal } : {});
}

/** Any request to a path of this server. Throws ApiError on anything but 2xx; an abort is thrown as the browser throws it. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
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
