import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchSeries, fetchState } from '../../../client/api/history.ts';

let server: Server;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    if (incoming.url?.includes('topic=proxy')) outgoing.end('frame');
    else if (incoming.url?.startsWith('/api/v1/state')) {
      outgoing.writeHead(200, { 'Skyrack-Moment': '1600000000000', 'Skyrack-Tier': '1m' }).end('frame');
    } else outgoing.end('{"series":[]}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => fetch(base + path, init));
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await new Promise((done) => server.close(done));
});

test('several resources and metrics are repeated, each by itself', async () => {
  await fetchSeries({ resource: ['rack/a', 'rack/b&c'], metric: 'rack.inlet', from: 1, to: 2, points: 3 });
  expect(asked).toEqual([
    '/api/v1/series?resource=rack%2Fa&resource=rack%2Fb%26c&metric=rack.inlet&from=1&to=2&points=3',
  ]);
});

test('a past state says which moment and tier it is of', async () => {
  const { at, tier, frame } = await fetchState('zone', 1_600_000_000_400);
  expect([at, tier, new TextDecoder().decode(frame)]).toEqual([1_600_000_000_000, '1m', 'frame']);
  expect(asked).toEqual(['/api/v1/state?topic=zone&at=1600000000400']);
});

test('an answer without them is not ours', async () => {
  await expect(fetchState('proxy', 1)).rejects.toMatchObject({ code: 'not-understood', status: 200 });
});
