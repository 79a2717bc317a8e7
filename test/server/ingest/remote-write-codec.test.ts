import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BodyProblem } from '../../../server/ingest/body/body-problem.ts';
import { KeyTable } from '../../../server/ingest/body/key-table.ts';
import { ReadingColumns } from '../../../server/ingest/body/reading-columns.ts';
import { WriteRequestDecoder } from '../../../server/ingest/remote-write/decode-v1.ts';
import { RequestDecoder } from '../../../server/ingest/remote-write/decode-v2.ts';
import { SymbolSeries } from '../../../server/ingest/remote-write/symbols.ts';
import type { SeriesName } from '../../../server/ports.ts';
import { encodeRequest, type PlainSeries, STALE_BITS } from '../../fixtures/remote-write/encode.ts';
import { encodeRequest2 } from '../../fixtures/remote-write/encode-v2.ts';

/** Decodes requests one after the other with one table, giving readings in words. */
function createReader(limit = 1000) {
  const table = new KeyTable();
  const names: string[] = [];
  const source = {
    handle(name: Parameters<ConstructorParameters<typeof WriteRequestDecoder>[2]['handle']>[0]) {
      return names.push(JSON.stringify(name.by === 'labels' ? name.labels : name)) - 1;
    },
  };
  return {
    names,
    read(bytes: Uint8Array, rowsPerTurn = 1000) {
      const columns = new ReadingColumns();
      table.begin(0, limit);
      const decoder = new WriteRequestDecoder(bytes, table, source, columns);
      while (!decoder.read(rowsPerTurn));
      return Array.from({ length: columns.length }, (_, i) => ({
        labels: names[columns.handle[i]!]!,
        at: columns.at[i]!,
        value: columns.value[i]!,
        stale: columns.stale[i] === 1,
      }));
    },
  };
}

function expected(series: readonly PlainSeries[]) {
  return series.flatMap(({ labels, samples }) =>
    samples.map(({ value, at }) => ({
      labels: JSON.stringify(labels),
      at,
      value: typeof value === 'number' ? value : Number.NaN,
      stale: value === STALE_BITS,
    })),
  );
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('__proto__', 'constructor', ''),
);
const anySeries: fc.Arbitrary<PlainSeries> = fc.record({
  labels: fc.array(fc.tuple(anyText, anyText), { maxLength: 8 }),
  samples: fc.array(
    fc.record({
      value: fc.oneof(fc.double({ noNaN: true }), fc.constant(STALE_BITS)),
      at: fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, 1, -(2 ** 31), 2 ** 28, 2 ** 32, 2 ** 52)),
    }),
    { maxLength: 5 },
  ),
});

test('what an independent encoder wrote is read back, whatever the table has seen before', () => {
  const reader = createReader();
  fc.assert(
    fc.property(fc.array(anySeries, { maxLength: 20 }), fc.integer({ min: 1, max: 10 }), (series, rowsPerTurn) => {
      expect(reader.read(encodeRequest(series), rowsPerTurn)).toEqual(expected(series));
    }),
  );
});

test('2.0: what an independent encoder wrote is read back, in whatever order its fields stand', () => {
  const known = new SymbolSeries();
  const names: string[] = [];
  const source = {
    handle: (name: SeriesName) => names.push(JSON.stringify(name.by === 'labels' ? name.labels : name)) - 1,
  };
  fc.assert(
    fc.property(
      fc.array(anySeries, { maxLength: 20 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 10 }),
      (all, unusual, rows) => {
        const columns = new ReadingColumns();
        known.begin(0, 1_000_000);
        const decoder = new RequestDecoder(encodeRequest2(all, { unusual }), known, source, columns);
        while (!decoder.read(rows));
        const read = Array.from({ length: columns.length }, (_, i) => ({
          labels: names[columns.handle[i]!]!,
          at: columns.at[i]!,
          value: columns.value[i]!,
          stale: columns.stale[i] === 1,
        }));
        expect(read).toEqual(expected(all));
      },
    ),
  );
});

test('fields of other numbers and types are passed over', () => {
  const series = [{ labels: [['__name__', 'a']] as const, samples: [{ value: 1, at: 2 }] }];
  const bytes = encodeRequest(series, (writer) => {
    writer.writeMessage(3, (_, pbf) => pbf.writeStringField(2, 'metadata'), 0);
    writer.writeVarintField(1000, 5);
    writer.writeFixed32Field(17, 5);
    writer.writeDoubleField(18, 5);
    writer.writeMessage(
      1,
      (_, pbf) => {
        pbf.writeMessage(1, (_label, inner) => inner.writeStringField(1, 'empty'), 0);
        // exemplars = 3, histograms = 4
        pbf.writeBytesField(3, Uint8Array.of(1, 2, 3));
        pbf.writeBytesField(4, Uint8Array.of(1, 2, 3));
      },
      0,
    );
  });
  expect(createReader().read(bytes)).toEqual(expected(series));
});

test('any bytes at all are read or refused by name', () => {
  const reader = createReader();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        reader.read(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(BodyProblem);
      }
    }),
    { numRuns: 2_000 },
  );
});

const series = (name: string, ...labels: (readonly [string, string])[]): PlainSeries => ({
  labels: [['__name__', name], ...labels],
  samples: [{ value: name.length, at: name.length }],
});

test('prediction stays right when senders change their order', () => {
  const reader = createReader();
  const all = Array.from({ length: 30 }, (_, i) => series('m'.repeat(i + 1)));
  const orders = [
    all,
    all.toReversed(),
    all.filter((_, i) => i % 2 === 0),
    all,
    [...all.slice(10), ...all.slice(0, 10)],
  ];
  for (const order of [...orders, ...orders]) expect(reader.read(encodeRequest(order))).toEqual(expected(order));
  expect(reader.names).toHaveLength(30);
});

test('a predicted section that only begins like the one that came is not taken for it', () => {
  const reader = createReader();
  const short = series('metric', ['a', '1']);
  const long = series('metric', ['a', '1'], ['b', '2']);
  const first = series('first');
  for (const order of [
    [first, short],
    [first, long],
    [first, short],
    [first, long, short, long],
  ]) {
    expect(reader.read(encodeRequest(order))).toEqual(expected(order));
  }
  expect(reader.names).toHaveLength(3);
});

test('series are met once, however often and in whatever order they come', () => {
  const reader = createReader(20_000);
  const all = Array.from({ length: 5_000 }, (_, i) => series('m', ['i', String(i)]));
  for (let round = 0; round < 3; round++) {
    const order = round === 1 ? all.toReversed() : all;
    expect(reader.read(encodeRequest(order))).toEqual(expected(order));
  }
  expect(reader.names).toHaveLength(5_000);
});
