import { once } from 'node:events';
import { request as ask, createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import compression from 'compression';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { packedReply } from '../../../server/http/packed-reply.ts';

const BODY = { names: Array.from({ length: 500 }, (_, i) => `站点 ${i}`) };
let made = 0;
let server: Server;

beforeEach(async () => {
  made = 0;
  const app = express();
  app.use(compression());
  app.get(
    '/all',
    packedReply(() => {
      made++;
      return BODY;
    }),
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterEach(() => {
  server.close();
});

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

function get(headers: Record<string, string>): Promise<Reply> {
  const { port } = server.address() as AddressInfo;
  return new Promise((done, failed) => {
    ask({ host: '127.0.0.1', port, path: '/all', headers }, (reply) => {
      const pieces: Buffer[] = [];
      reply.on('data', (piece: Buffer) => pieces.push(piece));
      reply.on('end', () => done({ status: reply.statusCode!, headers: reply.headers, bytes: Buffer.concat(pieces) }));
    })
      .on('error', failed)
      .end();
  });
}

it('is sent packed to whoever accepts it, and made once for all', async () => {
  const [first, second] = [await get({ 'Accept-Encoding': 'gzip' }), await get({ 'Accept-Encoding': 'gzip, br' })];
  for (const { headers, bytes } of [first, second]) {
    expect(headers['content-encoding']).toBe('gzip');
    expect(headers['content-type']).toContain('application/json');
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual(BODY);
  }
  expect(made).toBe(1);
});

it('is sent as text to whoever does not', async () => {
  const { headers, bytes } = await get({ 'Accept-Encoding': 'identity' });
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers.vary).toContain('Accept-Encoding');
  expect(JSON.parse(bytes.toString())).toEqual(BODY);
});

it('is not sent again to whoever has it', async () => {
  const { headers } = await get({ 'Accept-Encoding': 'gzip' });
  const again = await get({ 'Accept-Encoding': 'gzip', 'If-None-Match': headers.etag! });
  expect(again.status).toBe(304);
  expect(again.bytes).toHaveLength(0);
});
