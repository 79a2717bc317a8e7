import { gunzipSync } from 'node:zlib';
import ExcelJs from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeExport } from '../../../server/export/index.ts';
import { kindWord } from '../../../server/export/parts/tables.ts';
import type { Unit } from '../../../shared/metrics/metric.ts';
import { formatWithUnit } from '../../../shared/text/format.ts';
import { PAGE_DATA, type SnapshotContent, type SnapshotDocument } from '../../../shared/wire/snapshots.ts';
import { exampleContent, seal } from './sealed.ts';

const TIMEOUT = { timeout: 60_000 };
let example: SnapshotContent;
beforeAll(async () => {
  example = await exampleContent();
}, 60_000);

describe('numbers in every format are the snapshot’s', () => {
  test('XLSX: every value of every metric of every kind, as a number, with its age', TIMEOUT, async () => {
    const bytes = await writeExport(seal(example).document, 'xlsx', 'en');
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(Uint8Array.from(bytes).buffer as ArrayBuffer);
    let compared = 0;
    for (const kind of example.kinds) {
      const sheet = book.getWorksheet(kindWord(kind.kind, 'en'))!;
      const heads = sheet.getRow(1).values as string[];
      // Value, age and quality of each metric are the last columns; another column may have a metric's name.
      const first = heads.length - 3 * kind.metrics.length;
      for (const [i, { metric, value, ageMs }] of kind.metrics.entries()) {
        const { label } = example.metrics.find(({ id }) => id === metric)!;
        const at = first + 3 * i;
        expect(heads[at]?.startsWith(label.en), metric).toBe(true);
        const column = (of: number) => kind.id.map((_, row) => sheet.getRow(row + 2).getCell(of).value);
        expect(column(at), metric).toEqual(value);
        expect(column(at + 1), metric).toEqual(ageMs.map((age) => (age === null ? null : age / 1000)));
        compared += value.length;
      }
    }
    expect(compared).toBe(example.counts.series);
  });

  test('HTML: the figures that are seen, and the document that map and tables are drawn from', TIMEOUT, async () => {
    const page = Buffer.from(await writeExport(seal(example).document, 'html', 'en')).toString('utf8');
    const packed = PAGE_DATA.exec(page)![1]!;
    const inside = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')) as SnapshotDocument;
    expect(inside.content).toEqual(example);
    const zone = example.kinds.find(({ kind }) => kind === 'zone')!;
    for (const { metric, value } of zone.metrics) {
      const { label, unit } = example.metrics.find(({ id }) => id === metric)!;
      const text = formatWithUnit(value[0] ?? null, unit as Unit, 'en');
      expect(page).toContain(`<b>${text}</b><span>${label.en}</span>`);
    }
  });

  test('GeoJSON: values of every place', TIMEOUT, async () => {
    const bytes = await writeExport(seal(example).document, 'geojson', 'en');
    const { features } = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
      features: { id: string; properties: { kind: string; values: { metric: string; value: number | null }[] } }[];
    };
    const site = example.kinds.find(({ kind }) => kind === 'site')!;
    const sites = features.filter(({ properties }) => properties.kind === 'site');
    expect(sites.map(({ id }) => id)).toEqual(site.id);
    for (const { metric, value } of site.metrics) {
      const read = sites.map(({ properties }) => properties.values.find((one) => one.metric === metric)!.value);
      expect(read, metric).toEqual(value);
    }
  });
});
