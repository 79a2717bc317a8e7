import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const RACK = 'rack/qingyun/p1-h03/r12/08';
const OTHER = 'rack/qingyun/p1-h03/r12/09';
const METRIC = 'rack.inlet-top';
const WAIT = { timeout: 30_000 };
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NOW_CELSIUS = 31.5;
const OTHER_CELSIUS = 22.5;

interface Row {
  readonly time_utc: string;
  readonly series: string;
  readonly unit: string;
  readonly mean: string;
  readonly simulated: string;
}

describe.skipIf(peer('chromium') === null)(`Explore in a real browser (${needs('chromium')})`, () => {
  let browser: Browser;
  let server: SkyrackProcess;
  let page: Page;
  let at: number;

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({
      dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-explore-')),
      env: { SKYRACK_SIMULATE: 'off' },
    });
    at = Date.now();
    await report([
      { resource: RACK, value: NOW_CELSIUS },
      { resource: OTHER, value: OTHER_CELSIUS },
    ]);
    await kept(RACK, NOW_CELSIUS);
    await kept(OTHER, OTHER_CELSIUS);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function report(values: readonly { resource: string; value: number }[]): Promise<void> {
    const reply = await fetch(`${server.url}/api/v1/samples`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        source: 'ingest',
        epoch: 'explore',
        batch: at,
        samples: values.map((one) => ({ ...one, metric: METRIC, at })),
      }),
    });
    expect(reply.status).toBeLessThan(300);
  }
  /** Waits until history answers with a reading. */
  async function kept(resource: string, celsius: number): Promise<void> {
    const query = new URLSearchParams({ resource, metric: METRIC, from: String(at - MINUTE_MS) });
    const look = async () => {
      const reply = await fetch(`${server.url}/api/v1/series?${query}`);
      expect(await reply.text()).toContain(String(celsius));
    };
    await vi.waitFor(look, { timeout: 60_000, interval: 300 });
  }
  /** What is ticked is what the address says: it shows when that has changed. */
  async function tick(name: string): Promise<void> {
    await page.getByRole('checkbox', { name }).click();
    await page.getByRole('checkbox', { name, checked: true }).waitFor(WAIT);
  }
  async function exported(button: string): Promise<readonly Row[]> {
    const [file] = await Promise.all([
      page.waitForEvent('download', WAIT),
      page.getByRole('button', { name: button }).first().click(),
    ]);
    return parse(readFileSync((await file.path())!), { columns: true, bom: true }) as Row[];
  }

  test('two racks are found, ticked and stand in one panel; the file holds what is seen', async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    await page.goto(`${server.url}/explore?lang=en&theme=dark&range=1h`);
    await page.getByText('Nothing is shown yet').waitFor(WAIT);
    await page.getByLabel('Kind').selectOption('rack');
    await page.getByRole('searchbox', { name: 'Find by name or counter' }).fill('top');
    await page.getByRole('radio', { name: 'Inlet, top' }).check();
    for (const name of ['P1-H03-R12-08', 'P1-H03-R12-09']) {
      await page.getByRole('searchbox', { name: 'Find by name or id' }).fill(name);
      await tick(name);
    }
    const chart = page.locator('.chart', { hasText: 'Inlet, top' });
    await chart.locator('canvas').waitFor(WAIT);
    // A span of its own that ends after the readings: what ends now is drawn up to the last whole step.
    await page.getByLabel('Range').first().selectOption('own');
    await page.getByLabel('To', { exact: true }).fill(localTime(at + 5 * MINUTE_MS));
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.has('from') && url.searchParams.has('to'), WAIT);
    await chart.getByText('31.5 °C').waitFor(WAIT);

    expect(await axe(page)).toEqual([]);
    const rows = await exported('Export all as CSV');
    expect(rows.map(({ series, unit, mean, simulated }) => [series, unit, mean, simulated])).toEqual([
      ['Inlet, top · P1-H03-R12-08', '°C', String(NOW_CELSIUS), '0'],
      ['Inlet, top · P1-H03-R12-09', '°C', String(OTHER_CELSIUS), '0'],
    ]);
    for (const { time_utc } of rows) expect(Math.abs(Date.parse(time_utc) - at)).toBeLessThan(MINUTE_MS);
  });

  test('the picture of a panel is what is drawn, with its name and its lines over it', async () => {
    const chart = page.locator('.chart', { hasText: 'Inlet, top' });
    const [file] = await Promise.all([
      page.waitForEvent('download', WAIT),
      chart.getByRole('button', { name: 'Export PNG' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/inlet.*\.png$/i);
    const picture = readFileSync((await file.path())!);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    const seen = await chart.locator('canvas').first().evaluate(comparePicture, picture.toString('base64'));
    expect(seen.wider).toBe(28);
    expect(seen.taller).toBeGreaterThan(28 + 2 * 17);
    expect(seen.opaque).toBeGreaterThan(100);
    expect(seen.same / seen.opaque).toBeGreaterThan(0.99);
    expect(seen.headColours).toBeGreaterThan(3);
  });

  test('the address alone reproduces it elsewhere', async () => {
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('series')).toBe(`${METRIC}:${RACK},${METRIC}:${OTHER}`);
    const again = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await again.goto(page.url().replace('lang=en', 'lang=zh-CN'));
    await again.getByText('31.5 °C').first().waitFor(WAIT);
    const [inner, outer] = await again
      .locator('.explore')
      .evaluate((view) => [view.scrollWidth, view.clientWidth] as const);
    expect(inner).toBeLessThanOrEqual(outer);
    await again.close();
  });

  test('tomorrow compared with yesterday: the same reading, moved by a day, under its own name', async () => {
    const tomorrow = new URL(page.url());
    const end = Date.parse(tomorrow.searchParams.get('to')!) + DAY_MS;
    tomorrow.searchParams.set('from', new Date(end - 60 * MINUTE_MS).toISOString());
    tomorrow.searchParams.set('to', new Date(end).toISOString());
    await page.goto(tomorrow.href);
    await tick('Yesterday');
    await page.waitForURL(/compare=1d/, WAIT);
    await page.locator('.chart-readings', { hasText: 'P1-H03-R12-08 · Yesterday' }).waitFor(WAIT);
    const rows = await exported('Export CSV');
    expect(rows.map(({ series, mean }) => [series, mean])).toEqual([
      ['Inlet, top · P1-H03-R12-08 · Yesterday', String(NOW_CELSIUS)],
      ['Inlet, top · P1-H03-R12-09 · Yesterday', String(OTHER_CELSIUS)],
    ]);
    expect(Math.abs(Date.parse(rows[0]!.time_utc) - (at + DAY_MS))).toBeLessThan(MINUTE_MS);
    await tick('Last week');
    await page.getByText('Last week: no data to compare with').waitFor(WAIT);
  });

  test('what the API refuses is named with its limit, and nothing else is lost', async () => {
    await page.goto(
      `${server.url}/explore?lang=en&series=${METRIC}:${RACK}&from=2006-01-01T00:00:00Z&to=2026-01-01T00:00:00Z`,
    );
    await page.getByRole('alert').filter({ hasText: 'span-too-long' }).waitFor(WAIT);
    await page.goto(
      `${server.url}/explore?lang=en&series=${METRIC}:${RACK},no.metric:hall&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z`,
    );
    await page.getByRole('alert').filter({ hasText: 'the beginning must be before the end' }).waitFor(WAIT);
    await page.getByRole('alert').filter({ hasText: 'no.metric:hall' }).waitFor(WAIT);
  });

  test('the drawer leads to the page of the rack, which says value, definition and source', async () => {
    await page.goto(`${server.url}/data-centre?lang=en&sel=${RACK}`);
    await page.getByRole('link', { name: 'Full page' }).click();
    await page.waitForURL((url) => url.pathname === `/resource/${encodeURIComponent(RACK)}`, WAIT);
    const row = page.locator(`.resource-values tr[data-metric="${METRIC}"]`);
    await row.getByText('ingest').waitFor(WAIT);
    // What it is comes with the page, its value with the stream.
    await row.getByText('31.5').waitFor(WAIT);
    expect(await row.innerText()).toContain('GB 50462-2015');
    expect(await axe(page)).toEqual([]);
    await page.locator('.resource-crumbs').getByRole('link', { name: 'Hall 3' }).click();
    await page.locator('.resource h2', { hasText: 'Hall 3' }).waitFor(WAIT);
    await page.getByRole('link', { name: 'Row 12' }).waitFor(WAIT);
    await page.close();
  });

  /** As a field for local time in the zone's time (UTC+8) takes it. */
  function localTime(moment: number): string {
    return new Date(moment + 8 * 60 * MINUTE_MS).toISOString().slice(0, 19);
  }
});

/** In the page: a picture of a panel, with the panel's canvas at its bottom inside the padding, against that canvas. */
async function comparePicture(element: Element, base64: string) {
  const drawn = element as HTMLCanvasElement;
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { width, height } = drawn;
  const top = image.height - height - 14;
  const chart = drawn.getContext('2d')!.getImageData(0, 0, width, height).data;
  const copy = context.getImageData(14, top, width, height).data;
  let [opaque, same] = [0, 0];
  for (let i = 0; i < chart.length; i += 4) {
    if (chart[i + 3] !== 255) continue;
    opaque++;
    if ([0, 1, 2].every((channel) => Math.abs(chart[i + channel]! - copy[i + channel]!) <= 2)) same++;
  }
  const head = new Uint32Array(context.getImageData(0, 0, image.width, top).data.buffer);
  return { wider: image.width - width, taller: image.height - height, opaque, same, headColours: new Set(head).size };
}
