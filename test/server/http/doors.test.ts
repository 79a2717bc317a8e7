import { once } from 'node:events';
import { request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express, { Router } from 'express';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDoors } from '../../../server/http/doors.ts';
import { onError } from '../../../server/http/errors.ts';
import { createHttpServer } from '../../../server/http/http-server.ts';
import { type DoorHandler, Refused } from '../../../server/ports.ts';
import { errorBodySchema } from '../../../shared/wire/http-schemas.ts';

const TOKENS = new Map([
  ['secret-of-a', 'a'],
  ['secret-of-b', 'b'],
]);
/** For machines that do much else. */
const LONG = { timeout: 60_000 };
let server: Server;
let port = 0;
let handler: DoorHandler = async () => ({ status: 204 });
let wait: number | null = null;
let notReady: string | null = null;

/** Two doors on a server of their own, that ask `handler`. */
async function open(timeouts: { headersMs?: number; bodyTimeoutMs?: number } = {}): Promise<Server> {
  const app = express();
  const router = Router();
  app.use(router);
  app.use(onError);
  const doors = createDoors(router, {
    tokens: { sourceOf: (presented) => TOKENS.get(presented) ?? null },
    notReady: () => notReady,
    overRate: (source) => (source === 'a' ? wait : null),
    ...timeouts,
  });
  doors.post('/plain', (request) => handler(request));
  doors.post('/shaped', (request) => handler(request), {
    overRateStatus: 429,
    refusal: (status, body) => ({
      status,
      headers: { 'Content-Type': 'application/x-protobuf' },
      body: new TextEncoder().encode(`shaped ${body.code}`),
    }),
  });
  const opened = createHttpServer(timeouts);
  opened.on('request', app);
  opened.listen(0, '127.0.0.1');
  await once(opened, 'listening');
  return opened;
}

beforeAll(async () => {
  server = await open();
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  handler = async () => ({ status: 204 });
  wait = null;
  notReady = null;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

function post(path: string, secret = 'secret-of-a', body = 'x'): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body,
  });
}

describe('who may come in (D1)', () => {
  test.each([undefined, 'Bearer ', 'Bearer wrong', 'Basic eDp5', 'Digest secret-of-a', 'Bearer secret-of-A'])(
    'authorization %o → 401 by name, and the plug sees nothing',
    async (authorization) => {
      handler = () => Promise.reject(new Error('must not be asked'));
      const reply = await fetch(`http://127.0.0.1:${port}/plain`, {
        method: 'POST',
        ...(authorization === undefined ? {} : { headers: { authorization } }),
      });
      expect(reply.status).toBe(401);
      expect(errorBodySchema.parse(await reply.json())).toMatchObject({ code: 'unauthorized', field: 'Authorization' });
    },
  );

  test('the token determines the source, as Bearer and as the password of Basic', async () => {
    const seen: string[] = [];
    handler = async ({ source }) => {
      seen.push(source);
      return { status: 204 };
    };
    await post('/plain');
    await post('/plain', 'secret-of-b');
    const basic = Buffer.from('whoever:secret-of-b').toString('base64');
    await fetch(`http://127.0.0.1:${port}/plain`, { method: 'POST', headers: { authorization: `Basic ${basic}` } });
    expect(seen).toEqual(['a', 'b', 'b']);
  });

  test('a revoked token is refused with the next request', async () => {
    expect((await post('/plain', 'secret-of-b')).status).toBe(204);
    TOKENS.delete('secret-of-b');
    expect((await post('/plain', 'secret-of-b')).status).toBe(401);
    TOKENS.set('secret-of-b', 'b');
  });
});

describe('a source over its rate', () => {
  test.each([
    ['/plain', 503],
    ['/shaped', 429],
  ])('POST %s → %i with Retry-After, before its body is read', async (path, status) => {
    wait = 7;
    handler = async ({ source }) => ({ status: source === 'b' ? 204 : 500 });
    const reply = await post(path);
    expect(reply.status).toBe(status);
    expect(reply.headers.get('retry-after')).toBe('7');
    expect((await post(path, 'secret-of-b')).status).toBe(204);
  });

  test('the same when normalize says it', async () => {
    handler = () => Promise.reject(new Refused('over-rate', 3));
    expect((await post('/plain')).status).toBe(503);
    const reply = await post('/shaped');
    expect(reply.status).toBe(429);
    expect(reply.headers.get('retry-after')).toBe('3');
    expect(reply.headers.get('content-type')).toBe('application/x-protobuf');
    expect(await reply.text()).toBe('shaped over-rate');
  });

  test('anything else that cannot be taken now stays 503 on every door', async () => {
    handler = () => Promise.reject(new Refused('queue-full', 1));
    expect((await post('/plain')).status).toBe(503);
    expect((await post('/shaped')).status).toBe(503);
    notReady = 'replaying';
    expect(await (await post('/shaped')).text()).toBe('shaped replaying');
  });
});

