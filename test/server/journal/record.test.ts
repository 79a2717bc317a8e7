import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewOf } from '../../../server/journal/frame.ts';
import { decodeRecord, encodeRecord, planRecord, RecordError } from '../../../server/journal/record.ts';
import type { JournalRecord } from '../../../server/ports.ts';
import { anyRecord, sampleRecord, tickRecord } from './records.ts';

function encode(record: JournalRecord, offset = 0): Uint8Array {
  const plan = planRecord(record);
  const bytes = new Uint8Array(offset + plan.bytes);
  encodeRecord(record, plan, bytes, viewOf(bytes), offset);
  return bytes.subarray(offset);
}

test('any record comes back as it was, at any alignment', () => {
  fc.assert(
    fc.property(anyRecord, fc.nat({ max: 9 }), (record, offset) => {
      expect(decodeRecord(encode(record, offset))).toEqual(record);
    }),
  );
});

test('a record that ends too early or begins wrongly is a RecordError, never something else', () => {
  fc.assert(
    fc.property(anyRecord, fc.nat(), (record, cut) => {
      const bytes = encode(record);
      expect(() => decodeRecord(bytes.subarray(0, cut % bytes.length))).toThrow(RecordError);
    }),
  );
  expect(() => decodeRecord(Uint8Array.of(9))).toThrow('unknown record type 9');
});

test('whole milliseconds near one another take four bytes each, others eight', () => {
  const near = sampleRecord(1, 100);
  const far = { ...near, batch: { ...near.batch, at: near.batch.at.with(50, 0) } };
  expect(planRecord(far).bytes - planRecord(near).bytes).toBe(100 * 4 - 8);
});

test('columns that are views into other memory are written as they are', () => {
  const record = sampleRecord(1, 8);
  const views = {
    ...record,
    batch: {
      series: record.batch.series.subarray(2, 5),
      at: record.batch.at.subarray(2, 5),
      value: record.batch.value.subarray(2, 5),
      quality: record.batch.quality.subarray(2, 5),
    },
  };
  expect(decodeRecord(encode(views))).toEqual(views);
});

test('columns of unequal length and endless texts are refused', () => {
  const record = sampleRecord(1);
  const uneven = { ...record, batch: { ...record.batch, quality: new Uint8Array(2) } };
  expect(() => planRecord(uneven)).toThrow(RangeError);
  expect(() => planRecord({ ...record, source: 'x'.repeat(65_536) })).toThrow(RangeError);
});

test('a tick is laid out as the format says', () => {
  const bytes = encode({
    type: 'tick',
    at: 1_700_000_060_000,
    batch: {
      series: Uint32Array.of(7, 260),
      at: Float64Array.of(1_700_000_059_000, 1_700_000_060_000),
      value: Float64Array.of(1.5, -2),
      quality: Uint8Array.of(1, 4),
    },
  });
  const f64 = (value: number) => Buffer.from(Float64Array.of(value).buffer).toString('hex');
  const layout = [
    '03 00',
    f64(1_700_000_060_000),
    '02000000',
    f64(1_700_000_059_000),
    '00000000 e8030000',
    '07000000 04010000',
    f64(1.5),
    f64(-2),
    '01 04',
  ];
  expect(Buffer.from(bytes).toString('hex')).toBe(layout.join('').replaceAll(' ', ''));
});

test('a tick of unequal columns is refused', () => {
  const tick = tickRecord(1);
  expect(() => planRecord({ ...tick, batch: { ...tick.batch, value: new Float64Array(2) } })).toThrow(RangeError);
});
