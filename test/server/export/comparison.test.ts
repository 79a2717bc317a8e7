import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeComparison } from '../../../server/export/comparison.ts';
import { compareSnapshots } from '../../../server/snapshots/compare.ts';
import { exampleContent } from './sealed.ts';

test('issue 8: the CSV of a comparison has its figures and changes, read back', { timeout: 60_000 }, async () => {
  const a = await exampleContent();
  const kinds = a.kinds.map((kind) =>
    kind.kind === 'zone'
      ? { ...kind, metrics: kind.metrics.map((metric) => ({ ...metric, value: metric.value.map(() => 7) })) }
      : kind,
  );
  const comparison = compareSnapshots(a, { ...a, id: 'f'.repeat(32), kinds, alarms: [] });
  const files = unzipSync(writeComparison(comparison, 'en'));
  const rowsOf = (table: string) =>
    parse(strFromU8(files[`${table}.csv`]!), { columns: true, bom: true }) as Record<string, string>[];
  const read = (text: string | undefined) => (text === '' ? null : Number(text));
  expect(comparison.figures.some(({ change }) => change !== null && change !== 0)).toBe(true);
  expect(rowsOf('figures').map((row) => [row.figure, read(row.before), read(row.after), read(row.difference)])).toEqual(
    comparison.figures.map((figure) => [figure.figure, figure.a, figure.b, figure.change]),
  );
  expect(rowsOf('resources')).toHaveLength(comparison.resources.rows.length);
  expect(rowsOf('alarms').map(({ change, resource }) => [change, resource])).toEqual([
    ['vanished', a.alarms![0]!.resource],
  ]);
});
