import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';

const RACK = 'rack/qingyun/p1-h03/r12/08';
let server: SkyrackProcess;
const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-edge-'));

beforeAll(async () => {
  server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off' } });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

let batch = 0;
function post(samples: unknown[], headers: Record<string, string> = {}, identity: object = {}) {
  return fetch(`${server.url}/api/v1/samples`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}`, ...headers },
    body: JSON.stringify({ source: 'ingest', epoch: 'edge-test', batch: ++batch, samples, ...identity }),
  });
}
const inlet = (value: number, at = Date.now()) => ({ resource: RACK, metric: 'rack.inlet-top', at, value });

async function latest(metric: string) {
  const reply = await fetch(`${server.url}/api/v1/latest?resource=${encodeURIComponent(RACK)}&metric=${metric}`);
  return ((await reply.json()) as { values: Record<string, unknown>[] }).values[0]!;
}

/** A raw request, for headers that fetch does not let through. */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, path, method, headers }, (reply) => {
      let body = '';
      reply.on('data', (chunk) => {
        body += chunk;
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

describe('reading is open on loopback, writing needs the token', () => {
  test.each(['/api/v1/zone', '/api/v1/resources', '/api/v1/sources', '/healthz', '/readyz', '/metrics'])(
    'GET %s → 200 without a token',
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(200);
    },
  );

  test.each([{ authorization: '' }, { authorization: 'Bearer wrong-wrong-wrong' }])(
    'POST with %o → 401',
    async (headers) => {
      const reply = await post([inlet(25)], headers);
      expect(reply.status).toBe(401);
      expect(await reply.json()).toMatchObject({ code: 'unauthorized', field: 'Authorization' });
    },
  );

  test('a foreign Origin → 403, stored nothing', async () => {
    const reply = await post([inlet(99)], { origin: 'https://evil.example' });
    expect(reply.status).toBe(403);
    expect(await reply.json()).toMatchObject({ code: 'foreign-origin', field: 'Origin' });
  });

  test('a foreign Host (DNS rebinding) → 403', async () => {
    const reply = await raw('/api/v1/zone', { host: 'evil.example' });
    expect(reply.status).toBe(403);
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'foreign-host', field: 'Host' });
  });

  test('a socket from a foreign page is refused', async () => {
    const headers = {
      origin: 'https://evil.example',
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    };
    expect((await raw('/socket.io/?EIO=4&transport=websocket', headers)).status).toBe(403);
  });
});

describe('bad input has its named answer and the rest is kept', () => {
  test('NaN-like, an hour ahead, an unknown metric, an unknown resource beside a good row', async () => {
    const at = Date.now();
    const reply = await post([
      inlet(31, at),
      { ...inlet(0), value: null },
      inlet(25, at + 3_600_000),
      { ...inlet(25), metric: 'rack.colour' },
      { ...inlet(25), resource: 'rack/qingyun/nowhere/r01/01' },
    ]);
    expect(reply.status).toBe(400);
    const body = (await reply.json()) as {
      code: string;
      rejected: { reason: string; count: number }[];
      stored: number;
    };
    expect(body).toMatchObject({ code: 'rows-rejected', stored: 1 });
    expect(body.rejected.map(({ reason }) => reason)).toContain('future');
    expect(await latest('rack.inlet-top')).toMatchObject({ value: 31, simulated: false, severity: 'warning' });
  });

  test('only unmapped names → 204, and the source shows them with an example', async () => {
    const reply = await post([{ ...inlet(25), metric: 'rack.colour' }]);
    expect(reply.status).toBe(204);
    const { sources } = (await (await fetch(`${server.url}/api/v1/sources`)).json()) as {
      sources: { id: string; unmapped: { name: string; example: string }[]; rejected: { reason: string }[] }[];
    };
    const source = sources.find(({ id }) => id === 'ingest')!;
    expect(source.unmapped.some(({ name, example }) => `${name} ${example}`.includes('rack.colour'))).toBe(true);
    expect(source.rejected.map(({ reason }) => reason)).toContain('future');
  });

  test('the same batch again → 204 with X-Duplicate: 1', async () => {
    const identity = { epoch: 'twice', batch: 7 };
    expect((await post([inlet(26)], {}, identity)).headers.get('x-duplicate')).toBeNull();
    const again = await post([inlet(26)], {}, identity);
    expect(again.status).toBe(204);
    expect(again.headers.get('x-duplicate')).toBe('1');
  });

  test('a body that claims another source → 400 source', async () => {
    const reply = await post([inlet(25)], {}, { source: 'somebody-else' });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ field: 'source' });
  });

  test('wrong type → 415, too large → 413, not JSON → 400, GET → 405', async () => {
    expect((await post([], { 'content-type': 'text/plain' })).status).toBe(415);
    const authorization = `Bearer ${server.token}`;
    const large = await fetch(`${server.url}/api/v1/samples`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: 'x'.repeat(10 << 20),
    });
    expect(large.status).toBe(413);
    const broken = await fetch(`${server.url}/api/v1/samples`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: '{"source":',
    });
    expect(broken.status).toBe(400);
    expect((await fetch(`${server.url}/api/v1/samples`)).status).toBe(405);
  });

  test('a body cut off by the network leaves the server well', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/write HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nAuthorization: Bearer ${server.token}\r\n` +
            'Content-Type: application/x-protobuf\r\nContent-Encoding: snappy\r\nContent-Length: 1000\r\n\r\nabc',
        );
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  test('a remote-write body that is not snappy → 400; gzip → 415; a snappy bomb → refused at once', async () => {
    const write = (body: Uint8Array<ArrayBuffer>, encoding = 'snappy') =>
      fetch(`${server.url}/api/v1/write`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${server.token}`,
          'content-type': 'application/x-protobuf',
          'content-encoding': encoding,
        },
        body,
      });
    expect((await write(new Uint8Array([1, 2, 3, 4]))).status).toBe(400);
    expect((await write(new Uint8Array([1, 2, 3, 4]), 'gzip')).status).toBe(415);
    expect([400, 413]).toContain((await write(new Uint8Array([0x80, 0x80, 0x80, 0x80, 0x01]))).status);
  });
});

describe('the read API answers by name', () => {
  test.each([
    ['/api/v1/resources?kind=ship', 400, 'kind'],
    ['/api/v1/resources?limit=100000', 400, 'limit'],
    ['/api/v1/resources?colour=red', 400, 'colour'],
    ['/api/v1/resources?cursor=garbage', 400, 'cursor'],
    [`/api/v1/resources?q=${'x'.repeat(10_000)}`, 400, 'q'],
    ['/api/v1/resources?parent=hall%2Fnone', 404, 'parent'],
    ['/api/v1/resources/rack%2Fnone', 404, 'id'],
    ['/api/v1/latest', 400, 'resource'],
    ['/api/v1/latest?metric=rack.colour', 404, 'metric'],
    ['/api/v1/live/snapshot?topic=hall', 404, 'topic'],
  ])('%s → %i field %s', async (path, status, field) => {
    const reply = await fetch(server.url + path);
    expect(reply.status).toBe(status);
    const body = (await reply.json()) as Record<string, unknown>;
    expect(body.field).toBe(field);
    expect(typeof body.code).toBe('string');
    expect(typeof body.message).toBe('string');
  });

  test('pages of racks are complete and disjoint', async () => {
    const seen = new Set<string>();
    let cursor = '';
    for (let page = 0; page < 30; page++) {
      const reply = await fetch(`${server.url}/api/v1/resources?kind=rack&limit=1000${cursor}`);
      const body = (await reply.json()) as { resources: { id: string }[]; total: number; next: string | null };
      expect(body.total).toBe(20_000);
      for (const { id } of body.resources) seen.add(id);
      if (body.next === null) break;
      cursor = `&cursor=${encodeURIComponent(body.next)}`;
    }
    expect(seen.size).toBe(20_000);
  });

  test('a resource has its place and its newest values with quality and age', async () => {
    await post([inlet(33)]);
    const reply = await fetch(`${server.url}/api/v1/resources/${encodeURIComponent(RACK)}`);
    const body = (await reply.json()) as { path: { id: string }[]; values: Record<string, unknown>[] };
    expect(body.path.map(({ id }) => id)).toEqual([
      'zone/qingdao',
      'datacentre/qingyun',
      'phase/qingyun/p1',
      'hall/qingyun/p1-h03',
      'row/qingyun/p1-h03/r12',
    ]);
    const top = body.values.find(({ metric }) => metric === 'rack.inlet-top')!;
    expect(top).toMatchObject({ value: 33, quality: 'good', freshness: 'live', source: 'ingest', unit: '°C' });
    expect(top.ageMs).toBeGreaterThanOrEqual(0);
    expect(body.values.find(({ metric }) => metric === 'rack.outlet')).toMatchObject({ value: null, quality: 'none' });
  });

  test('the snapshot has an ETag', async () => {
    const first = await fetch(`${server.url}/api/v1/live/snapshot?topic=zone`);
    expect(first.status).toBe(200);
    expect(first.headers.get('etag')).toMatch(/^(W\/)?"/);
  });

  test('D12: the page carries a strict policy and no server name', async () => {
    const reply = await fetch(`${server.url}/operations`, { headers: { accept: 'text/html' } });
    expect(reply.status).toBe(200);
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer');
    expect(reply.headers.get('x-powered-by')).toBeNull();
  });

  test.each([
    '/../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/api/v1/zone/basemap/..%2f..%2fzone.json',
    '/%00',
    '/%E0%A4%A',
  ])('%s reveals nothing', async (path) => {
    const reply = await raw(path, { host: `127.0.0.1:${server.port}`, accept: 'application/json' });
    expect([400, 403, 404]).toContain(reply.status);
    expect(reply.body).not.toMatch(/root:/);
  });
});

test.skipIf(peer('promtool') === null)(`promtool accepts /metrics (${needs('promtool')})`, async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const check = spawnSync(peer('promtool')!, ['check', 'metrics'], { input: text, encoding: 'utf8' });
  expect(`${check.stdout}${check.stderr}`.trim()).toBe('');
  expect(check.status).toBe(0);
});

test('a question about 5,000 resources is refused by the limit that it breaks', async () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `resource=${encodeURIComponent(`${RACK}${i}`)}`).join('&');
  const reply = await fetch(`${server.url}/api/v1/series?${many}&metric=rack.inlet-top&from=0&to=1`);
  expect(reply.status).toBe(400);
  expect(await reply.json()).toMatchObject({ field: 'resource', limit: expect.any(Number) });
});

test('two servers cannot share a data folder: the second names the first and leaves', () => {
  const started = Date.now();
  const second = spawnSync(process.execPath, ['.build/server/main.js'], {
    env: { PATH: process.env.PATH ?? '', SKYRACK_DATA: dataFolder, SKYRACK_PORT: '0' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain(String(server.pid));
  expect(Date.now() - started).toBeLessThan(15_000);
});

test('the token is kept with mode 0600 and the start says what is simulated', () => {
  const mode = execFileSync('stat', ['-c', '%a', join(dataFolder, 'ingest-token')], { encoding: 'utf8' }).trim();
  expect(mode).toBe('600');
  expect(server.output()).toContain(`http://127.0.0.1:${server.port}`);
  expect(server.output()).toMatch(/simulated\s+nothing/);
  expect(server.output()).toContain(dataFolder);
  expect(readFileSync(join(dataFolder, 'ingest-token'), 'utf8').trim()).toBe(server.token);
});

describe('the page behind a label', () => {
  const address = () => `${server.url}/asset/${encodeURIComponent(RACK)}`;
  const form = (body: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(address(), { method: 'POST', body: new URLSearchParams(body), redirect: 'manual', headers });

  test('is one small page without script, in the language asked for', async () => {
    const zh = await fetch(`${address()}?lang=zh-CN`);
    const text = await zh.text();
    expect([zh.status, zh.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('最新数值');
    expect(text).toContain(RACK);
    expect(text).not.toContain('<script');
    expect(text.length).toBeLessThan(20_000);
    expect(await (await fetch(`${address()}?lang=en`)).text()).toContain('Newest values');
    expect((await fetch(`${server.url}/asset/rack%2Fnone`)).status).toBe(404);
  });

  test('takes a report, shows it as text (D4), and has it in the API', async () => {
    const sent = await form({ name: '<img src=x onerror=alert(1)>', text: 'the door & the lamp' });
    expect(sent.status).toBe(303);
    const page = await (await fetch(`${server.url}${sent.headers.get('location')}`)).text();
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).toContain('the door &amp; the lamp');
    expect(page).not.toContain('<img');
    const list = await (await fetch(`${server.url}/api/v1/resources/${encodeURIComponent(RACK)}/reports`)).json();
    expect(list).toMatchObject({ total: 1, reports: [{ resource: RACK, text: 'the door & the lamp' }] });
  });

  test('refuses an empty report, one from another page, and what is no form', async () => {
    expect((await form({ name: 'Li', text: ' ' })).status).toBe(400);
    expect((await form({ name: 'Li', text: 'x' }, { Origin: 'https://evil.example' })).status).toBe(403);
    const json = await fetch(address(), {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(json.status).toBe(415);
  });
});
