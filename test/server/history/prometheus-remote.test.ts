import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { uncompressSync } from 'snappy';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPrometheusHistory, type PrometheusHistoryOptions } from '../../../server/history/prometheus.ts';
import type { SampleRecord } from '../../../server/ports.ts';
import { packQuality } from '../../../shared/model/sample.ts';
import { testFolder, until } from '../../kit/test-folder.ts';
import { smallInventory } from '../live/inventory.ts';
import { decodeWriteRequest, type WrittenSeries } from './prometheus-peer.ts';

const inventory = smallInventory({ halls: 2, racksPerHall: 12 });
const RACKS = inventory.ofKind('rack').map(({ id }) => inventory.series(id, 'rack.inlet-top'));
const [RACK] = RACKS as [number];
const NOW = Date.now();
const GENEROUS_MS = 30_000;

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}
const TAKEN: Answer = { status: 204 };

/** A remote that answers as a test says; like Prometheus it takes a request whole or not at all. */
async function fakeRemote(script: {
  write?: (series: WrittenSeries[], request: number) => Answer;
  query?: (fields: URLSearchParams) => Answer | null;
}) {
  const taken: { series: string; at: number; value: number }[] = [];
  const headers: IncomingHttpHeaders[] = [];
  let writes = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    headers.push(request.headers);
    if (request.url !== '/write') {
      const answer = script.query?.(new URLSearchParams(body.toString())) ?? null;
      if (answer !== null) response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    const series = decodeWriteRequest(uncompressSync(body) as Buffer);
    const answer = script.write?.(series, writes++) ?? TAKEN;
    if (answer.status < 300) {
      for (const { labels, samples } of series) {
        const name = new Map(labels).get('resource') ?? '';
        taken.push(...samples.map((sample) => ({ series: name, ...sample })));
      }
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  return { writeUrl: `${url}/write`, queryUrl: url, taken, headers, writes: () => writes };
}

async function open(
  remote: { readonly writeUrl: string; readonly queryUrl: string },
  more: Partial<PrometheusHistoryOptions> = {},
) {
  const { writeUrl, queryUrl } = remote;
  const folder = testFolder('remote');
  const history = await openPrometheusHistory({ inventory, clock: Date.now, writeUrl, queryUrl, folder, ...more });
  onTestFinished(() => history.close());
  return history;
}

function record(rows: readonly { series?: number; at: number; value: number }[]): SampleRecord {
  return {
    type: 'samples',
    source: 'test',
    simulated: false,
    receivedAt: NOW,
    batch: {
      series: Uint32Array.from(rows, ({ series }) => series ?? RACK),
      at: Float64Array.from(rows, ({ at }) => at),
      value: Float64Array.from(rows, ({ value }) => value),
      quality: new Uint8Array(rows.length).fill(packQuality('good')),
    },
  };
}

const hasValue = (series: readonly WrittenSeries[], value: number) =>
  series.some(({ samples }) => samples.some((sample) => sample.value === value));

describe('what the remote answers to a write', { timeout: 60_000 }, () => {
  test.each([
    ['500', { status: 500, body: 'broken' }],
    ['503 with Retry-After', { status: 503, headers: { 'Retry-After': '0' } }],
    ['429', { status: 429, body: 'slow down' }],
    ['401: the settings are wrong, not the samples', { status: 401, body: 'who are you?' }],
    ['404', { status: 404 }],
    ['400 of a path that VictoriaMetrics does not have', { status: 400, body: 'unsupported path requested: "/wrote"' }],
    ['a redirect', { status: 302, headers: { Location: '/elsewhere' } }],
  ] as const)('%s is tried again and named until it is over; nothing is skipped', async (_name, answer) => {
    let broken = true;
    const remote = await fakeRemote({ write: () => (broken ? answer : TAKEN) });
    const history = await open(remote);
    void history.apply(1, record([{ at: NOW, value: 1 }]));
    await until(
      'the trouble',
      GENEROUS_MS,
      () => history.stats().degraded,
      ([first]) => first?.includes(`HTTP ${answer.status}`) === true,
    );
    expect(history.watermark).toBe(0);
    broken = false;
    await history.flushed();
    expect(history.watermark).toBe(1);
    expect(history.stats().degraded).toEqual([]);
    expect(remote.taken.map(({ value }) => value)).toContain(1);
  });

  test('400 for a sample costs that sample alone; it is named and counted, the watermark goes on', async () => {
    const write = (series: readonly WrittenSeries[]): Answer =>
      hasValue(series, 666) ? { status: 400, body: 'this value is not welcome' } : TAKEN;
    const remote = await fakeRemote({ write });
    const history = await open(remote);
    const rows = Array.from({ length: 100 }, (_, i) => ({ at: NOW + i, value: i === 42 ? 666 : i }));
    void history.apply(1, record(rows));
    await history.flushed();
    expect(history.watermark).toBe(1);
    expect(remote.taken.map(({ value }) => value)).toEqual(rows.flatMap(({ value }) => (value === 666 ? [] : [value])));
    expect(history.stats().degraded).toEqual([
      'history: 1 samples were refused, not valid there: HTTP 400: this value is not welcome',
    ]);
  });

  test('what is too old for the remote is found in a few requests, and not tried again', async () => {
    const limit = NOW - 3_600_000;
    const write = (series: readonly WrittenSeries[]): Answer =>
      series.some(({ samples }) => samples.some(({ at }) => at < limit))
        ? { status: 400, body: 'out of bounds' }
        : TAKEN;
    const remote = await fakeRemote({ write });
    const history = await open(remote);
    const rows = RACKS.flatMap((series, i) =>
      Array.from({ length: 100 }, (_, k) => ({ series, at: limit - 500_000 + k * 10_000 + i, value: k })),
    );
    void history.apply(1, record(rows));
    await history.flushed();
    const young = rows.filter(({ at }) => at >= limit);
    const margin = 30_000;
    expect(remote.taken.length).toBeGreaterThanOrEqual(young.filter(({ at }) => at >= limit + margin).length);
    expect(remote.taken.length).toBeLessThanOrEqual(young.length);
    expect(history.stats().degraded.join()).toContain('samples were refused, too old');
    const before = remote.writes();
    expect(before).toBeLessThan(50);
    void history.apply(2, record([{ at: limit - 100_000, value: 1 }]));
    await history.flushed();
    expect(remote.writes()).toBe(before);
  });

  test('a remote that refuses everything does not make a request of every sample', async () => {
    const remote = await fakeRemote({ write: () => ({ status: 400, body: 'no' }) });
    const history = await open(remote);
    void history.apply(1, record(Array.from({ length: 4_000 }, (_, i) => ({ at: NOW + i, value: i }))));
    await history.flushed();
    expect(remote.writes()).toBeLessThan(500);
    expect(history.stats().degraded[0]).toContain('4000 samples were refused');
  });
});

describe('a remote that is down', { timeout: 60_000 }, () => {
  test('the queue is bounded: apply asks to wait, the doors are told, and both end when it is back', async () => {
    let down = true;
    const remote = await fakeRemote({ write: () => (down ? { status: 503 } : TAKEN) });
    const history = await open(remote, { queueSamples: 6_000 });
    const rows = Array.from({ length: 4_000 }, (_, i) => ({ at: NOW + i, value: i }));
    expect(history.apply(1, record(rows))).toBeUndefined();
    await until('the first request', GENEROUS_MS, remote.writes, (writes) => writes > 0);
    expect(history.apply(2, record(rows.map(({ at, value }) => ({ at: at + 4_000, value }))))).toBeUndefined();
    const waits = history.apply(3, record(rows.map(({ at, value }) => ({ at: at + 8_000, value }))));
    expect(waits).toBeInstanceOf(Promise);
    expect(history.stats()).toMatchObject({ refusing: 'behind', lagRecords: 3 });
    down = false;
    await waits;
    await history.flushed();
    expect(history.stats()).toMatchObject({ refusing: null, lagRecords: 0, lagMs: 0 });
    expect(remote.taken.length).toBe(12_000);
  });

  test('a stop does not wait for it for ever, and the next start sends what was not acknowledged', async () => {
    let down = true;
    const remote = await fakeRemote({ write: () => (down ? { status: 503 } : TAKEN) });
    const folder = testFolder('remote');
    const first = await open(remote, { folder });
    void first.apply(1, record([{ at: NOW, value: 1 }]));
    await first.close();
    down = false;
    const second = await open(remote, { folder });
    expect(second.watermark).toBe(0);
    void second.apply(1, record([{ at: NOW, value: 1 }]));
    await second.flushed();
    expect(remote.taken.map(({ value }) => value)).toEqual([1]);
  });
});

describe('what the remote answers to a question', { timeout: 60_000 }, () => {
  const question = { series: [RACK], from: NOW - 60_000, to: NOW, points: 100 };
  const ask = async (query: (fields: URLSearchParams) => Answer | null, more: Partial<PrometheusHistoryOptions> = {}) =>
    (await open(await fakeRemote({ query }), more)).series(question);

  test.each([
    ['unavailable', { status: 502, body: 'bad gateway' }],
    ['unavailable', { status: 401, body: 'who are you?' }],
    ['unavailable', { status: 200, body: '<html>not an API</html>' }],
    ['unavailable', { status: 200, body: '{"status":"success","isPartial":true,"data":{"result":[]}}' }],
    ['over-budget', { status: 503, body: '{"status":"error","error":"query timed out in expression evaluation"}' }],
    ['too-much', { status: 422, body: '{"status":"error","error":"query processing would load too many samples"}' }],
  ] as const)('%s: %o', async (reason, answer) => {
    await expect(ask(() => answer)).rejects.toMatchObject({ name: 'HistoryRefused', reason });
  });

  test('no answer in time is over budget, and so is a question that is given up', async () => {
    await expect(ask(() => null, { queryTimeoutMs: 200 })).rejects.toMatchObject({ reason: 'over-budget' });
    const history = await open(await fakeRemote({ query: () => null }));
    const giveUp = new AbortController();
    const answer = history.state(NOW, giveUp.signal);
    giveUp.abort();
    await expect(answer).rejects.toMatchObject({ reason: 'over-budget' });
  });

  test('who we are and for which tenant goes with every request', async () => {
    const remote = await fakeRemote({
      query: () => ({ status: 200, body: '{"status":"success","data":{"result":[]}}' }),
    });
    const history = await open(remote, { headers: { Authorization: 'Bearer secret', 'X-Scope-OrgID': 'park' } });
    void history.apply(1, record([{ at: NOW, value: 1 }]));
    await history.flushed();
    await history.series(question);
    expect(remote.headers.length).toBeGreaterThan(2);
    for (const headers of remote.headers) {
      expect(headers).toMatchObject({ authorization: 'Bearer secret', 'x-scope-orgid': 'park' });
    }
    expect(remote.headers[0]).toMatchObject({
      'content-encoding': 'snappy',
      'content-type': 'application/x-protobuf',
      'x-prometheus-remote-write-version': '0.1.0',
    });
  });

  test('a series number that does not exist is a bad query', async () => {
    const history = await open(await fakeRemote({}));
    const series = [inventory.dictionary.seriesCount];
    await expect(history.series({ ...question, series })).rejects.toMatchObject({
      reason: 'bad-query',
      field: 'series',
    });
  });
});
