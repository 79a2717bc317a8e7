import type { Request } from 'express';
import { BodyTooLarge } from '../../ports.ts';
import { HttpError } from '../errors.ts';

/** Of the types that are taken, by what is sent as Content-Type. Throws HttpError 415 for another one, and for an encoding. */
export function typeOfFile<T>(request: Request, taken: ReadonlyMap<string, T>, message: string): T {
  const type = (request.get('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase();
  const found = taken.get(type);
  if (found === undefined) {
    const limit = [...taken.keys()].join(', ');
    throw new HttpError(415, { code: 'wrong-type', message, field: 'Content-Type', limit });
  }
  const encoding = request.get('content-encoding');
  if (encoding !== undefined && encoding !== 'identity') {
    const what = 'send it as it is';
    throw new HttpError(415, { code: 'wrong-encoding', message: what, field: 'Content-Encoding', limit: 'identity' });
  }
  return found;
}

/** Throws BodyTooLarge: at once where the length is stated, else with the byte that is too many. */
export async function readFileBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  if (Number(request.get('content-length') ?? 0) > limitBytes) throw new BodyTooLarge(limitBytes);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > limitBytes) throw new BodyTooLarge(limitBytes);
  }
  return Buffer.concat(parts);
}
