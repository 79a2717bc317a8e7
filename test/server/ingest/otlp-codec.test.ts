import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BodyProblem } from '../../../server/ingest/body/body-problem.ts';
import { ReadingColumns } from '../../../server/ingest/body/reading-columns.ts';
import { MetricsDecoder } from '../../../server/ingest/otlp/decode.ts';
import { JsonTranscoder } from '../../../server/ingest/otlp/json.ts';
import { PointSeries } from '../../../server/ingest/otlp/point-series.ts';
import type { SeriesName } from '../../../server/ports.ts';
import { mutations } from '../../fixtures/mutations.ts';
import { encodeJson, encodeProtobuf, type PlainResource, type PlainValue } from '../../fixtures/otlp/encode.ts';

/** Decodes requests one after the other with what is known kept, giving points in words. */
function createReader() {
  const known = new PointSeries();
  const names: SeriesName[] = [];
  const source = { handle: (name: SeriesName) => names.push(name) - 1 };
  return {
    names,
    protobuf(bytes: Uint8Array) {
      const columns = new ReadingColumns();
      known.begin(0, 1_000_000);
      const decoder = new MetricsDecoder(bytes, known, source, columns);
      for (const _ of decoder.read());
      const points = Array.from({ length: columns.length }, (_, i) => ({
        series: names[columns.handle[i]!]!,
        at: columns.at[i]!,
        since: columns.since[i]!,
        value: columns.value[i]!,
        stale: columns.stale[i] === 1,
        delta: columns.delta[i] === 1,
      }));
      return { points, refused: decoder.refused.list() };
    },
    json(text: string | Uint8Array) {
      const transcoder = new JsonTranscoder(Buffer.from(text));
      while (!transcoder.read());
      return this.protobuf(transcoder.finish());
    },
  };
}

const ms = (ns: bigint) => Number(ns / 1_000_000n);

/** What the door should make of requests, said without it. */
function expected(resources: readonly PlainResource[]) {
  return resources.flatMap(({ attributes = [], scope = [], metrics }) =>
    metrics
      .filter(({ kind }) => kind === 'gauge' || kind === 'sum')
      .flatMap(({ name, kind, temporality, monotonic = false, points }) =>
        kind === 'sum' && temporality === 1 && !monotonic
          ? []
          : points.map(({ attributes: own = [], start = 0n, time, double, int, flags = 0 }) => ({
              series: {
                by: 'labels',
                name,
                labels: [...attributes, ...scope, ...own].map(([key, value]) => [key, asText(value)]),
              },
              at: ms(time),
              since: kind === 'sum' && monotonic ? ms(start) : 0,
              value: double ?? Number(int),
              stale: flags % 2 === 1,
              delta: kind === 'sum' && temporality === 1,
            })),
      ),
  );
}

function asText(value: PlainValue): string {
  const plain = asPlain(value);
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}
function asPlain(value: PlainValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value !== 'object') return value;
  return 'pairs' in value
    ? Object.fromEntries(value.pairs.map(([key, each]) => [key, asPlain(each)]))
    : value.map(asPlain);
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom('__proto__', '', '\\"\n\u0000'),
);
const anyScalar: fc.Arbitrary<PlainValue> = fc.oneof(
  anyText,
  fc.boolean(),
  fc.maxSafeInteger().map(BigInt),
  fc.double({ noNaN: true }),
  fc.uint8Array({ maxLength: 8 }),
);
const anyKey = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 });
const anyValue: fc.Arbitrary<PlainValue> = fc.oneof(
  { weight: 8, arbitrary: anyScalar },
  { weight: 1, arbitrary: fc.array(anyScalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.tuple(anyKey, anyScalar), { maxLength: 3 }).map((pairs) => ({ pairs })) },
);
const anyAttributes = fc.array(fc.tuple(anyText, anyValue), { maxLength: 4 });
const anyNs = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const anyPoint = fc
  .record(
    {
      attributes: anyAttributes,
      start: anyNs,
      time: anyNs,
      number: fc.oneof(fc.double({ noNaN: true }), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      flags: fc.integer({ min: 0, max: 3 }),
    },
    { requiredKeys: ['time', 'number'] },
  )
  .map(({ number, ...point }) => ({
    ...point,
    ...(typeof number === 'bigint' ? { int: number } : { double: number }),
  }));
const anyMetric = fc.record({
  name: anyText,
  kind: fc.constantFrom('gauge' as const, 'sum' as const, 'sum' as const, 'histogram' as const),
  temporality: fc.constantFrom(1, 2),
  monotonic: fc.boolean(),
  points: fc.array(anyPoint, { maxLength: 4 }),
});
const anyRequest: fc.Arbitrary<PlainResource[]> = fc.array(
  fc.record(
    { attributes: anyAttributes, scope: anyAttributes, metrics: fc.array(anyMetric, { maxLength: 4 }) },
    { requiredKeys: ['metrics'] },
  ),
  { maxLength: 4 },
);

test('protobuf: what an independent encoder wrote is read back, whatever was seen before', () => {
  const reader = createReader();
  fc.assert(
    fc.property(anyRequest, fc.boolean(), (request, unusual) => {
      expect(reader.protobuf(encodeProtobuf(request, unusual)).points).toEqual(expected(request));
    }),
  );
});

test('JSON says the same as protobuf', () => {
  const reader = createReader();
  fc.assert(
    fc.property(anyRequest, fc.boolean(), (request, unusual) => {
      const { points, refused } = reader.json(encodeJson(request, unusual));
      expect(points).toEqual(expected(request));
      expect(refused.map(({ reason, count }) => [reason, count])).toEqual(
        reader.protobuf(encodeProtobuf(request)).refused.map(({ reason, count }) => [reason, count]),
      );
    }),
  );
});

test('any bytes at all are read or refused by name, in both encodings', () => {
  const reader = createReader();
  const tried = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      expect(error).toBeInstanceOf(BodyProblem);
    }
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => tried(() => reader.protobuf(bytes))),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => tried(() => reader.json(text))),
    { numRuns: 1_000 },
  );
});

test('what JSON.parse refuses is refused, what it takes is taken', () => {
  const reader = createReader();
  const whole = Buffer.from(
    '{"a": [1, -2.5e+3, "\\u0041\\n", {"b": null}, [], {}], "resourceMetrics": [ {"scopeMetrics": []} , {}]}',
  );
  for (const bytes of [whole, ...mutations(whole, 2_000)]) {
    const text = Buffer.from(bytes).toString('latin1');
    let parses = true;
    try {
      JSON.parse(text);
    } catch {
      parses = false;
    }
    let taken = true;
    try {
      reader.json(text);
    } catch (error) {
      expect(error).toBeInstanceOf(BodyProblem);
      // Right JSON of the wrong shape is refused too.
      taken = parses;
    }
    // Escapes of keys and texts that nothing needs are not looked at.
    if (taken && !parses) expect(text).toMatch(/\\/);
  }
});

test('series are met once, however often and in whatever order they come', () => {
  const reader = createReader();
  const point = (i: number) => ({ attributes: [['i', String(i)]] as const, time: 1n, double: i });
  const metrics = Array.from({ length: 50 }, (_, m) => ({
    name: `m${m}`,
    kind: 'gauge' as const,
    points: Array.from({ length: 20 }, (_point, i) => point(i)),
  }));
  for (const order of [metrics, metrics.toReversed(), metrics]) {
    expect(reader.protobuf(encodeProtobuf([{ metrics: order }])).points).toEqual(expected([{ metrics: order }]));
  }
  expect(reader.names).toHaveLength(1_000);
});
