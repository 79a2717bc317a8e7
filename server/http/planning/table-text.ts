import type { Request } from 'express';
import { BodyTooLarge } from '../../ports.ts';
import { HttpError } from '../errors.ts';

/**
 * A table as somebody's spreadsheet wrote it: UTF-8 with or without BOM, else GB18030, as Chinese exports are. Throws
 * HttpError 415 for another type or an encoding, 400 for bytes that are no text, and BodyTooLarge.
 */
export async function readTableText(request: Request, limitBytes: number): Promise<string> {
  if (!/^text\/csv\b/i.test(request.get('content-type') ?? '')) {
    const message = 'send CSV';
    throw new HttpError(415, { code: 'wrong-type', message, field: 'Content-Type', limit: 'text/csv' });
  }
  const encoding = request.get('content-encoding');
  if (encoding !== undefined && encoding !== 'identity') {
    const message = 'send it as it is';
    throw new HttpError(415, { code: 'wrong-encoding', message, field: 'Content-Encoding', limit: 'identity' });
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size > limitBytes) throw new BodyTooLarge(limitBytes);
  }
  const bytes = Buffer.concat(parts);
  for (const charset of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  throw new HttpError(400, { code: 'malformed', message: 'this is neither UTF-8 nor GB18030', field: 'body' });
}