test('one source’s hundreds of requests wait behind each other, another’s goes straight through', LONG, async () => {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((go) => {
    letGo = go;
  });
  let working = 0;
  let most = 0;
  handler = async ({ source }) => {
    if (source === 'b') return { status: 204 };
    most = Math.max(most, ++working);
    await gate;
    working--;
    return { status: 204 };
  };
  const many = Array.from({ length: 700 }, () => post('/plain').then(({ status }) => status));
  expect((await post('/plain', 'secret-of-b')).status).toBe(204);
  // The first that does not fit any more is refused; then all have arrived that can.
  const first = await Promise.race(many);
  expect(first).toBe(503);
  letGo();
  const statuses = await Promise.all(many);
  expect(most).toBeLessThanOrEqual(32);
  expect(statuses.filter((status) => status === 204).length).toBeGreaterThanOrEqual(32 + 512);
  expect(new Set(statuses)).toEqual(new Set([204, 503]));
});

test('a sender that goes away while it waits for its turn leaves no place taken', LONG, async () => {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((go) => {
    letGo = go;
  });
  handler = async ({ body }) => {
    await gate;
    await body(1000);
    return { status: 204 };
  };
  const first = Array.from({ length: 32 }, () => post('/plain').then(({ status }) => status));
  const leaving = Array.from({ length: 40 }, () => {
    const headers = { authorization: 'Bearer secret-of-a', 'content-length': '10' };
    const request = httpRequest({ host: '127.0.0.1', port, path: '/plain', method: 'POST', headers });
    request.on('error', () => undefined);
    request.write('x');
    return request;
  });
  await Promise.all(leaving.map((request) => once(request, 'socket')));
  for (const request of leaving) request.destroy();
  letGo();
  expect(new Set(await Promise.all(first))).toEqual(new Set([204]));
  expect((await post('/plain')).status).toBe(204);
});

describe('slow senders (slowloris)', () => {
  let slow: Server;
  beforeAll(async () => {
    slow = await open({ headersMs: 300, bodyTimeoutMs: 300 });
  });
  afterAll(() => {
    slow.close();
  });

  /** Sends raw text, then a byte now and then; all that comes back until the other side ends the connection. */
  async function trickle(text: string): Promise<string> {
    const socket = connect((slow.address() as AddressInfo).port, '127.0.0.1');
    let reply = '';
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    socket.write(text);
    const drip = setInterval(() => socket.write('x'), 50);
    socket.on('error', () => undefined);
    await once(socket, 'close');
    clearInterval(drip);
    return reply;
  }

  const HEAD = 'POST /plain HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret-of-a\r\n';

  test('a body that trickles is answered 408 by name and its connection ends', LONG, async () => {
    handler = async ({ body }) => {
      await body(1_000_000);
      return { status: 204 };
    };
    const reply = await trickle(`${HEAD}Content-Length: 100000\r\n\r\n`);
    expect(reply).toMatch(/^HTTP\/1\.1 408 /);
    expect(reply).toContain('body-timeout');
  });

  test('a head that trickles is answered 408 and its connection ends', LONG, async () => {
    expect(await trickle('POST /plain HTTP/1.1\r\nX-Slow: ')).toMatch(/^HTTP\/1\.1 408 /);
  });
});

test('another method is refused in the protocol’s own shape too, and says what is taken', async () => {
  const plain = await fetch(`http://127.0.0.1:${port}/plain`);
  expect([plain.status, plain.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await plain.json()).toMatchObject({ code: 'method-not-allowed', limit: 'POST' });
  const shaped = await fetch(`http://127.0.0.1:${port}/shaped`, { method: 'PUT', body: 'x' });
  expect([shaped.status, shaped.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await shaped.text()).toBe('shaped method-not-allowed');
});
