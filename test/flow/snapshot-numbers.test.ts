import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import ExcelJs from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeExport } from '../../server/export/index.ts';
import { stateWord } from '../../server/export/parts/map-drawing.ts';
import { kindWord } from '../../server/export/parts/tables.ts';
import { REPORTED } from '../../server/export/pdf/kinds.ts';
import { checkFile } from '../../server/snapshots/check-file.ts';
import { metricsOf } from '../../shared/metrics/index.ts';
import type { MetricDefinition, Unit } from '../../shared/metrics/metric.ts';
import { freshnessOf, isHeard } from '../../shared/model/sample.ts';
import { formatWithUnit } from '../../shared/text/format.ts';
import { TEXT } from '../../shared/text/index.ts';
import { SNAPSHOTS } from '../../shared/text/snapshots.ts';
import type { InventoryView, LatestValue } from '../../shared/wire/http.ts';
import { SNAPSHOT_FORMATS, snapshotSummarySchema } from '../../shared/wire/snapshot-schemas.ts';
import {
  PAGE_DATA,
  type SnapshotContent,
  type SnapshotDocument,
  type SnapshotFormat,
} from '../../shared/wire/snapshots.ts';
import { readPdf } from '../server/export/read-pdf.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';

/**
 * A real server that nothing is simulated in: every metric of the example zone's equipment is sent once, each with a number
 * of its own, so that the API says the same for as long as this lasts. Its answers are what every format is held against.
 */
const WAIT = { timeout: 120_000 };
const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-numbers-'));
/** A secret that nothing may give away. */
const CANARY = 'canary-token-0123456789';
let server: SkyrackProcess;
/** `resource metric` → the number that the API gives. */
let api: ReadonlyMap<string, number | null>;
let content: SnapshotContent;
let document: string;
const files = new Map<SnapshotFormat, Buffer>();

beforeAll(async () => {
  server = await startSkyrack({
    dataFolder,
    env: { SKYRACK_ZONE: 'example', SKYRACK_SIMULATE: 'off', SKYRACK_INGEST_TOKEN: CANARY },
  });
  const inventory = await get<InventoryView>('/api/v1/inventory');
  await send(inventory);
  // What is derived from them is there two rounds later, and then nothing moves any more.
  api = await vi.waitFor(async () => {
    const before = await numbersOf(inventory);
    await new Promise((wait) => setTimeout(wait, 2_500));
    const after = await numbersOf(inventory);
    expect([...after]).toEqual([...before]);
    expect([...after.values()].filter((value) => value !== null).length).toBeGreaterThan(100);
    return after;
  }, WAIT);
  const reply = await fetch(`${server.url}/api/v1/snapshots`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Skyrack-Action': 'snapshot' },
    body: JSON.stringify({ operator: 'Li' }),
  });
  const { id } = snapshotSummarySchema.parse(await reply.json());
  expect([...(await numbersOf(inventory))]).toEqual([...api]);
  for (const format of SNAPSHOT_FORMATS) {
    const file = await fetch(`${server.url}/api/v1/snapshots/${id}/export?format=${format}&language=en`);
    expect([format, file.status]).toEqual([format, 200]);
    files.set(format, Buffer.from(await file.arrayBuffer()));
  }
  document = files.get('json')!.toString('utf8');
  content = (JSON.parse(document) as SnapshotDocument).content;
}, 240_000);
afterAll(async () => {
  await server?.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function get<T>(path: string): Promise<T> {
  const reply = await fetch(`${server.url}${path}`);
  expect([path, reply.status]).toEqual([path, 200]);
  return (await reply.json()) as T;
}

/** A number within the metric's range, another one for each series, with as many digits as the metric resolves. */
function numberFor({ range: [least, most], states }: MetricDefinition, n: number): number {
  if (states !== undefined) return states[n % states.length]!.value;
  const top = Math.min(most, least + 1_000_000);
  return least + ((top - least) * ((n * 7_919) % 9_973)) / 9_973;
}

async function send(inventory: InventoryView): Promise<void> {
  const at = Date.now();
  const samples = inventory.kinds.flatMap(({ kind, id: ids }) =>
    ids.flatMap((resource) =>
      metricsOf(kind)
        .filter(({ derive }) => derive === undefined)
        .map((metric, i) => ({
          resource,
          metric: metric.id,
          at,
          value: numberFor(metric, resource.length * 31 + i * 7 + 1),
        })),
    ),
  );
  const reply = await fetch(`${server.url}/api/v1/samples`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ source: 'ingest', epoch: 'numbers', batch: 1, samples }),
  });
  expect(reply.ok).toBe(true);
}

