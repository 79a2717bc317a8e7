import { parse } from 'csv-parse/sync';
import ExcelJs from 'exceljs';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeCsv } from '../../../server/export/csv.ts';
import { writeExport } from '../../../server/export/index.ts';
import { textCell } from '../../../server/export/parts/csv.ts';
import { createProjection } from '../../../server/export/parts/projection.ts';
import { checkFile } from '../../../server/snapshots/check-file.ts';
import { SNAPSHOTS } from '../../../shared/text/snapshots.ts';
import { SNAPSHOT_FORMATS, snapshotDocumentSchema } from '../../../shared/wire/snapshot-schemas.ts';
import type { SnapshotContent } from '../../../shared/wire/snapshots.ts';
import { readPdf } from './read-pdf.ts';
import { exampleContent, named, seal } from './sealed.ts';

let example: SnapshotContent;
beforeAll(async () => {
  example = await exampleContent();
}, 60_000);

const EVIL = '<img src=x onerror=window.__x=1>';

function csvOf(bytes: Uint8Array, table: string): Record<string, string>[] {
  const text = strFromU8(unzipSync(bytes)[`${table}.csv`]!);
  return parse(text, { columns: true, bom: true, record_delimiter: '\r\n' }) as Record<string, string>[];
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

describe('every format', () => {
  test('gives the same bytes for the same snapshot', { timeout: 60_000 }, async () => {
    const { document } = seal(example);
    for (const format of SNAPSHOT_FORMATS) {
      const [one, other] = [await writeExport(document, format, 'en'), await writeExport(document, format, 'en')];
      expect(Buffer.from(one).equals(other), format).toBe(true);
    }
  });

  test('says that it is simulated', { timeout: 60_000 }, async () => {
    const input = seal(example);
    const simulated = `${input.content.counts.simulated} of ${input.content.counts.series} values come from a simulator`;
    expect(csvOf(writeCsv(input), 'about').map(({ content }) => content)).toContainEqual(
      expect.stringContaining(simulated),
    );
    for (const format of ['kml', 'html'] as const) {
      expect(textOf(await writeExport(input.document, format, 'en')), format).toContain(simulated);
      expect(textOf(await writeExport(input.document, format, 'zh-CN')), format).toContain('含模拟数据');
    }
    expect(JSON.parse(textOf(await writeExport(input.document, 'geojson', 'en'))).skyrack).toMatchObject({
      simulatedValues: input.content.counts.simulated,
    });
  });

  test.each(['en', 'zh-CN'] as const)(
    'issue 8: says in %s that there is no data yet, where there is none',
    {
      timeout: 60_000,
    },
    async (language) => {
      const missing = [{ part: 'values', reason: 'none-yet' } as const, ...example.missing];
      const { document } = seal({ ...example, missing, counts: { ...example.counts, simulated: 0 } });
      const words = SNAPSHOTS['snapshots.no-values'][language === 'en' ? 'en' : 'zh'];
      const { pages } = await readPdf(await writeExport(document, 'pdf', language));
      expect(pages[0]!.split(words)).toHaveLength(3);
      const page = textOf(await writeExport(document, 'html', language));
      expect(page).toContain(`<p class="warn" id="simulated">${words}</p>`);
      expect(textOf(await writeExport(document, 'kml', language))).toContain(words);
      const about = csvOf(await writeExport(document, 'csv', language), 'about').map(({ content }) => content);
      expect(about).toContain(words);
      expect(textOf(await writeExport(seal(example).document, 'html', language))).not.toContain(words);
    },
  );

  test('D4: a name that is markup is shown as text', { timeout: 60_000 }, async () => {
    const { document } = seal(named(example, EVIL));
    for (const format of ['kml', 'html'] as const) {
      for (const language of ['en', 'zh-CN'] as const) {
        const text = textOf(await writeExport(document, format, language));
        expect(text).toContain('&lt;img src=x');
        expect(text, format).not.toContain('<img');
      }
    }
  });

  test('D6: an attribute called __proto__ is an attribute', { timeout: 60_000 }, async () => {
    const { document, content } = seal(named(example, '__proto__'));
    const { features } = JSON.parse(textOf(await writeExport(document, 'geojson', 'en')));
    expect(features[0].properties.attributes).toContainEqual({ name: '__proto__', value: '__proto__' });
    expect(textOf(await writeExport(document, 'csv', 'en')).length).toBeGreaterThan(0);
    expect(Object.getPrototypeOf(content)).toBe(Object.prototype);
  });
});

test('issue 8: the picture’s map is where the map was, as near as it was', () => {
  const viewport = { lat: 36.25, lon: 120.3, zoom: 13 };
  const { point } = createProjection({ ...example, viewport }, 1_200, 800);
  expect(point(120.3, 36.25)).toEqual([600, 400]);
  // 256 px of Web Mercator's 360° at zoom 0, doubled 13 times.
  expect(point(120.31, 36.25)[0] - 600).toBeCloseTo((0.01 * 256 * 2 ** 13) / 360, 0);
  expect(createProjection(example, 1_200, 800).point(120.3, 36.25)).not.toEqual([600, 400]);
});

describe('json', () => {
  test('is the document, checks without a server and parses as the published schema', { timeout: 60_000 }, async () => {
    const { document, sha256, content } = seal(example);
    const bytes = await writeExport(document, 'json', 'en');
    expect(checkFile(bytes)).toEqual({ id: content.id, sha256, computed: sha256, problem: null });
    expect(snapshotDocumentSchema.parse(JSON.parse(textOf(bytes))).content).toEqual(content);
    const tampered = Buffer.from(textOf(bytes).replace('"lifecycle":["in-service"', '"lifecycle":["planned"'));
    expect(checkFile(tampered).problem).toBe('hash-differs');
  });
});

describe('csv', () => {
  test('has the numbers of the snapshot, all of them', { timeout: 60_000 }, async () => {
    const input = seal(example);
    const bytes = writeCsv(input);
    for (const kind of input.content.kinds) {
      const rows = csvOf(bytes, kind.kind);
      expect(rows.map(({ id }) => id)).toEqual(kind.id);
      for (const { metric, value, ageMs } of kind.metrics) {
        const column = Object.keys(rows[0]!).find((name) => name === metric || name.startsWith(`${metric} [`))!;
        expect(rows.map((row) => numberOf(row[column]!))).toEqual(value);
        expect(rows.map((row) => numberOf(row[`${metric} age [s]`]!))).toEqual(
          ageMs.map((age) => (age === null ? null : age / 1000)),
        );
      }
    }
  });

  test('D7: text that a spreadsheet would run is text, numbers stay numbers', { timeout: 60_000 }, async () => {
    const small = { ...example, kinds: example.kinds.filter(({ kind }) => kind === 'zone') };
    for (const evil of ['=1+1', '+1', '-1', '@x', '\tx', '\rx']) {
      const input = seal({ ...named(small, evil), kinds: negative(named(small, evil)) });
      const rows = csvOf(writeCsv(input), 'zone');
      expect(rows[0]!.name_en).toBe(`'${evil}`);
      expect(Object.values(rows[0]!)).toContain('-5');
    }
  });

  test('RFC 4180: what is written is read back, apostrophes before formulas apart', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (cells) => {
        const line = cells.map(textCell).join(',');
        const [read] = parse(`${line}\r\n`, { relax_column_count: true, record_delimiter: '\r\n' }) as string[][];
        expect(read).toEqual(cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
      }),
    );
  });
});

