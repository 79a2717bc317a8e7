import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import express, { Router } from 'express';
import { PbfReader } from 'pbf';
import { afterEach, describe, expect, test } from 'vitest';
import { createDoors } from '../../../server/http/doors.ts';
import { createOtlp, otlp } from '../../../server/ingest/otlp.ts';
import { type IngestDoor, Refused } from '../../../server/ports.ts';
import { qualityOf, reasonOf } from '../../../shared/model/sample.ts';
import { mutations } from '../../fixtures/mutations.ts';
import { encodeJson, encodeProtobuf, type PlainMetric, type PlainResource } from '../../fixtures/otlp/encode.ts';
import { createStage, NOW, type Stage, samplesOf } from '../normalize/stage.ts';

const TOKEN = 'a-token-of-this-test';
const NS = BigInt(NOW) * 1_000_000n;
const SECOND = 1_000_000_000n;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

const ENCODINGS = {
  protobuf: { type: 'application/x-protobuf', encode: (all: readonly PlainResource[]) => encodeProtobuf(all) },
  json: { type: 'application/json', encode: (all: readonly PlainResource[]) => Buffer.from(encodeJson(all)) },
};
type Encoding = keyof typeof ENCODINGS;
const BOTH = Object.keys(ENCODINGS) as Encoding[];

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The door behind the real HTTP edge, on a real normalize stage. */
async function open(door: IngestDoor = otlp) {
  const stage: Stage = createStage();
  const around = { notReady: null as string | null, overRate: null as number | null };
  const app = express();
  const router = Router();
  app.use(router);
  const doors = createDoors(router, {
    tokens: { sourceOf: (token) => (token === TOKEN ? 'collector' : null) },
    notReady: () => around.notReady,
    overRate: () => around.overRate,
  });
  const { normalizer: registry, inventory } = stage;
  door.start({ registry, inventory, clock: () => stage.now, seed: 1, post: doors.post });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  closing.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const { port } = server.address() as AddressInfo;

  /** Sends a body, in chunks without a length if asked. */
  function send(body: Uint8Array, headers: Record<string, string>, chunked = false): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        {
          host: '127.0.0.1',
          port,
          path: '/v1/metrics',
          method: 'POST',
          headers: { Authorization: `Bearer ${TOKEN}`, ...headers },
        },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('end', () =>
            resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes: Buffer.concat(chunks) }),
          );
        },
      );
      outgoing.on('error', reject);
      if (!chunked) {
        outgoing.end(body);
        return;
      }
      for (let at = 0; at < body.length; at += 50) outgoing.write(body.subarray(at, at + 50));
      outgoing.end();
    });
  }
  return {
    stage,
    around,
    send,
    post(resources: readonly PlainResource[], encoding: Encoding = 'protobuf', headers: Record<string, string> = {}) {
      const { type, encode } = ENCODINGS[encoding];
      return send(encode(resources), { 'content-type': type, ...headers });
    },
  };
}

/** google.rpc.Status of either encoding. */
function statusOf({ headers, bytes }: Answer): { code: number; message: string } {
  if (String(headers['content-type']).startsWith('application/json')) return JSON.parse(bytes.toString());
  expect(headers['content-type']).toBe('application/x-protobuf');
  const read = (tag: number, status: { code: number; message: string }, reader: PbfReader) => {
    if (tag === 1) status.code = reader.readVarint();
    else if (tag === 2) status.message = reader.readString();
  };
  return new PbfReader(bytes).readFields(read, { code: 0, message: '' });
}

/** partial_success of either encoding; null when all points were taken. */
function partialOf({ headers, bytes }: Answer): { count: number; message: string } | null {
  if (String(headers['content-type']).startsWith('application/json')) {
    const { partialSuccess } = JSON.parse(bytes.toString());
    return partialSuccess
      ? { count: Number(partialSuccess.rejectedDataPoints), message: partialSuccess.errorMessage }
      : null;
  }
  expect(headers['content-type']).toBe('application/x-protobuf');
  if (bytes.length === 0) return null;
  const partial = { count: 0, message: '' };
  new PbfReader(bytes).readFields((tag, _result, reader) => {
    expect(tag).toBe(1);
    reader.readMessage((field, into, inner) => {
      if (field === 1) into.count = inner.readVarint();
      else if (field === 2) into.message = inner.readString();
    }, partial);
  }, null);
  return partial;
}

