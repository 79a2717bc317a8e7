import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

interface Packed {
  readonly bytes: Buffer;
  readonly tag: string;
}

/**
 * A large reply that never changes while the server runs: made when it is first asked for, kept as gzip, a tenth of its
 * text, and sent so to whoever accepts that. A reply whose ETag the client has is not sent again; the tag is weak, as it
 * names the text and not its encoding.
 */
export function packedReply(make: () => unknown): RequestHandler {
  let packed: Promise<Packed> | null = null;
  return async (request: Request, response: Response) => {
    packed ??= packText(JSON.stringify(make()));
    const { bytes, tag } = await packed;
    response.setHeader('ETag', tag);
    response.setHeader('Cache-Control', 'no-cache');
    response.vary('Accept-Encoding');
    response.type('application/json');
    if (request.acceptsEncodings('gzip') === false) {
      response.send(await unpack(bytes));
      return;
    }
    response.setHeader('Content-Encoding', 'gzip');
    response.send(bytes);
  };
}

async function packText(text: string): Promise<Packed> {
  const tag = `W/"${createHash('sha256').update(text).digest('base64url')}"`;
  return { bytes: await pack(text), tag };
}
