import { compressSync } from 'snappy';
import { expect, test } from 'vitest';
import { createRemoteWrite, remoteWrite } from '../../../server/ingest/remote-write.ts';
import { Refused } from '../../../server/ports.ts';
import { qualityOf } from '../../../shared/model/sample.ts';
import { mutations } from '../../fixtures/mutations.ts';
import { STALE_BITS, writeBody } from '../../fixtures/remote-write/encode.ts';
import { encodeRequest2, type PlainSeries2, writeBody2 } from '../../fixtures/remote-write/encode-v2.ts';
import { type OpenDoor, openDoor } from '../normalize/door.ts';
import { NOW, samplesOf } from '../normalize/stage.ts';

const PATH = '/api/v1/write';
const HEADERS = {
  'content-encoding': 'snappy',
  'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request',
  'x-prometheus-remote-write-version': '2.0.0',
};

function open(seriesLimit?: number): OpenDoor {
  return openDoor(seriesLimit === undefined ? remoteWrite : createRemoteWrite(seriesLimit), PATH, HEADERS);
}

function inlet(rack: number, value: PlainSeries2['samples'][number]['value'], at = NOW): PlainSeries2 {
  const labels = { __name__: 'rack_inlet_celsius', dc: 'dc', hall: 'h1', position: 'top', rack: `${rack}`, row: 'r1' };
  return { labels: Object.entries(labels), samples: [{ value, at }] };
}

function octets(value: number, at: number, created?: number): PlainSeries2 {
  return {
    labels: [
      ['__name__', 'ifHCInOctets'],
      ['port', 'q01'],
    ],
    samples: [{ value, at }],
    ...(created === undefined ? {} : { created }),
  };
}

const named = (name: string): PlainSeries2 => ({ labels: [['__name__', name]], samples: [{ value: 1, at: NOW }] });

const written = (samples: number) => ({
  'X-Prometheus-Remote-Write-Samples-Written': String(samples),
  'X-Prometheus-Remote-Write-Histograms-Written': '0',
  'X-Prometheus-Remote-Write-Exemplars-Written': '0',
});

test('stored: 204 with what was written', async () => {
  const door = open();
  expect(await door.post(writeBody2([inlet(1, 36.5), inlet(2, 24)]))).toEqual({ status: 204, headers: written(2) });
  expect(samplesOf(door.stage)).toMatchObject([
    { resource: 'rack/dc/h1/r1/1', metric: 'rack.inlet-top', at: NOW, value: 36.5 },
    { resource: 'rack/dc/h1/r1/2', value: 24 },
  ]);
  expect(door.stage.normalizer.sources()).toMatchObject([{ id: 'ingest', protocol: 'remote-write' }]);
});

test('the content type may be written with quotes and spaces', async () => {
  const headers = { 'content-type': 'application/x-protobuf; proto="io.prometheus.write.v2.Request"' };
  expect((await open().post(writeBody2([inlet(1, 20)]), headers)).status).toBe(204);
});

test('some rows bad: 400 with reasons and what was written, the good rows kept', async () => {
  const door = open();
  const reply = await door.post(writeBody2([inlet(1, Number.NaN), inlet(2, 24), inlet(3, 24, NOW + 3_600_000)]));
  expect(reply).toMatchObject({
    status: 400,
    headers: written(1),
    body: { code: 'rows-rejected', stored: 1, rejected: [{ reason: 'not-a-number' }, { reason: 'future' }] },
  });
  expect(samplesOf(door.stage)).toMatchObject([{ resource: 'rack/dc/h1/r1/2' }]);
});

test('the same body again: 204, counted as written, stored once', async () => {
  const door = open();
  const body = writeBody2([inlet(1, 20), inlet(2, 24)]);
  await door.post(body);
  expect(await door.post(body)).toEqual({ status: 204, headers: written(2) });
  expect(samplesOf(door.stage)).toHaveLength(2);
});

test('a server that cannot take it: 503 with Retry-After, and the same body later is stored', async () => {
  const door = open();
  door.stage.refusal = new Refused('queue-full', 3);
  expect(await door.post(writeBody2([inlet(1, 20)]))).toMatchObject({ status: 503, headers: { 'Retry-After': '3' } });
  door.stage.refusal = null;
  expect(await door.post(writeBody2([inlet(1, 20)]))).toEqual({ status: 204, headers: written(1) });
});