const HALL = {
  attributes: [
    ['dc', 'dc'],
    ['hall', 'h1'],
    ['service.name', 'pdu'],
  ] as const,
};

function inlet(rack: number, double: number, time = NS): PlainMetric {
  const attributes = [
    ['row', 'r1'],
    ['rack', BigInt(rack)],
    ['position', 'top'],
  ] as const;
  return { name: 'rack_inlet_celsius', kind: 'gauge', points: [{ attributes, time, double }] };
}

function octets(int: bigint, atSecond: number, more: Partial<PlainMetric> & { start?: bigint } = {}): PlainMetric {
  const { start = NS - 60n * SECOND, ...rest } = more;
  const point = { attributes: [['port', 'q01']] as const, start, time: NS + BigInt(atSecond) * SECOND, int };
  return { name: 'ifHCInOctets', kind: 'sum', temporality: 2, monotonic: true, points: [point], ...rest };
}

const ratesOf = (stage: Stage) => samplesOf(stage).map(({ at, value }) => [(at - NOW) / 1000, value]);

describe.each(BOTH)('%s', (encoding) => {
  test('stored: 200 and an empty response in the same encoding; attributes of resource, scope and point are labels', async () => {
    const door = await open();
    const answer = await door.post([{ ...HALL, metrics: [inlet(1, 36.5), inlet(2, 24)] }], encoding);
    expect([answer.status, partialOf(answer)]).toEqual([200, null]);
    expect(samplesOf(door.stage)).toMatchObject([
      { resource: 'rack/dc/h1/r1/1', metric: 'rack.inlet-top', at: NOW, value: 36.5 },
      { resource: 'rack/dc/h1/r1/2', value: 24 },
    ]);
    expect(door.stage.normalizer.sources()).toMatchObject([{ id: 'collector', protocol: 'otlp' }]);
  });

  test('some points bad: 200 with partial_success, the good ones kept', async () => {
    const door = await open();
    const metrics = [inlet(1, Number.NaN), inlet(2, 24), inlet(3, 24, NS + 3_600n * SECOND), inlet(3, 1, 0n)];
    const answer = await door.post([{ ...HALL, metrics }], encoding);
    expect(answer.status).toBe(200);
    expect(partialOf(answer)).toEqual({
      count: 3,
      message: expect.stringMatching(/^3 data points rejected: not-a-number 1 .*; future 1 .*; bad-time 1 /),
    });
    expect(samplesOf(door.stage)).toMatchObject([{ resource: 'rack/dc/h1/r1/2' }]);
  });

  test('the same batch again: 200, stored once', async () => {
    const door = await open();
    for (let i = 0; i < 2; i++) {
      const answer = await door.post([{ ...HALL, metrics: [inlet(1, 20), octets(5n, 0)] }], encoding);
      expect([answer.status, partialOf(answer)]).toEqual([200, null]);
    }
    expect(door.stage.normalizer.sources()).toMatchObject([{ accepted: 2, duplicate: 2, rejectedTotal: 0 }]);
  });

  test.each(['queue-full', 'replaying', 'read-only'] as const)(
    '%s: 503 with Retry-After and a Status',
    async (reason) => {
      const door = await open();
      if (reason === 'replaying') door.around.notReady = reason;
      else door.stage.refusal = new Refused(reason, 1);
      const answer = await door.post([{ ...HALL, metrics: [inlet(1, 20)] }], encoding);
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
      expect(statusOf(answer)).toEqual({ code: 14, message: expect.stringContaining(reason) });
    },
  );

  test('over its rate: 429 with Retry-After and a Status', async () => {
    const door = await open();
    door.around.overRate = 7;
    const answer = await door.post([{ ...HALL, metrics: [inlet(1, 20)] }], encoding);
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '7']);
    expect(statusOf(answer)).toMatchObject({ code: 8 });
  });

  test('no or a wrong token: 401 with a Status', async () => {
    const door = await open();
    for (const Authorization of ['', 'Bearer wrong']) {
      const answer = await door.post([], encoding, { Authorization });
      expect(answer.status).toBe(401);
      expect(statusOf(answer)).toEqual({ code: 16, message: expect.stringContaining('token') });
    }
  });

  test('another encoding than gzip: 415 with a Status', async () => {
    const door = await open();
    const answer = await door.post([], encoding, { 'content-encoding': 'deflate' });
    expect(answer.status).toBe(415);
    expect(statusOf(answer)).toEqual({ code: 3, message: expect.stringContaining('deflate') });
  });

  test('too large: 413 with a Status, announced, in chunks, or once unpacked', async () => {
    const door = await open();
    const type = ENCODINGS[encoding].type;
    const big = Buffer.alloc(64 * 1024 * 1024 + 1, ' ');
    const bomb = gzipSync(big);
    expect(bomb.length).toBeLessThan(100_000);
    const answers = [
      await door.send(big, { 'content-type': type }),
      await door.send(bomb, { 'content-type': type, 'content-encoding': 'gzip' }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(413);
      expect(statusOf(answer)).toEqual({ code: 8, message: expect.stringContaining('exceeds 67108864 bytes') });
    }
  });

  test('malformed: 400 with a Status, nothing kept', async () => {
    const door = await open();
    const { type, encode } = ENCODINGS[encoding];
    const body = encode([{ ...HALL, metrics: [inlet(1, 20)] }]);
    const answer = await door.send(body.subarray(0, body.length - 2), { 'content-type': type });
    expect(answer.status).toBe(400);
    expect(statusOf(answer)).toMatchObject({ code: 3 });
    const notGzip = await door.send(body, { 'content-type': type, 'content-encoding': 'gzip' });
    expect(notGzip.status).toBe(400);
    expect(statusOf(notGzip)).toEqual({ code: 3, message: expect.stringContaining('gzip') });
    expect(door.stage.records).toEqual([]);
  });

  test('a name that no mapping knows: 200, counted', async () => {
    const door = await open();
    const cpu: PlainMetric = { name: 'system.cpu.time', kind: 'gauge', points: [{ time: NS, double: 1 }] };
    const answer = await door.post([{ ...HALL, metrics: [cpu, inlet(1, 20)] }], encoding);
    expect([answer.status, partialOf(answer)]).toEqual([200, null]);
    expect(door.stage.normalizer.sources()).toMatchObject([
      { unmapped: [{ name: 'system.cpu.time', count: 1, example: expect.stringContaining('service.name="pdu"') }] },
    ]);
  });

  test('gzip, and chunks without a length', async () => {
    const door = await open();
    const { type, encode } = ENCODINGS[encoding];
    const body = gzipSync(encode([{ ...HALL, metrics: [inlet(1, 20)] }]));
    const headers = { 'content-type': type, 'content-encoding': 'gzip' };
    expect((await door.send(body, headers, true)).status).toBe(200);
    const cut = await door.send(body.subarray(0, body.length - 9), headers, true);
    expect([cut.status, statusOf(cut).code]).toEqual([400, 3]);
    expect(samplesOf(door.stage)).toHaveLength(1);
  });

  test('histograms and summaries: 200 with partial_success, counted by kind', async () => {
    const door = await open();
    const of = (kind: PlainMetric['kind'], count: number): PlainMetric => ({
      name: `a.${kind}`,
      kind,
      temporality: 2,
      points: Array.from({ length: count }, () => ({ time: NS })),
    });
    const metrics = [of('histogram', 2), of('exponentialHistogram', 1), of('summary', 3), inlet(1, 20)];
    const answer = await door.post([{ ...HALL, metrics }], encoding);
    expect(answer.status).toBe(200);
    expect(partialOf(answer)).toEqual({
      count: 6,
      message:
        '6 data points rejected: histogram-unsupported 2 (a.histogram); ' +
        'exponential-histogram-unsupported 1 (a.exponentialHistogram); summary-unsupported 3 (a.summary)',
    });
    expect(door.stage.normalizer.sources()).toMatchObject([{ accepted: 1, rejectedTotal: 6 }]);
  });
});

