import type { IncomingMessage } from 'node:http';
import type { Request, Response, Router } from 'express';
import { type IngestToken, presentedToken } from '../identity/ingest-token.ts';
import { BodyTooLarge, type DoorHandler, type DoorRequest, Refused } from '../ports.ts';
import { HttpError, takesOnly } from './errors.ts';

/** The source that the one ingest token stands for, until tokens are given out per source. */
export const TOKEN_SOURCE = 'ingest';

/** Longest that a sender may take over a body. */
const BODY_TIMEOUT_MS = 30_000;

export interface Doors {
  /** Lets a protocol's plug answer `POST path`. */
  post(path: string, handler: DoorHandler): void;
}

/** Mounts ingest doors: token first, then readiness, then the plug. Bodies are read raw, never by a parser. */
export function createDoors(router: Router, token: IngestToken, notReady: () => string | null): Doors {
  return {
    post(path, handler) {
      router.post(path, async (request, response) => {
        authenticate(request, token);
        const reason = notReady();
        if (reason !== null) throw new Refused(reason === 'stopping' ? 'stopping' : 'replaying', 1);
        await answer(request, response, handler);
      });
      router.all(path, takesOnly('POST'));
    },
  };
}

function authenticate(request: Request, token: IngestToken): void {
  const presented = presentedToken(request.headers.authorization);
  if (presented !== null && token.matches(presented)) return;
  throw new HttpError(401, {
    code: 'unauthorized',
    message: presented === null ? 'an ingest token is required' : 'this ingest token is not known',
    field: 'Authorization',
  });
}

async function answer(request: Request, response: Response, handler: DoorHandler): Promise<void> {
  const doorRequest: DoorRequest = {
    headers: request.headers,
    source: TOKEN_SOURCE,
    body: (limitBytes) => readBody(request, limitBytes),
  };
  const reply = await handler(doorRequest);
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.body === undefined) response.end();
  else response.json(reply.body);
}

/**
 * The whole body, at most `limitBytes`: a larger claimed length is refused before a byte is read, a larger chunked body
 * at the first byte too many. Throws BodyTooLarge, or HttpError 400 for a body that ends early.
 */
function readBody(request: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  const claimed = Number(request.headers['content-length'] ?? 0);
  // A refused body is read to its end and thrown away: a sender that is cut off would see a broken pipe, not the 413.
  if (claimed > limitBytes) {
    request.resume();
    return Promise.reject(new BodyTooLarge(limitBytes));
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timeout = setTimeout(() => {
      request.destroy();
      reject(new HttpError(408, { code: 'body-timeout', message: 'the body took too long', limit: BODY_TIMEOUT_MS }));
    }, BODY_TIMEOUT_MS);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      reject(new BodyTooLarge(limitBytes));
    });
    request.on('end', () => {
      clearTimeout(timeout);
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size));
    });
    request.on('close', () => {
      clearTimeout(timeout);
      reject(new HttpError(400, { code: 'truncated-body', message: 'the connection ended inside the body' }));
    });
    request.on('error', reject);
  });
}
