import { mkdtempSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IRouter } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAlarms } from '../../../server/alarms/index.ts';
import { createApp } from '../../../server/http/app.ts';
import { refuseUnreadable } from '../../../server/http/errors.ts';
import { createGuard } from '../../../server/http/guard.ts';
import { createHttpServer } from '../../../server/http/http-server.ts';
import { openApiDocument } from '../../../server/http/openapi.ts';
import { OPERATIONS } from '../../../server/http/openapi-operations.ts';
import { createOwnHealth } from '../../../server/http/own-health.ts';
import { createOwnMetrics } from '../../../server/http/own-metrics.ts';
import type { SnapshotStages } from '../../../server/http/snapshots.ts';
import { openIngestToken } from '../../../server/identity/ingest-token.ts';
import { openSourceTokens } from '../../../server/identity/source-tokens.ts';
import { createAlarmReports } from '../../../server/ingest/alarm-reports.ts';
import { doors } from '../../../server/ingest/index.ts';
import { inventoryView } from '../../../server/inventory/view.ts';
import { openJournal } from '../../../server/journal/index.ts';
import { createLive } from '../../../server/live/index.ts';
import { createNormalizer } from '../../../server/normalize/index.ts';
import type {
  Health,
  Journal,
  Notifications,
  Planning,
  ProblemReports,
  SourceRegistry,
} from '../../../server/ports.ts';
import { createStream, type Stream } from '../../../server/stream/index.ts';
import { errorBodySchema } from '../../../shared/wire/http-schemas.ts';
import { healthViewSchema, notReadySchema, readinessSchema } from '../../../shared/wire/reply-schemas.ts';
import { smallInventory } from '../live/inventory.ts';

const SECRET = 'a-token-for-this-test-only';
const folder = mkdtempSync(join(tmpdir(), 'skyrack-app-'));
const server = createHttpServer();
let now = 1_600_000_000_000;
const clock = () => now;
let notReady: string | null = null;
const degraded: string[] = [];
const health: Health = { notReady: () => notReady, replayedPercent: () => 40, degraded: () => degraded, epoch: 7 };
let app: ReturnType<typeof createApp>;
let journal: Journal;
let stream: Stream;
let ingestRegistry: SourceRegistry;
let url: string;

beforeAll(async () => {
  const inventory = smallInventory();
  journal = await openJournal({
    directory: join(folder, 'journal'),
    inventory,
    clock,
    knownSequence: 0,
    onFailure: (error) => {
      throw error;
    },
  });
  const live = createLive({ inventory, clock });
  const normalizer = createNormalizer({
    inventory,
    clock,
    commit: async (record) => {
      await journal.append(record);
    },
    barrier: () => journal.flushed(),
    takeoverFile: join(folder, 'takeover.tsv'),
  });
  ingestRegistry = normalizer;
  await journal.replay(0, () => undefined);
  journal.onDurable((_sequence, record) => {
    live.apply(record);
    normalizer.applied(record);
  });
  const alarms = createAlarms({ inventory, live, clock, epoch: 7, file: join(folder, 'alarms.db') });
  alarms.resume();
  stream = createStream({ server, inventory, live, alarms, clock, epoch: 7, version: '0', allowRequest: () => null });
  app = createApp({
    alarms,
    reports: {} as ProblemReports,
    // Their routes have tests of their own; here only the addresses count.
    planning: {} as Planning,
    snapshots: {} as SnapshotStages,
    notifications: {} as Notifications,
    guard: createGuard(() => (server.address() as AddressInfo).port),
    tokens: openSourceTokens(folder, openIngestToken(folder, SECRET), 100),
    overRate: normalizer.overRate,
    health,
    ownHealth: createOwnHealth({
      inventory,
      journal,
      live,
      history: null,
      health,
      stream: stream.stats,
      version: '0',
      clock,
    }),
    metrics: createOwnMetrics({
      inventory,
      journal,
      sources: normalizer,
      health,
      history: null,
      stream: stream.stats,
      previousStopClean: () => true,
    }),
    reads: {
      inventory,
      inventoryView: () => inventoryView(inventory),
      live,
      topics: stream.topics,
      sources: normalizer,
      simulate: false,
      version: '0',
      clock,
      baseMap: { tiles: null, pmtiles: null },
    },
    scenarios: null,
    clientFolder: folder,
    tileOrigin: null,
  });
  for (const door of [...doors, createAlarmReports(alarms)]) {
    door.start({ registry: normalizer, inventory, clock, seed: 1, post: app.doors.post });
  }
  server.on('request', app.express);
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  notReady = null;
  degraded.length = 0;
});
afterAll(async () => {
  await stream.close();
  await journal.close();
  server.close();
});

