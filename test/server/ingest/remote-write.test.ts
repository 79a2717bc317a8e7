import { readFileSync } from 'node:fs';
import type { PbfWriter } from 'pbf';
import { compressSync } from 'snappy';
import { expect, test } from 'vitest';
import { createRemoteWrite, remoteWrite } from '../../../server/ingest/remote-write.ts';
import { Refused } from '../../../server/ports.ts';
import { qualityOf, reasonOf } from '../../../shared/model/sample.ts';
import { encodeRequest, type PlainSeries, STALE_BITS, writeBody } from '../../fixtures/remote-write/encode.ts';
import { type OpenDoor, openDoor } from '../normalize/door.ts';
import { createStage, NOW, samplesOf } from '../normalize/stage.ts';

const PATH = '/api/v1/write';
const HEADERS = { 'content-encoding': 'snappy', 'content-type': 'application/x-protobuf' };

function open(seriesLimit?: number): OpenDoor {
  return openDoor(seriesLimit === undefined ? remoteWrite : createRemoteWrite(seriesLimit), PATH, HEADERS);
}

function inlet(rack: number, value: PlainSeries['samples'][number]['value'], at = NOW): PlainSeries {
  return {
    labels: [
      ['__name__', 'rack_inlet_celsius'],
      ['dc', 'dc'],
      ['hall', 'h1'],
      ['position', 'top'],
      ['rack', String(rack)],
      ['row', 'r1'],
    ],
    samples: [{ value, at }],
  };
}

function named(name: string, value = 1): PlainSeries {
  return { labels: [['__name__', name]], samples: [{ value, at: NOW }] };
}

test('stored: 204, durable and attributed to the token’s source', async () => {
  const door = open();
  expect(await door.post(writeBody([inlet(1, 36.5), inlet(2, 24)]))).toEqual({ status: 204 });
  expect(samplesOf(door.stage)).toMatchObject([
    { resource: 'rack/dc/h1/r1/1', metric: 'rack.inlet-top', at: NOW, value: 36.5 },
    { resource: 'rack/dc/h1/r1/2', value: 24 },
  ]);
  expect(door.stage.normalizer.sources()).toMatchObject([{ id: 'ingest', protocol: 'remote-write' }]);
});

test('some rows bad: 400 with reasons and examples, the good rows kept', async () => {
  const door = open();
  const reply = await door.post(writeBody([inlet(1, Number.NaN), inlet(2, 24), inlet(3, 24, NOW + 3_600_000)]));
  expect(reply).toMatchObject({
    status: 400,
    body: {
      code: 'rows-rejected',
      message: '2 rows rejected (not-a-number, future), 1 stored',
      stored: 1,
      rejected: [
        { reason: 'not-a-number', count: 1 },
        { reason: 'future', count: 1 },
      ],
    },
  });
  expect(samplesOf(door.stage)).toMatchObject([{ resource: 'rack/dc/h1/r1/2' }]);
});

test('the same body again: 204, stored once', async () => {
  const door = open();
  const body = writeBody([inlet(1, 20), inlet(2, 24)]);
  await door.post(body);
  expect(await door.post(body)).toEqual({ status: 204 });
  expect(samplesOf(door.stage)).toHaveLength(2);
});

test('a request whose answer was lost is sent again: counters and samples of several times are stored once', async () => {
  const door = open();
  const octets = {
    labels: [
      ['__name__', 'ifHCInOctets'],
      ['port', 'q01'],
    ] as const,
    samples: [0, 1, 2].map((i) => ({ value: i * 1e6, at: NOW + i * 1000 })),
  };
  const rack = { ...inlet(1, 0), samples: [20, 21, 22].map((value, i) => ({ value, at: NOW + i * 1000 })) };
  const body = writeBody([octets, rack]);
  await door.post(body);
  // As after a kill: the next process knows what is durable, from the journal.
  const replayed = createStage();
  for (const record of door.stage.records) replayed.normalizer.applied(record);
  const later = openDoor(createRemoteWrite(100), PATH, HEADERS, replayed);
  for (const each of [door, later]) expect(await each.post(body)).toEqual({ status: 204 });
  expect(samplesOf(door.stage)).toHaveLength(5);
  expect(replayed.records).toEqual([]);
  expect(replayed.normalizer.sources()).toMatchObject([{ duplicate: 6, rejectedTotal: 0 }]);
});

test('a server that cannot take it: 503 with Retry-After, and the same body later is stored', async () => {
  const door = open();
  door.stage.refusal = new Refused('queue-full', 3);
  expect(await door.post(writeBody([inlet(1, 20)]))).toEqual({ status: 503, headers: { 'Retry-After': '3' } });
  door.stage.refusal = null;
  expect((await door.post(writeBody([inlet(1, 20)]))).status).toBe(204);
  expect(samplesOf(door.stage)).toHaveLength(1);
});