test('a type that is neither: 415 with a Status in JSON', async () => {
  const answer = await (await open()).send(Buffer.from('x'), { 'content-type': 'text/plain' });
  expect(answer.status).toBe(415);
  expect(statusOf(answer)).toEqual({ code: 3, message: expect.stringContaining('text/plain') });
});

test('an empty body of protobuf is an empty request', async () => {
  const answer = await (await open()).post([]);
  expect([answer.status, partialOf(answer)]).toEqual([200, null]);
});

test('cumulative monotonic sums of a counter rule become rates', async () => {
  const door = await open();
  door.stage.now = NOW + 60_000;
  for (const [total, second] of [
    [1_000n, 0],
    [2_000n, 10],
    [4_000n, 20],
  ] as const) {
    await door.post([{ metrics: [octets(total, second)] }]);
  }
  expect(ratesOf(door.stage)).toEqual([
    [10, 800],
    [20, 1_600],
  ]);
});

test('a changed start is a reset although the total grew; a decrease with the same start is one too', async () => {
  const door = await open();
  door.stage.now = NOW + 60_000;
  const restarted = NS + 12n * SECOND;
  await door.post([{ metrics: [octets(1_000n, 0)] }]);
  await door.post([{ metrics: [octets(2_000n, 10)] }]);
  await door.post([{ metrics: [octets(9_000n, 20, { start: restarted })] }]);
  await door.post([{ metrics: [octets(10_000n, 30, { start: restarted })] }]);
  await door.post([{ metrics: [octets(5n, 40, { start: restarted })] }]);
  expect(ratesOf(door.stage)).toEqual([
    [10, 800],
    [30, 800],
  ]);
});

