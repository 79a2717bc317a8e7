import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiError, addressOf, request, requestJson } from '../../../client/api/request.ts';

let server: Server;
let base: string;

beforeEach(async () => {
  server = createServer((incoming, outgoing) => {
    if (incoming.url === '/good') outgoing.end('{"id":"qingdao"}');
    else if (incoming.url === '/page') outgoing.end('<html>a proxy</html>');
    else if (incoming.url === '/broken') outgoing.writeHead(502).end('bad gateway');
    else
      outgoing.writeHead(400).end('{"code":"bad-query","message":"limit is too large","field":"limit","limit":1000}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

test('a good answer is its JSON', async () => {
  expect(await requestJson(`${base}/good`)).toEqual({ id: 'qingdao' });
});

test('a refusal keeps the name, field and limit that the server gave', async () => {
  const error = await request(`${base}/refused`).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'bad-query', status: 400, field: 'limit', limit: 1000 });
});

test('an answer that is not ours is not-understood', async () => {
  await expect(requestJson(`${base}/page`)).rejects.toMatchObject({ code: 'not-understood', status: 200 });
  await expect(request(`${base}/broken`)).rejects.toMatchObject({ code: 'not-understood', status: 502 });
});

test('no answer at all is unreachable', async () => {
  const gone = base;
  await new Promise((resolve) => server.close(resolve));
  await expect(request(`${gone}/good`)).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

test('an abort stays an abort', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(request(`${base}/good`, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

test('an address has its parameters in place: segments encoded, what is not given left out', () => {
  expect(addressOf('/api/v1/zone', {})).toBe('/api/v1/zone');
  expect(addressOf('/api/v1/resources/{id}', { id: 'rack/a b/1?' })).toBe('/api/v1/resources/rack%2Fa%20b%2F1%3F');
  expect(addressOf('/api/v1/resources', { kind: 'rack', q: 'ä&=', limit: 5, cursor: undefined })).toBe(
    '/api/v1/resources?kind=rack&q=%C3%A4%26%3D&limit=5',
  );
});
