import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { text, whole } from '../../../server/inventory/cells.ts';
import { openPackFolder } from '../../../server/inventory/pack-folder.ts';
import { ProblemList } from '../../../server/inventory/problems.ts';
import { readTable } from '../../../server/inventory/read-table.ts';
import { toCsv } from '../../../server/zones/csv.ts';

const schema = z.object({ count: whole(0, 1e9), name: text, note: text.optional() });

test('what the generator writes is read back, whatever the text, with or without a byte-order mark', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skyrack-table-'));
  const cell = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((value) => `x${value.replaceAll('\r', ' ')}x`);
  const rows = fc.array(fc.record({ count: fc.nat(1e9), name: cell, note: fc.option(cell, { nil: '' }) }), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (written, mark) => {
      await writeFile(join(folder, 't.csv'), (mark ? '\ufeff' : '') + toCsv(written));
      const problems = new ProblemList();
      const table = await readTable(openPackFolder(folder, problems), 't.csv', schema, problems);
      expect(problems.all).toEqual([]);
      expect(table.rows.map(({ value }) => ({ ...value, note: value.note ?? '' }))).toEqual(written);
    }),
    { numRuns: 50 },
  );
});

test('a file that is not there is an empty, complete table', async () => {
  const problems = new ProblemList();
  const folder = await mkdtemp(join(tmpdir(), 'skyrack-table-'));
  expect(await readTable(openPackFolder(folder, problems), 't.csv', schema, problems)).toEqual({
    file: 't.csv',
    rows: [],
    complete: true,
  });
  expect(problems.all).toEqual([]);
});
