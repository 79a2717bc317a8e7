import type { IncomingMessage } from 'node:http';
import type { Request, Response, Router } from 'express';
import { presentedToken } from '../identity/ingest-token.ts';
import type { SourceTokens } from '../identity/source-tokens.ts';
import {
  BodyTooLarge,
  type DoorHandler,
  type DoorOptions,
  type DoorReply,
  type DoorRequest,
  Refused,
} from '../ports.ts';
import { createBodyCollector } from '../young-garbage.ts';
import { answerTo, HttpError } from './errors.ts';
import { type Turn, Turns } from './turns.ts';

/** Longest that a sender may take over a body. */
const BODY_TIMEOUT_MS = 30_000;

export interface Doors {
  /** Lets a protocol's plug answer `POST path`. */
  post(path: string, handler: DoorHandler, options?: DoorOptions): void;
}

export interface DoorSurroundings {
  readonly tokens: Pick<SourceTokens, 'sourceOf'>;
  readonly notReady: () => string | null;
  /** Seconds until a source that is over its rate may send again, null when it may now. */
  readonly overRate: (source: string) => number | null;
  readonly bodyTimeoutMs?: number;
}

/**
 * Mounts ingest doors: token first, then readiness, the source's rate and its turn, then the plug. Bodies are read raw,
 * never by a parser.
 */
export function createDoors(router: Router, around: DoorSurroundings): Doors {
  const turns = new Turns();
  const collectYoung = createBodyCollector();
  return {
    post(path, handler, options = {}) {
      router.post(path, async (request, response) => {
        let reply: DoorReply;
        try {
          const source = authenticate(request, around.tokens);
          checkMayCome(source, around);
          const turn = await turns.begin(source);
          try {
            reply = await handler(doorRequest(request, source, turn, around.bodyTimeoutMs ?? BODY_TIMEOUT_MS));
          } finally {
            turn.end();
            collectYoung();
          }
        } catch (error) {
          reply = refusalOf(error, request, options);
        }
        send(request, response, reply);
      });
      router.all(path, (request, response) => {
        const message = 'this address takes POST';
        const refused = new HttpError(405, { code: 'method-not-allowed', message, limit: 'POST' });
        const { headers, ...reply } = refusalOf(refused, request, options);
        send(request, response, { ...reply, headers: { ...headers, Allow: 'POST' } });
      });
    },
  };
}

/** The source that the request's token stands for. Throws HttpError 401. */
function authenticate(request: Request, tokens: DoorSurroundings['tokens']): string {
  const presented = presentedToken(request.headers.authorization);
  const source = presented === null ? null : tokens.sourceOf(presented);
  if (source !== null) return source;
  throw new HttpError(401, {
    code: 'unauthorized',
    message: presented === null ? 'an ingest token is required' : 'this ingest token is not known',
    field: 'Authorization',
  });
}

/** Throws Refused, before the body has cost anything. */
function checkMayCome(source: string, { notReady, overRate }: DoorSurroundings): void {
  const reason = notReady();
  if (reason !== null) throw new Refused(reason === 'stopping' ? 'stopping' : 'replaying', 1);
  const wait = overRate(source);
  if (wait !== null) throw new Refused('over-rate', wait);
}

function doorRequest(request: Request, source: string, turn: Turn, bodyTimeoutMs: number): DoorRequest {
  return {
    headers: request.headers,
    source,
    body: (limitBytes) => readBody(request, limitBytes, turn, bodyTimeoutMs),
  };
}

/** What was thrown as an answer, in the protocol's own shape where it has one. */
function refusalOf(error: unknown, request: Request, options: DoorOptions): DoorReply {
  const answer = answerTo(error);
  const overRate = error instanceof Refused && error.reason === 'over-rate';
  const status = overRate ? (options.overRateStatus ?? 503) : answer.status;
  const shaped = options.refusal?.(status, answer.body, request.headers) ?? { status, body: answer.body };
  return { ...shaped, headers: { ...answer.headers, ...shaped.headers } };
}

function send(request: Request, response: Response, { status, headers = {}, body }: DoorReply): void {
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (status === 408) {
    // The rest of a body that took too long is not waited for.
    response.setHeader('Connection', 'close');
    response.on('finish', () => request.destroy());
  }
  if (body === undefined) response.end();
  else if (body instanceof Uint8Array) response.end(body);
  else response.json(body);
}

/**
 * The whole body, at most `limitBytes`: a larger claimed length is refused before a byte is read, a larger chunked body
 * at the first byte too many. Throws BodyTooLarge, Refused when the source has too much in hand, or HttpError 408 for a
 * body that trickles and 400 for one that ends early.
 */
function readBody(
  request: IncomingMessage,
  limitBytes: number,
  turn: Turn,
  bodyTimeoutMs: number,
): Promise<Uint8Array> {
  const claimed = Number(request.headers['content-length'] ?? 0);
  // A refused body is read to its end and thrown away: a sender that is cut off would see a broken pipe, not the 413.
  if (claimed > limitBytes) {
    request.resume();
    return Promise.reject(new BodyTooLarge(limitBytes));
  }
  if (request.destroyed) return Promise.reject(truncated());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let refused = false;
    const refuse = (error: unknown) => {
      refused = true;
      chunks.length = 0;
      reject(error);
    };
    const timeout = setTimeout(() => {
      const message = 'the body took too long';
      refuse(new HttpError(408, { code: 'body-timeout', message, limit: bodyTimeoutMs }));
    }, bodyTimeoutMs);
    request.on('data', (chunk: Buffer) => {
      if (refused) return;
      size += chunk.length;
      if (size > limitBytes) {
        refuse(new BodyTooLarge(limitBytes));
        return;
      }
      try {
        turn.hold(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        refuse(error);
      }
    });
    request.on('end', () => {
      clearTimeout(timeout);
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    request.on('close', () => {
      clearTimeout(timeout);
      reject(truncated());
    });
    request.on('error', reject);
  });
}

function truncated(): HttpError {
  return new HttpError(400, { code: 'truncated-body', message: 'the connection ended inside the body' });
}