const sample = () => ({ resource: 'rack/dc/p1-h01/r01/01', metric: 'rack.inlet-top', at: now, value: 25 });
const post = (path: string, headers: Record<string, string> = {}) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${SECRET}`, ...headers },
    body: JSON.stringify({ source: 'ingest', epoch: 'app', batch: now, samples: [sample()] }),
  });

/** Every address that Express knows, doors' router included. */
function mounted({ stack }: IRouter): { path: string; methods: string[] }[] {
  return stack.flatMap(({ route, handle }) => {
    if (route) return [{ path: route.path, methods: route.stack.map(({ method }) => method) }];
    return 'stack' in handle ? mounted(handle as unknown as IRouter) : [];
  });
}

test('every address of the app is in the document, and every address of the document in the app', () => {
  const parts = [
    '/{*path}',
    '/asset/{id}',
    '/s/{token}',
    '/s/{token}/{format}',
    '/api/docs/start.js',
    '/api/docs/swagger-ui.css',
    '/api/docs/swagger-ui-bundle.js',
  ];
  const known = mounted(app.express.router)
    // What refuses other methods takes all of them.
    .filter(({ methods }) => methods.length === 1 && methods[0] !== undefined)
    .map(({ path, methods }) => `${methods[0]} ${path.replace(/:(\w+)/g, '{$1}')}`)
    .filter((line) => !parts.some((part) => line.endsWith(` ${part}`)));
  const { paths } = openApiDocument('0') as { paths: Record<string, Record<string, unknown>> };
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((m) => `${m} ${path}`),
  );
  expect(known.sort()).toEqual(documented.sort());
  expect(documented).toHaveLength(OPERATIONS.length);
});

test('no ingest door takes anything without its token (D1)', async () => {
  const paths = new Set<string>();
  for (const door of [...doors, createAlarmReports({ reportAll: () => [] })]) {
    const post = (path: string) => void paths.add(path);
    door.start({ registry: ingestRegistry, inventory: smallInventory(), clock, seed: 1, post });
  }
  expect(paths.size).toBeGreaterThanOrEqual(2);
  for (const path of paths) {
    for (const authorization of ['', 'Bearer wrong-wrong-wrong', `Bearer ${SECRET}x`, 'Basic eDp5']) {
      expect((await post(path, { authorization })).status, `${path} ${authorization}`).toBe(401);
    }
  }
});

describe('not ready', () => {
  test.each(['replaying', 'stopping'])(
    '%s: doors and /readyz answer 503 with Retry-After, by that name',
    async (why) => {
      notReady = why;
      for (const reply of [await post('/api/v1/samples'), await post('/api/v1/write'), await fetch(`${url}/readyz`)]) {
        expect(reply.status).toBe(503);
        expect(reply.headers.get('retry-after')).toBe('1');
        expect(errorBodySchema.parse(await reply.json()).code).toBe(why);
      }
      const body = await (await fetch(`${url}/readyz`)).json();
      expect(notReadySchema.parse(body)).toEqual(body);
      expect(body).toMatchObject({ replayedPercent: 40 });
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      expect((await fetch(`${url}/api/v1/zone`)).status).toBe(200);
    },
  );

  test('a sender without a token learns nothing of it', async () => {
    notReady = 'replaying';
    expect((await post('/api/v1/samples', { authorization: '' })).status).toBe(401);
  });
});

test.each([
  [
    'a header beyond what is read',
    `GET /healthz HTTP/1.1\r\nX: ${'x'.repeat(300_000)}\r\n\r\n`,
    431,
    'header-too-large',
  ],
  ['an address of 300,000 characters', `GET /?q=${'x'.repeat(300_000)} HTTP/1.1\r\n\r\n`, 431, 'header-too-large'],
  ['what is not HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', 400, 'malformed'],
])('%s has its named answer', async (_what, sent, status, code) => {
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', (error) => (text === '' ? reject(error) : resolve(text)));
  });
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(errorBodySchema.parse(JSON.parse(answer.split('\r\n\r\n')[1]!)).code).toBe(code);
});

describe('own health', () => {
  test('says what is degraded, how long it runs, what it has seen', async () => {
    degraded.push('checkpoints/5: damaged, set aside');
    now += 90_000;
    expect((await post('/api/v1/samples')).status).toBe(204);
    const body = await (await fetch(`${url}/api/v1/health`)).json();
    expect(healthViewSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      ready: true,
      notReady: null,
      epoch: 7,
      degraded: ['checkpoints/5: damaged, set aside'],
      uptimeMs: 90_000,
      clients: 0,
      series: { known: 1 },
    });
    expect(body.journal.fsync.count).toBeGreaterThan(0);
    const ready = await (await fetch(`${url}/readyz`)).json();
    expect(readinessSchema.parse(ready)).toEqual(ready);
  });

  test('answers while it is not ready, and says why', async () => {
    notReady = 'replaying';
    const body = await (await fetch(`${url}/api/v1/health`)).json();
    expect(body).toMatchObject({ ready: false, notReady: 'replaying' });
  });
});

describe('the page of the document', () => {
  test('serves its own three files and nothing else of the package', async () => {
    for (const file of ['start.js', 'swagger-ui.css', 'swagger-ui-bundle.js']) {
      expect((await fetch(`${url}/api/docs/${file}`)).status).toBe(200);
    }
    for (const file of ['index.html', 'package.json', '..%2fpackage.json', 'swagger-ui.js']) {
      expect((await fetch(`${url}/api/docs/${file}`)).status).toBe(404);
    }
  });

  test('holds no script of its own: its policy would not run it', async () => {
    const page = await fetch(`${url}/api/docs`);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(?:;|$)/);
    expect(await page.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=/);
  });

  test('the document is sent once: 304 after that', async () => {
    const first = await fetch(`${url}/api/v1/openapi.json`);
    // fetch itself would ask for a fresh copy.
    const headers = { 'if-none-match': first.headers.get('etag')!, 'cache-control': 'max-age=0' };
    expect((await fetch(`${url}/api/v1/openapi.json`, { headers })).status).toBe(304);
  });
});