test('a name that no mapping knows: 204, counted, counted as written', async () => {
  const door = open();
  expect(await door.post(writeBody2([named('up'), inlet(1, 20)]))).toEqual({ status: 204, headers: written(2) });
  expect(door.stage.normalizer.sources()).toMatchObject([{ unmapped: [{ name: 'up', count: 1 }], accepted: 1 }]);
});

test('nothing but an empty list of symbols: 204, nothing written', async () => {
  expect(await open().post(writeBody2([]))).toEqual({ status: 204, headers: written(0) });
  expect(await open().post(compressSync(Buffer.alloc(0)))).toEqual({ status: 204, headers: written(0) });
});

test.each([
  [{ 'content-encoding': 'gzip' }, 'Content-Encoding'],
  [{ 'content-encoding': undefined }, 'Content-Encoding'],
  [{ 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v3.Request' }, 'Content-Type'],
  [{ 'content-type': 'application/json;proto=io.prometheus.write.v2.Request' }, 'Content-Type'],
])('wrong type or encoding %o: 415 that names the header', async (headers, field) => {
  expect(await open().post(writeBody2([inlet(1, 20)]), headers)).toMatchObject({ status: 415, body: { field } });
});

test('too large: 413 for the body and for what it would unpack to', async () => {
  expect((await open().post(new Uint8Array(8 * 1024 * 1024 + 1))).status).toBe(413);
  expect((await open().post(compressSync(Buffer.alloc(32 * 1024 * 1024 + 1)))).status).toBe(413);
});

test('too many rows for one body: 413 before their columns are allocated', async () => {
  const samples = Buffer.alloc(2 * 2_100_000);
  for (let i = 0; i < samples.length; i += 2) samples[i] = 0x12;
  const length = Buffer.of(
    (samples.length & 127) | 128,
    ((samples.length >> 7) & 127) | 128,
    ((samples.length >> 14) & 127) | 128,
    samples.length >> 21,
  );
  const body = Buffer.concat([Buffer.of(0x22, 0, 0x2a), length, samples]);
  expect(await open().post(compressSync(body))).toMatchObject({ status: 413, body: { limit: 2_000_000 } });
});

test('histograms and exemplars are not kept: 0 written, counted by name with an example, the samples stored', async () => {
  const door = open();
  const histogram = { ...named('request_seconds'), samples: [], histograms: 2 };
  const reply = await door.post(writeBody2([histogram, { ...inlet(1, 20), exemplars: 3 }]));
  expect(reply).toEqual({ status: 204, headers: written(1) });
  expect(door.stage.normalizer.sources()).toMatchObject([
    {
      rejected: [
        { reason: 'histogram-unsupported', count: 2, example: '__name__="request_seconds"' },
        { reason: 'exemplar-unsupported', count: 3 },
      ],
    },
  ]);
});

test('samples beside histograms in one series are refused, the rest kept', async () => {
  const door = open();
  const reply = await door.post(writeBody2([{ ...inlet(1, 20), histograms: 1 }, inlet(2, 24)]));
  expect(reply).toMatchObject({
    status: 400,
    headers: written(1),
    body: { stored: 1, rejected: [{ reason: 'mixed-series', count: 1 }] },
  });
});

test('a counter whose created timestamp moved was reset: no rate, although it grew', async () => {
  const door = open();
  const total = [0, 1_000, 9_000, 10_000];
  const created = [NOW - 60_000, NOW - 60_000, NOW + 1_500, NOW + 1_500];
  door.stage.now = NOW + 10_000;
  for (let i = 0; i < 4; i++) await door.post(writeBody2([octets(total[i]!, NOW + i * 1_000, created[i])]));
  expect(samplesOf(door.stage).map(({ at, value }) => [at - NOW, value])).toEqual([
    [1_000, 8_000],
    [3_000, 8_000],
  ]);
});

test('the stale marker is a flag, not a value', async () => {
  const door = open();
  expect((await door.post(writeBody2([inlet(1, STALE_BITS)]))).status).toBe(204);
  expect(samplesOf(door.stage).map(({ quality }) => qualityOf(quality))).toEqual(['bad']);
});

const message = (...bytes: number[]) => compressSync(Buffer.from(bytes));
test.each([
  ['a first symbol that is not empty', message(0x22, 1, 0x61), 'first symbol is not empty'],
  ['a ref beyond the symbols', message(0x22, 0, 0x2a, 4, 0x0a, 2, 0, 1), 'symbol 1 of 1'],
  ['a name without a value', message(0x22, 0, 0x2a, 3, 0x0a, 1, 0), 'label name without a value'],
  ['field number 0', message(0x02, 0), 'field number 0'],
  ['not snappy', Uint8Array.of(5, 255, 255, 255, 255), 'snappy block'],
])('malformed, %s: 400 with the reason, nothing written', async (_case, body, why) => {
  expect(await open().post(body)).toMatchObject({
    status: 400,
    headers: written(0),
    body: { code: 'malformed', message: expect.stringContaining(why) },
  });
});

test('over the limit only new series are refused, counted, with an example', async () => {
  const door = open(2);
  await door.post(writeBody2([inlet(1, 20), inlet(2, 20)]));
  const reply = await door.post(writeBody2([inlet(3, 20, NOW + 1), inlet(1, 21, NOW + 1), inlet(4, 20, NOW + 1)]));
  expect(reply).toMatchObject({
    status: 400,
    headers: written(1),
    body: { rejected: [{ reason: 'series-limit', count: 2, example: expect.stringContaining('rack="3"') }] },
  });
});

test.each<[string, PlainSeries2['labels']]>([
  ['more than 32 labels', Array.from({ length: 33 }, (_, i) => [`l${i}`, 'v'] as const)],
  ['more than 32 labels', Array.from({ length: 99 }, (_, i) => [`l${i}`, 'v'] as const)],
  ['label name of 201 bytes exceeds 200', [['n'.repeat(201), 'v']]],
  ['value of label __name__ of 513 bytes exceeds 512', [['__name__', 'x'.repeat(513)]]],
])('%s is refused, the rest kept', async (why, labels) => {
  const reply = await open().post(writeBody2([{ labels, samples: [{ value: 1, at: NOW }] }, inlet(1, 20)]));
  expect(reply).toMatchObject({
    status: 400,
    body: { stored: 1, rejected: [{ reason: 'label-limit', count: 1, example: why }] },
  });
});

test('refs mean something within their request only: other symbols, other order, the same series', async () => {
  const door = open();
  await door.post(writeBody2([inlet(1, 20), inlet(2, 24)]));
  await door.post(writeBody2([named('other'), inlet(2, 25, NOW + 1), inlet(1, 21, NOW + 1)]));
  await door.post(writeBody2([inlet(2, 26, NOW + 2)], { unusual: true }));
  expect(samplesOf(door.stage).map(({ resource, value }) => `${resource.at(-1)} ${value}`)).toEqual([
    '1 20',
    '2 24',
    '2 25',
    '1 21',
    '2 26',
  ]);
});

test('one source may send both versions', async () => {
  const door = open();
  await door.post(writeBody2([inlet(1, 20)]));
  const headers = { 'content-type': 'application/x-protobuf' };
  expect(await door.post(writeBody([inlet(1, 21, NOW + 1)]), headers)).toEqual({ status: 204 });
  expect(samplesOf(door.stage)).toHaveLength(2);
});

test('a body cut at any offset: nothing thrown, never a 5xx', async () => {
  const door = open();
  const request = encodeRequest2([inlet(1, 20), named('up'), inlet(2, STALE_BITS)]);
  for (let length = 0; length < request.length; length++) {
    const reply = await door.post(compressSync(Buffer.from(request.subarray(0, length))));
    expect([204, 400]).toContain(reply.status);
  }
});

test('1,000 mutated bodies: nothing thrown, never a 5xx', async () => {
  const door = open();
  const request = encodeRequest2([inlet(1, 20), { ...named('up'), histograms: 1, created: NOW }, octets(5, NOW)]);
  for (const bytes of mutations(request, 1_000)) {
    const body = compressSync(Buffer.from(bytes));
    expect([204, 400, 413]).toContain((await door.post(body)).status);
  }
});
