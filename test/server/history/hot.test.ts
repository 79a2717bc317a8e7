import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HotStore, OpenRows } from '../../../server/history/duckdb/hot.ts';
import { placeOf } from '../../../server/history/duckdb/run.ts';
import { removeLeftRuns } from '../../../server/history/duckdb/run-bytes.ts';
import { SortedRows } from '../../../server/history/duckdb/sorted-rows.ts';

const SERIES = 40;
const OPEN_ROWS = 64;
const HOUR = 490_000;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skyrack-hot-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Sample = readonly [id: number, offset: number, steps: number, quality: number];

function columnsOf(samples: readonly Sample[]): OpenRows {
  const columns = new OpenRows();
  columns.reserve(samples.length);
  for (const [i, [id, offset, steps, quality]] of samples.entries()) {
    columns.id[i] = id;
    columns.offset[i] = offset;
    columns.steps[i] = steps;
    columns.quality[i] = quality;
  }
  columns.length = samples.length;
  return columns;
}

function rowsOf(rows: SortedRows): number[][] {
  return Array.from({ length: rows.length }, (_, i) => [rows.offset[i]!, rows.steps[i]!, rows.quality[i]!]);
}

const sample = fc.tuple(
  fc.nat(SERIES - 1),
  fc.nat(3_599_999),
  fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -(2 ** 40), max: 2 ** 40 })),
  fc.nat(15),
);
/** Samples that come, and questions that have them packed. */
const events = fc.array(fc.oneof(fc.array(sample, { minLength: 1, maxLength: 50 }), fc.constant('pack' as const)), {
  minLength: 1,
  maxLength: 60,
});

it('every series has its samples, the later one of a time, wherever they are kept and in whatever order it is asked', () => {
  fc.assert(
    fc.property(events, fc.array(fc.nat(SERIES - 1), { maxLength: 80 }), (parts, asked) => {
      const store = new HotStore(new Int32Array(SERIES).fill(-1), folder, OPEN_ROWS);
      const hour = store.hour(HOUR);
      const expected = new Map<number, Map<number, number[]>>();
      for (const part of parts) {
        if (part === 'pack') store.pack(hour);
        else store.add(hour, columnsOf(part), 0);
        if (part === 'pack') continue;
        for (const [id, ...row] of part) {
          if (!expected.has(id)) expected.set(id, new Map());
          expected.get(id)!.set(row[0], row);
        }
      }
      for (const id of [...Array(SERIES).keys(), ...asked]) {
        const rows = new SortedRows();
        store.read(hour, id, rows);
        expect(rowsOf(rows)).toEqual([...(expected.get(id)?.values() ?? [])].sort((a, b) => a[0]! - b[0]!));
      }
      store.dispose(hour.runs);
    }),
    { numRuns: 200 },
  );
});

it('a run in a file gives the last sample at or before an offset', () => {
  const store = new HotStore(new Int32Array(SERIES).fill(-1), folder, OPEN_ROWS);
  const hour = store.hour(HOUR);
  for (let round = 0; round < 4; round++) {
    store.add(
      hour,
      columnsOf(Array.from({ length: SERIES }, (_, id) => [id, round * 10_000 + id, round * 100 + id, 1])),
      0,
    );
    store.pack(hour);
  }
  expect(hour.runs.some(({ inMemory }) => !inMemory)).toBe(true);
  const last: number[][] = [];
  for (const run of hour.runs) run.last(placeOf(run.ids, 7), 20_006, (...found) => last.push(found));
  expect(last.at(-1)).toEqual([10_007, 107, 1]);
  store.dispose(hour.runs);
});

it('an hour of many samples is in files without a name, that of few in memory; questions do not make ever more runs', () => {
  const store = new HotStore(new Int32Array(SERIES).fill(-1), folder, OPEN_ROWS);
  const hour = store.hour(HOUR);
  for (let i = 0; i < 1000; i++) {
    store.add(hour, columnsOf([[i % SERIES, i * 1000, i, 1]]), 0);
    store.pack(hour);
  }
  expect(hour.runs.length).toBeLessThan(70);
  expect(hour.runs.filter(({ inMemory }) => inMemory).reduce((sum, { rows }) => sum + rows, 0)).toBeLessThan(OPEN_ROWS);
  expect(readdirSync(folder)).toEqual([]);
  store.dispose(hour.runs);
});

it('what a process that died left behind is removed, and nothing else', () => {
  for (const name of ['unsealed-12-1', 'history.duckdb']) writeFileSync(join(folder, name), 'x');
  removeLeftRuns(folder);
  expect(readdirSync(folder)).toEqual(['history.duckdb']);
});