test('delta sums become the rate of their own interval, also after a pause', async () => {
  const door = await open();
  door.stage.now = NOW + 900_000;
  const delta = (int: bigint, from: number, to: number) =>
    octets(int, to, { temporality: 1, start: NS + BigInt(from) * SECOND });
  await door.post([{ metrics: [delta(1_000n, 0, 10)] }]);
  await door.post([{ metrics: [delta(500n, 600, 605)] }]);
  expect(ratesOf(door.stage)).toEqual([
    [10, 800],
    [605, 800],
  ]);
});

test.each<[string, PlainMetric]>([
  ['bad-start', octets(5n, 0, { temporality: 1, start: 0n })],
  ['bad-start', octets(5n, 0, { temporality: 1, start: NS + SECOND })],
  ['negative-delta', octets(-5n, 0, { temporality: 1 })],
  ['delta-of-gauge', octets(5n, 0, { temporality: 1, monotonic: false })],
  ['delta-of-gauge', { ...inlet(1, 20), kind: 'sum', temporality: 1, monotonic: true }],
  ['no-temporality', octets(5n, 0, { temporality: 0 })],
  ['no-value', { ...inlet(1, 20), points: [{ time: NS }] }],
])('%s: refused by name', async (reason, metric) => {
  const door = await open();
  const partial = partialOf(await door.post([{ ...HALL, metrics: [metric] }]));
  expect(partial).toMatchObject({ count: 1, message: expect.stringContaining(`${reason} 1`) });
  expect(door.stage.normalizer.sources()).toMatchObject([{ rejected: [{ reason, count: 1 }] }]);
});

test('a non-monotonic sum is a level', async () => {
  const door = await open();
  await door.post([{ ...HALL, metrics: [{ ...inlet(1, 20), kind: 'sum', temporality: 2, monotonic: false }] }]);
  expect(samplesOf(door.stage)).toMatchObject([{ metric: 'rack.inlet-top', value: 20 }]);
});

test.each(BOTH)('%s: flag bit 0 says that there is no value: stale', async (encoding) => {
  const door = await open();
  const metric = inlet(1, 20);
  const [point] = metric.points;
  const ended = { attributes: point!.attributes!, time: NS, flags: 1 };
  const answer = await door.post([{ ...HALL, metrics: [{ ...metric, points: [ended] }] }], encoding);
  expect(partialOf(answer)).toBeNull();
  const [sample] = samplesOf(door.stage);
  expect([qualityOf(sample!.quality), reasonOf(sample!.quality)]).toEqual(['bad', 'no-communication']);
});

