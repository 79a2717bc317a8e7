import { BIGINT, type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHUNK_ROWS, Int64Column, int32Column, RowSource } from '../../../server/history/duckdb/row-source.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
let count = 0;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** A source of values of which some are missing. */
function sourceOf(values: readonly (number | null)[]) {
  const name = `rows_${count++}`;
  const source = new RowSource(connection, name, { place: int32Column(), value: new Int64Column(BIGINT, true) });
  let next = 0;
  const read = () =>
    source.run(`SELECT place, value::VARCHAR FROM ${name}()`, (missing) => {
      const rows = Math.min(CHUNK_ROWS, values.length - next);
      for (let row = 0; row < rows; row++) {
        const value = values[next + row]!;
        source.columns.place.cells[row] = next + row;
        source.columns.value.set(row, value ?? 0);
        if (value === null) missing(row);
      }
      next += rows;
      return rows;
    });
  return { name, source, read };
}

test('whole numbers up to 2⁵³, missing ones among them, come out as they were made', { timeout: 60_000 }, async () => {
  const value = fc.option(fc.oneof(fc.maxSafeInteger(), fc.integer()), { nil: null });
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 300 }), async (values) => {
      const rows = await (await sourceOf(values).read()).getRows();
      expect(rows).toEqual(values.map((each, i) => [i, each === null ? null : BigInt(each).toString()]));
    }),
    { numRuns: 50 },
  );
});

test('rows of many chunks keep their order, and what was missing in one chunk is there in the next', async () => {
  const values = Array.from({ length: 3 * CHUNK_ROWS + 5 }, (_, i) => (i === 7 ? null : i));
  const rows = await (await sourceOf(values).read()).getRows();
  expect(rows.map(([place]) => place)).toEqual(values.map((_, i) => i));
  expect(rows.flatMap(([place, value]) => (value === null ? [place] : []))).toEqual([7]);
});

test('what fails while rows are made fails the statement by name, and the next one reads again', async () => {
  const { name, source } = sourceOf([]);
  const failing = source.run(`FROM ${name}()`, () => {
    throw new Error('the layer is gone');
  });
  await expect(failing).rejects.toThrow('the layer is gone');
  expect(await (await source.run(`FROM ${name}()`, () => 0)).getRows()).toEqual([]);
});