describe('xlsx', () => {
  async function bookOf(content: SnapshotContent): Promise<ExcelJs.Workbook> {
    const bytes = await writeExport(seal(content).document, 'xlsx', 'en');
    const book = new ExcelJs.Workbook();
    await book.xlsx.load(Uint8Array.from(bytes).buffer as ArrayBuffer);
    return book;
  }

  test('another program reads the numbers of the snapshot, as numbers', { timeout: 60_000 }, async () => {
    const book = await bookOf(example);
    const cells = example.kinds.find(({ kind }) => kind === 'rack')!;
    const sheet = book.getWorksheet('Rack')!;
    const inlet = cells.metrics.find(({ metric }) => metric === 'rack.inlet')!;
    const heads = sheet.getRow(1).values as string[];
    const { label } = example.metrics.find(({ id }) => id === 'rack.inlet')!;
    const exact = heads.indexOf(`${label.en} [°C]`);
    const read = cells.id.map((_, row) => sheet.getRow(row + 2).getCell(exact).value);
    expect(read).toEqual(inlet.value);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBeTruthy();
    expect(book.getWorksheet('Alarms')!.getRow(2).getCell(6).value).toEqual(new Date(example.alarms![0]!.raisedAt));
  });

  test('D7: text that begins like a formula is a string', { timeout: 60_000 }, async () => {
    const small = { ...example, kinds: example.kinds.filter(({ kind }) => kind === 'zone') };
    for (const evil of ['=1+1', '+1', '-1', '@x']) {
      const cell = (await bookOf(named(small, evil))).getWorksheet('Zone')!.getRow(2).getCell(3);
      expect([cell.value, cell.type]).toEqual([evil, ExcelJs.ValueType.String]);
    }
  });
});

describe('html', () => {
  test('makes no request: nothing in it names another file, and its policy forbids all', {
    timeout: 60_000,
  }, async () => {
    const { document } = seal(example);
    const page = textOf(await writeExport(document, 'html', 'en'));
    expect(page).toContain(`content="default-src 'none'`);
    const attributes = [...page.matchAll(/\s(?:src|href|srcset|action|data|poster|xlink:href)="([^"]*)"/g)];
    expect(attributes.map(([, address]) => address)).toEqual(['data:,']);
    const withoutNamespace = page.replaceAll('http://www.w3.org/2000/svg', '');
    expect(withoutNamespace).not.toMatch(/https?:\/\/|url\(|@import|<iframe|<object|<embed|fetch\(|XMLHttpRequest/);
  });

  test('checks without a server: its data and its page', { timeout: 60_000 }, async () => {
    const { document, sha256, content } = seal(example);
    const page = textOf(await writeExport(document, 'html', 'en'));
    expect(checkFile(Buffer.from(page))).toEqual({ id: content.id, sha256, computed: sha256, problem: null });
    const words = page.replace(/come from a simulator/, 'come from the field');
    expect(checkFile(Buffer.from(words)).problem).toBe('page-differs');
    const cut = page.replace(/(type="application\/gzip;base64">.{2000})/, '$1A');
    expect(checkFile(Buffer.from(cut)).problem).not.toBeNull();
    expect(checkFile(Buffer.from('<html></html>')).problem).toBe('not-a-snapshot');
  });
});

/** A zone whose first number is −5. */
function negative({ kinds }: SnapshotContent): SnapshotContent['kinds'] {
  return kinds.map((kind) =>
    kind.kind === 'zone' ? { ...kind, metrics: kind.metrics.map((metric) => ({ ...metric, value: [-5] })) } : kind,
  );
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text);
}