test('integers are exact as far as a number holds them, times to the ms', async () => {
  const door = await open();
  const watts = { name: 'rack_watts', kind: 'gauge' as const };
  const attributes = [
    ['row', 'r1'],
    ['rack', '1'],
  ] as const;
  const points = [{ attributes, time: NS + 1_999_999n, int: 7n }];
  await door.post([{ ...HALL, metrics: [{ ...watts, points }] }], 'json');
  expect(samplesOf(door.stage)).toMatchObject([{ at: NOW + 1, value: 7_000 }]);
});

test('the attribute nearest to the point counts where names are the same', async () => {
  const door = await open();
  const attributes = [...HALL.attributes, ['rack', '1'], ['row', 'r9']] as const;
  await door.post([{ attributes, scope: [['row', 'r8']], metrics: [inlet(2, 24)] }]);
  expect(samplesOf(door.stage)).toMatchObject([{ resource: 'rack/dc/h1/r1/2' }]);
});

test('over the limit only new series are refused, counted, with an example', async () => {
  const door = await open(createOtlp(2));
  await door.post([{ ...HALL, metrics: [inlet(1, 20), inlet(2, 20)] }]);
  const later = NS + SECOND;
  const answer = await door.post([
    { ...HALL, metrics: [inlet(3, 20, later), inlet(1, 21, later), inlet(4, 20, later)] },
  ]);
  expect(partialOf(answer)).toMatchObject({
    count: 2,
    message: expect.stringMatching(/series-limit 2 \(rack_inlet_celsius.*rack="3"/),
  });
  expect(samplesOf(door.stage)).toHaveLength(3);
});

test.each<[string, PlainResource['attributes']]>([
  ['more than 32 labels', Array.from({ length: 33 }, (_, i) => [`l${i}`, 'v'] as const)],
  ['label name of 201 bytes exceeds 200', [['n'.repeat(201), 'v']]],
  ['value of label v of 513 bytes exceeds 512', [['v', 'x'.repeat(513)]]],
  ['', [['v', 'x'.repeat(100_000)]]],
])('%s is refused, the rest kept', async (why, attributes = []) => {
  const door = await open();
  const answer = await door.post([
    { attributes, metrics: [inlet(1, 1)] },
    { ...HALL, metrics: [inlet(1, 20)] },
  ]);
  expect(partialOf(answer)).toEqual({
    count: 1,
    message: expect.stringContaining(`label-limit 1 (rack_inlet_celsius`),
  });
  expect(partialOf(answer)?.message).toContain(why);
  expect(samplesOf(door.stage)).toHaveLength(1);
});

test('names of the language are plain text', async () => {
  const door = await open();
  const attributes = [
    ...HALL.attributes,
    ['__proto__', 'a'],
    ['constructor', { pairs: [['__proto__', 'x']] }],
  ] as const;
  const json = encodeJson([{ attributes, metrics: [inlet(1, 20)] }]).replace('{', '{"__proto__":{"name":"x"},');
  expect((await door.send(Buffer.from(json), { 'content-type': 'application/json' })).status).toBe(200);
  expect(samplesOf(door.stage)).toMatchObject([{ resource: 'rack/dc/h1/r1/1' }]);
  expect(({} as Record<string, unknown>).name).toBeUndefined();
});

describe.each(BOTH)('%s: bad bodies', (encoding) => {
  const body = ENCODINGS[encoding].encode([
    { ...HALL, scope: [['list', ['a', 1n, true]]], metrics: [inlet(1, 20), octets(5n, 0)] },
    { metrics: [{ name: 'h', kind: 'histogram', points: [{ time: NS }] }] },
  ]);
  const headers = { 'content-type': ENCODINGS[encoding].type };

  test('cut at any offset: never a 5xx', async () => {
    const door = await open();
    for (let length = 0; length < body.length; length++) {
      expect([200, 400]).toContain((await door.send(body.subarray(0, length), headers)).status);
    }
  });

  test('1,000 mutations: never a 5xx, and the door goes on', async () => {
    const door = await open();
    for (const bytes of mutations(body, 1_000)) {
      expect([200, 400]).toContain((await door.send(bytes, headers)).status);
    }
    expect((await door.send(body, headers)).status).toBe(200);
  });
});
