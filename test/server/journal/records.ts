import fc from 'fast-check';
import type { Journal, JournalRecord, SampleRecord, TickRecord } from '../../../server/ports.ts';

/** A record of `count` samples that can be told from others by its `mark`. */
export function sampleRecord(mark: number, count = 3, series = 0): SampleRecord {
  return {
    type: 'samples',
    source: `source-${mark % 4}`,
    simulated: mark % 2 === 0,
    receivedAt: 1_700_000_000_000 + mark,
    batch: {
      series: Uint32Array.from({ length: count }, (_, row) => series + row),
      at: Float64Array.from({ length: count }, (_, row) => 1_700_000_000_000 + mark * 1000 + row),
      value: Float64Array.from({ length: count }, (_, row) => mark + row / 10),
      quality: new Uint8Array(count).fill(1),
    },
  };
}

export function tickRecord(mark: number, count = 3): TickRecord {
  return { type: 'tick', at: 1_700_000_000_000 + mark * 60_000, batch: sampleRecord(mark, count).batch };
}

export function markOf(record: JournalRecord): number {
  return record.type === 'samples' ? record.receivedAt - 1_700_000_000_000 : -1;
}

/** Everything that a journal holds after a sequence. */
export async function replayed(journal: Journal, after = 0) {
  const records: { sequence: number; record: JournalRecord }[] = [];
  const report = await journal.replay(after, (sequence, record) => {
    records.push({ sequence, record });
  });
  return { records, report, marks: records.map(({ record }) => markOf(record)) };
}

const time = fc.oneof(
  fc.integer({ min: 1_600_000_000_000, max: 1_600_100_000_000 }),
  fc.double({ noNaN: true }).map((value) => value + 0),
);
const text = fc.string({ unit: 'grapheme', maxLength: 30 });

function columns(maxLength: number) {
  return fc.array(
    fc.record({
      series: fc.nat({ max: 0xffffffff }),
      at: time,
      value: fc.double({ noNaN: true }),
      quality: fc.nat({ max: 255 }),
    }),
    { maxLength },
  );
}

type Row = { series: number; at: number; value: number; quality: number };

function batchOf(rows: readonly Row[]) {
  return {
    series: Uint32Array.from(rows, (row) => row.series),
    at: Float64Array.from(rows, (row) => row.at),
    value: Float64Array.from(rows, (row) => row.value),
    quality: Uint8Array.from(rows, (row) => row.quality),
  };
}

const samples: fc.Arbitrary<SampleRecord> = fc
  .record({
    source: text,
    simulated: fc.boolean(),
    receivedAt: time,
    rows: columns(20),
    bases: fc.option(columns(5), { nil: undefined }),
    identity: fc.option(fc.record({ epoch: text, batch: text }, { noNullPrototype: true }), { nil: undefined }),
  })
  .map(({ source, simulated, receivedAt, rows, bases, identity }) => ({
    type: 'samples',
    source,
    simulated,
    receivedAt,
    batch: batchOf(rows),
    ...(bases && {
      bases: {
        series: Uint32Array.from(bases, (row) => row.series),
        at: Float64Array.from(bases, (row) => row.at),
        raw: Float64Array.from(bases, (row) => row.value),
      },
    }),
    ...(identity && { identity }),
  }));

const ticks: fc.Arbitrary<TickRecord> = fc
  .record({ at: time, rows: columns(20) })
  .map(({ at, rows }) => ({ type: 'tick', at, batch: batchOf(rows) }));

/** Any record. Whole milliseconds within an hour and wild floating-point times both occur. */
export const anyRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  samples,
  ticks,
  fc.record({ type: fc.constant('start' as const), at: time, epoch: fc.nat() }, { noNullPrototype: true }),
);
