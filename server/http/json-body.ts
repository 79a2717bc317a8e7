import type { Request } from 'express';
import { BodyTooLarge } from '../ports.ts';
import { HttpError } from './errors.ts';

const LIMIT_BYTES = 64 * 1024;

/** A small JSON body, for what people send. Throws HttpError 400 or 415, and BodyTooLarge. */
export async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.get('content-type') ?? '')) {
    const message = 'send JSON';
    throw new HttpError(415, { code: 'wrong-type', message, field: 'Content-Type', limit: 'application/json' });
  }
  const encoding = request.get('content-encoding');
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpError(415, {
      code: 'wrong-encoding',
      message: 'send it as it is',
      field: 'Content-Encoding',
      limit: 'identity',
    });
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > LIMIT_BYTES) throw new BodyTooLarge(LIMIT_BYTES);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new HttpError(400, { code: 'malformed', message: 'the body is not JSON', field: 'body' });
  }
}