async function numbersOf(inventory: InventoryView): Promise<ReadonlyMap<string, number | null>> {
  const numbers = new Map<string, number | null>();
  for (const { kind, id: ids } of inventory.kinds) {
    if (ids.length === 0) continue;
    for (const { id } of metricsOf(kind)) {
      const { values } = await get<{ values: LatestValue[] }>(`/api/v1/latest?metric=${encodeURIComponent(id)}`);
      for (const { resource, metric, value } of values) numbers.set(`${resource} ${metric}`, value);
    }
  }
  return numbers;
}

function textOf(format: SnapshotFormat): string {
  return files.get(format)!.toString('utf8');
}

/** All numbers that were read in a format, as the API has them; at least so many are no accident. */
function expectApi(read: ReadonlyMap<string, number | null>, least: number): void {
  for (const [series, value] of read) expect([series, value]).toEqual([series, api.get(series)]);
  expect([...read.values()].filter((value) => value !== null).length).toBeGreaterThan(least);
}

test('issue 8: JSON has every number of the API, and no other', () => {
  const read = new Map(
    content.kinds.flatMap(({ id, metrics }) =>
      metrics.flatMap(({ metric, value }) =>
        id.map((resource, row) => [`${resource} ${metric}`, value[row]!] as const),
      ),
    ),
  );
  expect(new Set(read.keys())).toEqual(new Set(api.keys()));
  expectApi(read, 100);
});

test('issue 8: CSV has every number of the API', () => {
  const tables = unzipSync(files.get('csv')!);
  const read = new Map<string, number | null>();
  for (const { kind, metrics } of content.kinds) {
    const rows = parse(strFromU8(tables[`${kind}.csv`]!), { columns: true, bom: true }) as Record<string, string>[];
    for (const { metric } of metrics) {
      const column = Object.keys(rows[0]!).find((name) => name === metric || name.startsWith(`${metric} [`))!;
      for (const row of rows) read.set(`${row.id} ${metric}`, row[column] === '' ? null : Number(row[column]));
    }
  }
  expect(read.size).toBe(api.size);
  expectApi(read, 100);
});

test('issue 8: XLSX has every number of the API, as a number', async () => {
  const book = new ExcelJs.Workbook();
  await book.xlsx.load(Uint8Array.from(files.get('xlsx')!).buffer as ArrayBuffer);
  const read = new Map<string, number | null>();
  for (const { kind, metrics, id } of content.kinds) {
    const sheet = book.getWorksheet(kindWord(kind, 'en'))!;
    const first = (sheet.getRow(1).values as string[]).length - 3 * metrics.length;
    for (const [i, { metric }] of metrics.entries()) {
      for (let row = 0; row < id.length; row++) {
        const cells = sheet.getRow(row + 2);
        const { value } = cells.getCell(first + 3 * i);
        read.set(`${cells.getCell(1).value} ${metric}`, value as number | null);
      }
    }
  }
  expect(read.size).toBe(api.size);
  expectApi(read, 100);
});

test('issue 8: GeoJSON and KML have every number of the API for what has a place', () => {
  const placed = content.kinds.flatMap(({ id, lat }) => id.filter((_, row) => lat[row] !== null));
  const { features } = JSON.parse(textOf('geojson')) as {
    features: { id: string; properties: { values?: { metric: string; value: number | null }[] } }[];
  };
  const points = features.filter(({ properties }) => properties.values !== undefined);
  expect(points.map(({ id }) => id)).toEqual(placed);
  const geojson = points.flatMap(({ id, properties }) =>
    properties.values!.map(({ metric, value }) => [`${id} ${metric}`, value] as const),
  );
  expectApi(new Map(geojson), 20);

  const marks = [...textOf('kml').matchAll(/<Placemark id="([^"]+)">(.*?)<\/Placemark>/gs)];
  expect(marks.map(([, id]) => id)).toEqual(placed.map((id) => id.replaceAll('/', '.')));
  const kml = marks.flatMap(([, , mark], i) =>
    [...mark!.matchAll(/<Data name="([^"]+)"><value>([^<]+)<\/value>/g)].map(
      ([, metric, value]) => [`${placed[i]} ${metric}`, Number(value)] as const,
    ),
  );
  expectApi(new Map(kml), 20);
  const heard = geojson.filter(([, value]) => value !== null).map(([series]) => series);
  expect(kml.map(([series]) => series)).toEqual(heard);
});

