import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ErrorRequestHandler, Express, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { ErrorBody } from '../../shared/wire/http.ts';
import { log } from '../log.ts';
import { BadCursor, BodyTooLarge, HistoryRefused, Refused } from '../ports.ts';
import { MAX_HEADER_BYTES } from './http-server.ts';

/** An answer that is not a success, as a route throws it. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
  ) {
    super(body.message);
  }
}

/** Checks a query against its schema. Throws HttpError 400 that names the first wrong field. */
export function parseQuery<T extends z.ZodType>(schema: T, query: unknown): z.infer<T> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const limit = 'maximum' in issue ? Number(issue.maximum) : 'minimum' in issue ? Number(issue.minimum) : undefined;
  throw new HttpError(400, {
    code: unknownKey === undefined ? 'invalid-parameter' : 'unknown-parameter',
    message: issue.message,
    field: unknownKey ?? issue.path.join('.'),
    ...(limit === undefined ? {} : { limit }),
  });
}

export function notFound(what: string, field: string): HttpError {
  return new HttpError(404, { code: 'not-found', message: `there is no such ${what}`, field });
}

export const unknownRoute: RequestHandler = (_request, response) => {
  send(response, 404, { code: 'not-found', message: 'there is nothing at this address' });
};

/** Another method on an address that is mounted so far is refused by name, with what it takes. */
export function refuseOtherMethods(app: Express): void {
  const methods = new Map<string, Set<string>>();
  for (const { route } of app.router.stack) {
    if (route === undefined) continue;
    const taken = methods.get(route.path) ?? new Set();
    for (const { method } of route.stack) taken.add(method.toUpperCase());
    methods.set(route.path, taken);
  }
  for (const [path, taken] of methods) {
    app.all(path, takesOnly([...taken, ...(taken.has('GET') ? ['HEAD'] : [])].join(', ')));
  }
}

/** Answers 405 with Allow. */
function takesOnly(methods: string): RequestHandler {
  return (_request, response) => {
    response.setHeader('Allow', methods);
    send(response, 405, { code: 'method-not-allowed', message: `this address takes ${methods}`, limit: methods });
  };
}

/** Where an exception of a route becomes its answer; ingest doors shape theirs themselves. */
export const onError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, headers, body } = answerTo(error);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  send(response, status, body);
};

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ErrorBody;
}

/** What an exception is answered with. What nobody expected is logged, and answered without its words. */
export function answerTo(error: unknown): Answer {
  if (error instanceof HttpError) return answer(error.status, error.body);
  if (error instanceof Refused) {
    const message = `the server cannot take this now: ${error.reason}`;
    return {
      ...answer(503, { code: error.reason, message }),
      headers: { 'Retry-After': String(error.retryAfterSeconds) },
    };
  }
  if (error instanceof BodyTooLarge) {
    return answer(413, { code: 'too-large', message: error.message, field: 'body', limit: error.limitBytes });
  }
  if (error instanceof BadCursor) return answer(400, { code: 'bad-cursor', message: error.message, field: 'cursor' });
  if (error instanceof HistoryRefused) return answerToPast(error);
  const status = clientFault(error);
  if (status === 404) return answer(404, { code: 'not-found', message: 'there is nothing at this address' });
  if (status !== null) return answer(status, { code: 'bad-address', message: 'the address cannot be read' });
  log.error({ err: error }, 'request failed');
  return answer(500, { code: 'internal', message: 'the server failed to answer; its log says why' });
}

/** What a question about the past is answered with when history does not answer it. */
function answerToPast({ reason, message, field, limit }: HistoryRefused): Answer {
  const body = {
    code: reason,
    message,
    ...(field === undefined ? {} : { field }),
    ...(limit === undefined ? {} : { limit }),
  };
  if (reason === 'bad-query' || reason === 'too-much') return answer(400, body);
  return { ...answer(503, body), headers: { 'Retry-After': '1' } };
}

function answer(status: number, body: ErrorBody): Answer {
  return { status, headers: {}, body };
}

/** The 4xx that Express itself gives to an exception (a broken percent-encoding, a path outside a folder), else null. */
function clientFault(error: unknown): number | null {
  if (error instanceof URIError) return 400;
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** How long a sender that is refused unread may take to read why. */
const LINGER_MS = 1_000;

/** What Node cannot read as HTTP never becomes a request: answered in the same shape, then closed. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, body] = unreadable(error.code);
  const json = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`,
  );
  // Closing at once, with bytes still unread, would take the answer back (a reset overtakes it).
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function unreadable(code: string | undefined): readonly [number, ErrorBody] {
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = 'address and headers are too long';
    return [431, { code: 'header-too-large', message, field: 'header', limit: MAX_HEADER_BYTES }];
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return [408, { code: 'request-timeout', message: 'the request took too long' }];
  return [400, { code: 'malformed', message: 'this is not an HTTP request' }];
}

function send(response: Response, status: number, body: ErrorBody): void {
  response.status(status).json(body);
}