test('a name that no mapping knows: 204, counted', async () => {
  const door = open();
  expect(await door.post(writeBody([named('up'), named('up'), inlet(1, 20)]))).toEqual({ status: 204 });
  expect(door.stage.normalizer.sources()).toMatchObject([{ unmapped: [{ name: 'up', count: 2 }], accepted: 1 }]);
});

test('a request with metadata only: 204', async () => {
  const more = (writer: PbfWriter) => writer.writeMessage(3, (_, pbf) => pbf.writeStringField(2, 'up'), 0);
  expect(await open().post(compressSync(Buffer.from(encodeRequest([], more))))).toEqual({ status: 204 });
});

test.each([
  [{ 'content-encoding': undefined }, 'Content-Encoding'],
  [{ 'content-encoding': 'gzip' }, 'Content-Encoding'],
  [{ 'content-encoding': 'br' }, 'Content-Encoding'],
  [{ 'content-type': undefined }, 'Content-Type'],
  [{ 'content-type': 'application/json' }, 'Content-Type'],
  [{ 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v3.Request' }, 'Content-Type'],
])('wrong type or encoding %o: 415 that names the header', async (headers, field) => {
  const door = open();
  expect(await door.post(writeBody([inlet(1, 20)]), headers)).toMatchObject({ status: 415, body: { field } });
  expect(door.stage.records).toEqual([]);
});

test('the content type may name the message of 1.0', async () => {
  const headers = { 'content-type': 'application/x-protobuf; proto="prometheus.WriteRequest"' };
  expect((await open().post(writeBody([inlet(1, 20)]), headers)).status).toBe(204);
});

test('too large: 413 for the body and for what it would unpack to', async () => {
  expect((await open().post(new Uint8Array(8 * 1024 * 1024 + 1))).status).toBe(413);
  const zeros = compressSync(Buffer.alloc(32 * 1024 * 1024 + 1));
  expect(await open().post(zeros)).toMatchObject({ status: 413, body: { code: 'too-large', limit: 32 * 1024 * 1024 } });
});

test('D3: five bytes that ask for 256 MiB are refused before anything is allocated', async () => {
  const before = process.memoryUsage.rss();
  expect(await open().post(Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x01))).toMatchObject({ status: 413 });
  expect(process.memoryUsage.rss() - before).toBeLessThan(20 * 1024 * 1024);
});

test.each([
  ['nothing', Uint8Array.of(), 'ends within its length'],
  ['a length of more than 32 bits', Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x80, 0x01), 'more than 32 bits'],
  [
    'a claim that no body of its size can hold',
    Uint8Array.of(0x80, 0x80, 0x80, 0x08, 1, 2, 3),
    'claims 16777216 bytes in 7',
  ],
  ['not snappy', Uint8Array.of(5, 0xff, 0xff, 0xff, 0xff), 'snappy block'],
  ['not protobuf', compressSync(Buffer.from('hello, world')), 'protobuf: '],
  ['a group', compressSync(Buffer.of(0x0b)), 'wire type 3'],
  ['field number 0', compressSync(Buffer.of(0x02, 0x00)), 'field number 0'],
  ['labels after samples', compressSync(Buffer.of(0x0a, 4, 0x12, 0, 0x0a, 0)), 'labels after samples'],
])('malformed, %s: 400 with the reason', async (_case, body, why) => {
  const door = open();
  const reply = await door.post(body);
  expect(reply).toMatchObject({ status: 400, body: { code: 'malformed', message: expect.stringContaining(why) } });
});

test('a body cut at any offset: 400, nothing stored, nothing thrown', async () => {
  const door = open();
  const request = encodeRequest([inlet(1, 20), named('up'), inlet(2, STALE_BITS)]);
  for (let length = 1; length < request.length; length++) {
    const reply = await door.post(compressSync(Buffer.from(request.subarray(0, length))));
    // Between two series a request is whole.
    const whole = [1, 2].some((count) => encodeRequest([inlet(1, 20), named('up')].slice(0, count)).length === length);
    expect([length, reply.status]).toEqual([length, whole ? 204 : 400]);
  }
  expect(samplesOf(door.stage)).toHaveLength(1);
  const block = writeBody([inlet(1, 20), named('up')]);
  for (let length = 0; length < block.length; length++) {
    expect((await door.post(block.subarray(0, length))).status).toBe(400);
  }
});

test('flipped bytes never break the door', async () => {
  const door = open();
  const request = encodeRequest([inlet(1, 20), named('up')]);
  for (let i = 0; i < request.length; i++) {
    for (const flip of [0x01, 0x80, 0xff]) {
      const bytes = Buffer.from(request);
      bytes[i]! ^= flip;
      expect([204, 400]).toContain((await door.post(compressSync(bytes))).status);
    }
  }
});