/** A number as people read it. */
function words(series: string, unit: Unit): string {
  return formatWithUnit(api.get(series) ?? null, unit, 'en');
}

test('issue 8: HTML holds the document of these numbers, and shows the zone’s', () => {
  const page = textOf('html');
  const inside = JSON.parse(gunzipSync(Buffer.from(PAGE_DATA.exec(page)![1]!, 'base64')).toString('utf8'));
  expect(inside).toEqual(JSON.parse(document));
  const [zone] = content.kinds.find(({ kind }) => kind === 'zone')!.id;
  for (const { id, unit, label } of metricsOf('zone')) {
    expect(page).toContain(`<b>${words(`${zone} ${id}`, unit)}</b><span>${label.en}</span>`);
  }
});

test(
  'issue 8: the report’s text has the zone’s numbers exactly, and those of every row of its tables',
  WAIT,
  async () => {
    const { pages } = await readPdf(files.get('pdf')!);
    const text = pages.join('').replaceAll(' ', '');
    const [zone] = content.kinds.find(({ kind }) => kind === 'zone')!.id;
    let exact = 0;
    for (const { id, unit, label } of metricsOf('zone')) {
      const value = api.get(`${zone} ${id}`) ?? null;
      const row = [label.en, words(`${zone} ${id}`, unit), value === null ? '–' : String(value), unit].join('');
      expect(text).toContain(row.replaceAll(' ', ''));
      if (value !== null) exact++;
    }
    expect(exact).toBeGreaterThan(5);
    let rows = 0;
    for (const [name, metrics] of Object.entries(REPORTED)) {
      const kind = content.kinds.find((candidate) => candidate.kind === name);
      for (const [row, id] of (kind?.id ?? []).entries()) {
        const cells = metrics.map((metric) => {
          const { flags } = kind!.metrics.find((one) => one.metric === metric)!;
          const { unit } = content.metrics.find((one) => one.id === metric)!;
          const stale = isHeard(flags[row]!) && freshnessOf(flags[row]!) === 'stale';
          return `${words(`${id} ${metric}`, unit as Unit)}${stale ? `(${SNAPSHOTS['snapshots.stale'].en})` : ''}`;
        });
        const stage = TEXT[`lifecycle.${kind!.lifecycle[row]!}`].en;
        const line = [id, stage, stateWord(kind!.state[row]!, 'en'), ...cells].join('');
        expect(text).toContain(line.replaceAll(' ', ''));
        rows++;
      }
    }
    expect(rows).toBeGreaterThan(5);
  },
);

test('issue 8: alarms are those of the API', async () => {
  const { alarms } = await get<{ alarms: { id: string; severity: string }[] }>('/api/v1/alarms?limit=1000');
  const rows = parse(strFromU8(unzipSync(files.get('csv')!)['alarms.csv']!), { columns: true, bom: true }) as {
    id: string;
    severity: string;
  }[];
  const raised = new Map(alarms.map(({ id, severity }) => [id, severity]));
  expect(rows.length).toBeGreaterThan(0);
  for (const { id, severity } of rows) expect([id, severity]).toEqual([id, raised.get(id)]);
});

test('D13: no format gives the ingest token away, nor where the data lies', () => {
  const texts = SNAPSHOT_FORMATS.flatMap((format): readonly Uint8Array[] => {
    const bytes = files.get(format)!;
    return format === 'csv' || format === 'xlsx' ? Object.values(unzipSync(bytes)) : [bytes];
  });
  expect(texts.length).toBeGreaterThan(20);
  for (const bytes of texts) {
    for (const secret of [CANARY, dataFolder]) expect(Buffer.from(bytes).includes(secret)).toBe(false);
  }
});

test('issue 8: another process makes the same bytes of the document, in every format', WAIT, async () => {
  expect(checkFile(files.get('json')!).problem).toBeNull();
  for (const format of SNAPSHOT_FORMATS) {
    const here = Buffer.from(await writeExport(document, format, 'en'));
    expect(here.equals(files.get(format)!), format).toBe(true);
  }
});
