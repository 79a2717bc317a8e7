import { request as httpRequest } from 'node:http';
import type { Example } from '../../server/http/openapi-example.ts';
import type { SkyrackProcess } from '../server-process.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** Runs a request of the document as it stands there; the token is added as its security says. */
export function runExample(server: SkyrackProcess, request: Example['request']): Promise<Answer> {
  const { method, address, headers = {}, json, base64, anonymous } = request;
  const sent: Record<string, string> = { ...headers };
  if (method === 'POST' && !anonymous) sent.Authorization = `Bearer ${server.token}`;
  const body = json !== undefined ? Buffer.from(JSON.stringify(json)) : Buffer.from(base64 ?? '', 'base64');
  if (method !== 'GET') sent['Content-Length'] ??= String(body.length);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { host: '127.0.0.1', port: server.port, path: address, method, headers: sent },
      (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('error', reject);
        reply.on('end', () => {
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes: Buffer.concat(chunks) });
          outgoing.destroy();
        });
      },
    );
    outgoing.on('error', reject);
    // A body that is announced and not sent: its refusal must not wait for it.
    if (headers['Content-Length'] !== undefined) outgoing.flushHeaders();
    else outgoing.end(body);
  });
}