test('the stale marker is one NaN and no other', async () => {
  const door = open();
  const reply = await door.post(
    writeBody([inlet(1, STALE_BITS), inlet(2, [0x00000001, 0x7ff80000]), inlet(3, [2, 0x7ff80000])]),
  );
  expect(reply).toMatchObject({ status: 400, body: { stored: 1, rejected: [{ reason: 'not-a-number', count: 2 }] } });
  const [sample] = samplesOf(door.stage);
  expect([qualityOf(sample!.quality), reasonOf(sample!.quality)]).toEqual(['bad', 'no-communication']);
});

test('D10: over the limit only new series are refused, counted, with an example', async () => {
  const door = open(2);
  await door.post(writeBody([inlet(1, 20), inlet(2, 20)]));
  const reply = await door.post(writeBody([inlet(3, 20, NOW + 1), inlet(1, 21, NOW + 1), inlet(4, 20, NOW + 1)]));
  expect(reply).toMatchObject({
    status: 400,
    body: { stored: 1, rejected: [{ reason: 'series-limit', count: 2, example: expect.stringContaining('rack="3"') }] },
  });
  expect((await door.post(writeBody([inlet(1, 22, NOW + 2), inlet(2, 22, NOW + 2)]))).status).toBe(204);
  expect(door.stage.normalizer.sources()).toMatchObject([{ rejected: [{ reason: 'series-limit', count: 2 }] }]);
});

test('series that were not seen for half an hour give their places to new ones', async () => {
  const door = open(2);
  await door.post(writeBody([named('old'), inlet(1, 20)]));
  door.stage.now += 40 * 60_000;
  await door.post(writeBody([inlet(1, 21)]));
  expect((await door.post(writeBody([inlet(2, 22), inlet(1, 23)]))).status).toBe(204);
  expect(samplesOf(door.stage).map(({ resource, value }) => [resource.at(-1), value])).toEqual([
    ['1', 20],
    ['1', 21],
    ['2', 22],
    ['1', 23],
  ]);
});

test('one source’s series do not count against another’s', async () => {
  const door = open(1);
  expect((await door.post(writeBody([inlet(1, 20)]), {}, 'a')).status).toBe(204);
  expect((await door.post(writeBody([inlet(2, 20)]), {}, 'b')).status).toBe(204);
});

const label = (bytes: number) => ['__name__', 'x'.repeat(bytes)] as const;
test.each<[string, PlainSeries['labels']]>([
  ['more than 32 labels', Array.from({ length: 33 }, (_, i) => [`l${i}`, 'v'] as const)],
  ['label name of 201 bytes exceeds 200', [['n'.repeat(201), 'v']]],
  ['value of label __name__ of 513 bytes exceeds 512', [label(513)]],
])('D10: %s is refused, the rest kept', async (why, labels) => {
  const door = open();
  const reply = await door.post(writeBody([{ labels, samples: [{ value: 1, at: NOW }] }, inlet(1, 20)]));
  expect(reply).toMatchObject({
    status: 400,
    body: { stored: 1, rejected: [{ reason: 'label-limit', count: 1, example: why }] },
  });
});

test('labels at the limits are taken', async () => {
  const labels = Array.from({ length: 32 }, (_, i) => [`l${i}`.padEnd(200, 'n'), 'v'.repeat(512)] as const);
  expect((await open().post(writeBody([{ labels, samples: [{ value: 1, at: NOW }] }]))).status).toBe(204);
});

test('D6, D4: label keys of the language and markup are plain text', async () => {
  const door = open();
  const rack = inlet(1, 20);
  const odd = [
    ['__proto__', 'a'],
    ['constructor', 'b'],
    ['toString', '<img src=x onerror=window.__x=1>'],
  ] as const;
  expect((await door.post(writeBody([{ ...rack, labels: [...odd, ...rack.labels] }, named('__proto__')]))).status).toBe(
    204,
  );
  expect(samplesOf(door.stage)).toMatchObject([{ resource: 'rack/dc/h1/r1/1', value: 20 }]);
  expect(door.stage.normalizer.sources()).toMatchObject([{ unmapped: [{ name: '__proto__', count: 1 }] }]);
  expect(({} as Record<string, unknown>).a).toBeUndefined();
});

test('a body that real Prometheus 2.42 sent', async () => {
  const door = open();
  const body = readFileSync(new URL('../../fixtures/remote-write/valid/prometheus-2.42.snappy', import.meta.url));
  const racks = samplesOf(door.stage);
  door.stage.now = Date.UTC(2100, 0);
  expect(await door.post(body)).toEqual({ status: 204 });
  racks.push(...samplesOf(door.stage));
  expect(racks.length).toBeGreaterThan(0);
  expect(new Set(racks.map(({ resource }) => resource))).toEqual(new Set(['rack/dc/h1/r1/1', 'rack/dc/h1/r1/2']));
  const [{ unmapped } = { unmapped: [] }] = door.stage.normalizer.sources();
  expect(unmapped.map(({ name }) => name)).toEqual(expect.arrayContaining(['up', 'scrape_duration_seconds']));
});
