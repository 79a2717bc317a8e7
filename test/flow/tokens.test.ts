import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SourceView } from '../../shared/wire/http.ts';
import { SNAPSHOT_FORMATS } from '../../shared/wire/snapshot-schemas.ts';
import { PAGE_DATA, type SnapshotFormat } from '../../shared/wire/snapshots.ts';
import { readPdf } from '../server/export/read-pdf.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';

/** D13: what must never be seen outside of the request that carries it. */
const CANARY = 'canary-3f9c1d7b2a8e4065-secret';
const RACK = 'rack/qingyun/p1-h03/r12/08';
const ROOT = resolve(import.meta.dirname, '../..');
const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-flow-tokens-'));
let server: SkyrackProcess;
const secrets: string[] = [CANARY];

beforeAll(async () => {
  server = await startSkyrack({
    dataFolder,
    env: { SKYRACK_SIMULATE: 'off', SKYRACK_ZONE: 'qingdao', SKYRACK_INGEST_TOKEN: CANARY },
  });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

function admin(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'admin', '--', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', SKYRACK_DATA: dataFolder },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A token made while the server runs. */
function createToken(source: string, ...options: string[]): string {
  const { status, stdout, stderr } = admin('create-token', source, ...options);
  expect(stderr.replaceAll(/^npm warn.*\n/gm, '')).toBe('');
  expect(status).toBe(0);
  const secret = stdout.split('\n')[0]!;
  secrets.push(secret);
  return secret;
}

let batch = 0;
function send(secret: string, source: string, resource = RACK, count = 1): Promise<Response> {
  const at = Date.now() - count;
  const samples = Array.from({ length: count }, (_, i) => {
    return { resource, metric: 'rack.inlet-top', at: at + i, value: 24 + (++batch % 5) };
  });
  return fetch(`${server.url}/api/v1/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ source, epoch: 'tokens', batch: ++batch, samples }),
  });
}

async function sources(): Promise<Map<string, SourceView>> {
  const reply = await fetch(`${server.url}/api/v1/sources`);
  const body = (await reply.json()) as { sources: SourceView[] };
  return new Map(body.sources.map((source) => [source.id, source]));
}

describe('one token per source, while the server runs', () => {
  let pdu: string;

  test('a new token is in force at once, stands for its source and no other', async () => {
    pdu = createToken('pdu', '--note', 'Hall 3', '--series', '40');
    expect((await sources()).get('pdu')).toMatchObject({
      lastReceivedAt: null,
      revoked: false,
      limits: { series: 40 },
    });
    expect((await send(pdu, 'pdu')).status).toBe(204);
    const claimed = await send(pdu, 'ingest');
    expect(claimed.status).toBe(400);
    expect(await claimed.json()).toMatchObject({ code: 'wrong-source', limit: 'pdu' });
    expect((await sources()).get('pdu')).toMatchObject({ accepted: 1, protocol: 'native', series: 1 });
  });

  test('the token of the first start still stands for `ingest`', async () => {
    expect((await send(CANARY, 'ingest', 'rack/qingyun/p1-h03/r12/09')).status).toBe(204);
  });

  test('another source’s readings of its resource are refused by reason, the good rows kept', async () => {
    const reply = await send(CANARY, 'ingest');
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ rejected: [{ reason: 'owned-by-other', count: 1 }], stored: 0 });
    expect((await sources()).get('ingest')!.rejected).toMatchObject([{ reason: 'owned-by-other', count: 1 }]);
  });

  test('a revoked token → 401 with the next request, and the source says so', async () => {
    expect(admin('revoke-token', 'pdu').status).toBe(0);
    const reply = await send(pdu, 'pdu');
    expect(reply.status).toBe(401);
    expect(await reply.json()).toMatchObject({ code: 'unauthorized' });
    expect((await sources()).get('pdu')).toMatchObject({ revoked: true, accepted: 1 });
  });

  test('a token made anew for the same source keeps what the source owns', async () => {
    pdu = createToken('pdu');
    expect((await send(pdu, 'pdu')).status).toBe(204);
    expect((await send(CANARY, 'ingest')).status).toBe(400);
  });

  test('a released resource goes to who writes it next', async () => {
    expect(admin('release', RACK)).toMatchObject({ status: 0, stdout: 'Released 1 resource.\n' });
    await expect.poll(async () => (await send(CANARY, 'ingest')).status, { timeout: 20_000, interval: 200 }).toBe(204);
    expect((await send(pdu, 'pdu')).status).toBe(400);
  });

  test('a source over its rate → 429 with Retry-After, and another’s batch passes', async () => {
    const slow = createToken('slow', '--rate', '1');
    const rack = 'rack/qingyun/p1-h03/r12/10';
    expect((await send(slow, 'slow', rack, 40)).status).toBe(204);
    const refused = await send(slow, 'slow', rack);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'over-rate' });
    expect((await send(pdu, 'pdu', 'rack/qingyun/p1-h03/r12/11')).status).toBe(204);
    expect((await sources()).get('slow')).toMatchObject({
      throttled: 1,
      accepted: 40,
      limits: { samplesPerSecond: 1 },
    });
  });

  test('a mistake is told in words, with exit code 1', () => {
    expect(admin('create-token', 'slow')).toMatchObject({ status: 1, stdout: '' });
    expect(admin('revoke-token', 'nobody').stderr).toContain('there is no source nobody');
  });
});

test('no secret is in any reply of the API, in the log or in /metrics (D13)', async () => {
  const replies = await Promise.all(
    ['/api/v1/sources', '/api/v1/zone', '/api/v1/health', '/metrics', '/readyz', '/api/v1/openapi.json', '/'].map(
      async (path) => (await fetch(server.url + path)).text(),
    ),
  );
  const refusal = await (await send(`${CANARY}-wrong`, 'ingest')).text();
  const everything = [...replies, refusal, server.output(), admin('list-tokens').stdout].join('\n');
  expect(secrets.length).toBeGreaterThan(3);
  for (const secret of secrets) expect(everything).not.toContain(secret);
});

test('no secret is in a snapshot or in any of its files (D13)', { timeout: 60_000 }, async () => {
  const taken = await fetch(`${server.url}/api/v1/snapshots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-skyrack-action': 'snapshot' },
    body: JSON.stringify({ operator: 'Li' }),
  });
  const { id } = (await taken.json()) as { id: string };
  for (const format of SNAPSHOT_FORMATS) {
    const reply = await fetch(`${server.url}/api/v1/snapshots/${id}/export/${format}`);
    expect(reply.status, format).toBe(200);
    const text = await wordsOf(format, new Uint8Array(await reply.arrayBuffer()));
    expect(text.length, format).toBeGreaterThan(100);
    for (const secret of secrets) expect(text.includes(secret), format).toBe(false);
  }
});

/** All that can be read in a file, unpacked. */
async function wordsOf(format: SnapshotFormat, bytes: Uint8Array): Promise<string> {
  const plain = Buffer.from(bytes).toString('utf8');
  if (format === 'csv' || format === 'xlsx')
    return Object.values(unzipSync(bytes))
      .map((file) => strFromU8(file))
      .join();
  if (format === 'html') return plain + gunzipSync(Buffer.from(PAGE_DATA.exec(plain)![1]!, 'base64')).toString('utf8');
  if (format === 'pdf') return (await readPdf(bytes)).pages.join();
  return plain;
}

test('after a start, tokens and owners are what they were', async () => {
  await server.stop();
  server = await startSkyrack({
    dataFolder,
    env: { SKYRACK_SIMULATE: 'off', SKYRACK_ZONE: 'qingdao', SKYRACK_INGEST_TOKEN: CANARY },
  });
  const pdu = secrets.at(-2)!;
  expect((await send(pdu, 'pdu', 'rack/qingyun/p1-h03/r12/11')).status).toBe(204);
  expect((await send(pdu, 'pdu')).status).toBe(400);
  expect((await send(CANARY, 'ingest')).status).toBe(204);
});
