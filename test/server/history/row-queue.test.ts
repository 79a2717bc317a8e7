import { expect, it } from 'vitest';
import { bytesOf, type Rows } from '../../../server/history/duckdb/protocol.ts';
import { RowQueue } from '../../../server/history/duckdb/row-queue.ts';
import type { JournalRecord } from '../../../server/ports.ts';

type Sent = Rows & { readonly transfer: ArrayBuffer[] };

function record(from: number, count: number): JournalRecord {
  const numbers = Array.from({ length: count }, (_, i) => from + i);
  return {
    type: 'samples',
    batch: {
      series: Uint32Array.from(numbers),
      at: Float64Array.from(numbers, (n) => n * 1000),
      value: Float64Array.from(numbers, (n) => n / 10),
      quality: Uint8Array.from(numbers, (n) => n % 4),
    },
  } as unknown as JournalRecord;
}

function numbersOf(sent: readonly Sent[]): number[] {
  return sent.flatMap(({ series, at, value, quality }) =>
    Array.from(series, (n, i) => {
      expect([at[i], value[i], quality[i]]).toEqual([n * 1000, n / 10, n % 4]);
      return n;
    }),
  );
}

it('every row is sent once and in order, in columns that hold no other row; a record that is cut counts when it is whole', () => {
  const sent: Sent[] = [];
  const queue = new RowQueue(
    (rows) => sent.push(rows),
    () => 0,
  );
  queue.open(0);
  queue.add(1, record(0, 40_000));
  queue.add(2, record(40_000, 40_000));
  queue.send();
  expect(sent.map(({ series, sequence }) => [series.length, sequence])).toEqual([
    [65_536, 1],
    [14_464, 2],
  ]);
  expect(numbersOf(sent)).toEqual(Array.from({ length: 80_000 }, (_, i) => i));
});

it('columns that come back are filled again; what was sent in others is not touched', () => {
  const sent: Sent[] = [];
  const queue = new RowQueue(
    (rows) => sent.push(rows),
    () => 0,
  );
  queue.open(0);
  for (let sequence = 1; sequence <= 4; sequence++) {
    queue.add(sequence, record(sequence * 10, 5));
    queue.send();
    if (sequence === 2) queue.committed(1, bytesOf(sent[0]!), sent[0]!.transfer);
  }
  const buffers = sent.map(({ series }) => series.buffer);
  expect(new Set(buffers).size).toBe(3);
  expect(buffers[3]).toBe(buffers[0]);
  expect(numbersOf(sent.slice(1))).toEqual([20, 21, 22, 23, 24, 30, 31, 32, 33, 34, 40, 41, 42, 43, 44]);
});
