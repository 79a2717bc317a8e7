import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, peer } from '../peers.ts';
import { freePort, type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function openPage(
  browser: Browser,
  url: string,
  size = DESK,
  storage: Readonly<Record<string, string>> = {},
  errors: string[] = [],
): Promise<Page> {
  const page = await browser.newPage({ viewport: size });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.addInitScript((kept) => {
    for (const [key, value] of Object.entries(kept)) window.localStorage.setItem(key, value);
  }, storage);
  await page.goto(url);
  await page.waitForFunction(() => /\d\s*(?:MW|kW)/.test(document.body.innerText), undefined, { timeout: 30_000 });
  return page;
}

describe.skipIf(peer('chromium') === null)(`the frame’s dialogs and base maps (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-frame-'));
  let browser: Browser;
  let server: SkyrackProcess;

  const open = (path: string, size = DESK, storage: Readonly<Record<string, string>> = {}): Promise<Page> =>
    openPage(browser, server.url + path, size, storage);

  beforeAll(async () => {
    browser = await launchChromium();
    // Nothing listens there: every tile fails.
    const closed = await freePort();
    server = await startSkyrack({
      dataFolder,
      env: {
        SKYRACK_TILE_URL: `http://127.0.0.1:${closed}/{z}/{x}/{y}.png`,
        SKYRACK_TILE_ATTRIBUTION: '© Nobody',
        SKYRACK_TILE_CRS: 'GCJ-02',
      },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test.each(['en', 'zh-CN'])(
    '%s: the palette finds a rack by keyboard alone and opens it on the floor',
    async (language) => {
      const page = await open(`/operations?lang=${language}&theme=dark`);
      await page.keyboard.press('Control+k');
      await page.waitForSelector('dialog.commands');
      await page.keyboard.type('P1-H03-R12-08');
      await page.waitForFunction(() => document.querySelectorAll('dialog [role=option]').length === 1);
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/data-centre\?.*sel=rack\/qingyun\/p1-h03\/r12\/08/);
      await page.waitForSelector('.drawer');
      await page.keyboard.press('Control+k');
      const first = page.locator('dialog [role=option]').first();
      expect(await first.textContent()).toContain('P1-H03-R12-08');
      await page.close();
    },
  );

  test('ports are found and open where one is; Escape gives the focus back', async () => {
    const page = await open('/operations?lang=en&theme=light', PHONE);
    await page.click('.search-box');
    await page.waitForSelector('dialog.commands');
    await page.keyboard.type('cmcc-01');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/operations\?.*sel=uplink/);
    await page.waitForSelector('.drawer');
    await page.keyboard.press('Escape');
    await page.click('.search-box');
    await page.waitForSelector('dialog.commands');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.commands', { state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('search-box');
    await page.close();
  });

  test('settings work at once, are kept, and name what the server does not offer', async () => {
    const page = await open('/operations?theme=dark', DESK, { 'skyrack.language': 'en' });
    await page.keyboard.press(',');
    await page.waitForSelector('dialog.settings');
    expect(await axe(page)).toEqual([]);
    expect(await page.innerText('dialog.settings')).toContain('SKYRACK_PMTILES');
    await page.getByRole('radio', { name: 'GCJ-02', exact: true }).check({ force: true });
    await page.getByRole('radio', { name: '中文', exact: true }).check({ force: true });
    await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
    expect(await page.evaluate(() => window.localStorage.getItem('skyrack.map'))).toContain('GCJ-02');
    await page.close();
  });

  test('tiles that fail give way to the vectors and that is said; the frame stays', async () => {
    const page = await open('/operations?lang=en&theme=dark', DESK, { 'skyrack.map': '{"base":"tiles"}' });
    await page.waitForSelector('.map-failed', { timeout: 15_000 });
    expect(await page.innerText('.map-failed')).toMatch(/Tiles failed to load/);
    expect(await page.innerText('.map-credit')).not.toContain('Nobody');
    await page.waitForSelector('.layers-panel');
    expect(await axe(page)).toEqual([]);
    await page.close();
  });

  test('10,000 characters in the palette find nothing, and the frame stays', async () => {
    const page = await open('/operations?lang=en&theme=dark');
    await page.keyboard.press('Control+k');
    await page.fill('dialog.commands input', 'x'.repeat(10_000));
    await page.waitForFunction(() => document.querySelectorAll('dialog [role=option]').length === 0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(DESK.width);
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.commands', { state: 'detached' });
    await page.waitForSelector('.layers-panel');
    await page.close();
  });

  test.each(['operations', 'data-centre', 'coverage', 'alarms', 'explore', 'snapshots', 'data-quality'])(
    '%s with garbage in its address stands as without it',
    async (view) => {
      const errors: string[] = [];
      const garbage = ['t=yesterday', 'sel=%3Cscript%3E', 'view=NaN,9e99', 'layer=__proto__', 'range=-1', 'cursor=%00'];
      const page = await openPage(browser, `${server.url}/${view}?lang=en&${garbage.join('&')}`, DESK, {}, errors);
      await page.waitForTimeout(500);
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.locator('main').innerText()).not.toBe('');
      expect(errors).toEqual([]);
      await page.close();
    },
  );

  test('the map has a table of every kind that it draws', async () => {
    const page = await open('/operations?lang=en&theme=dark');
    await page.click('.table-toggle');
    await page.selectOption('.operations select', 'backhaul-link');
    await page.waitForFunction(() =>
      /\bUp\b/.test((document.querySelector('.site-table tbody') as HTMLElement | null)?.innerText ?? ''),
    );
    expect(await axe(page)).toEqual([]);
    await page.close();
  });
});

/** An archive whose header is right and whose directory is rubbish. */
function rubbishArchive(folder: string): string {
  const data = new Uint8Array(500).fill(7);
  const view = new DataView(data.buffer);
  data.set(new TextEncoder().encode('PMTiles'));
  data[7] = 3;
  // Offsets and lengths of directory, metadata, leaves and tiles; then counts (specification version 3, §3).
  for (const [i, value] of [127, 100, 227, 0, 227, 0, 227, 273, 1, 1, 1].entries()) {
    view.setBigUint64(8 + 8 * i, BigInt(value), true);
  }
  // Clustered, gzip, gzip, vector tiles, zooms 0 to 14.
  data.set([1, 2, 2, 1, 0, 14], 96);
  const path = join(folder, 'rubbish.pmtiles');
  writeFileSync(path, data);
  return path;
}

describe.skipIf(peer('chromium') === null)(`a base map that is rubbish (${needs('chromium')})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-rubbish-'));
  let browser: Browser;
  let server: SkyrackProcess;

  beforeAll(async () => {
    browser = await launchChromium();
    const env = { SKYRACK_PMTILES: rubbishArchive(folder) };
    server = await startSkyrack({ dataFolder: join(folder, 'data'), env });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a PMTiles file whose directory cannot be read gives way to the vectors and that is said', async () => {
    const page = await openPage(browser, `${server.url}/operations?lang=en&theme=dark`, DESK, {
      'skyrack.map': '{"base":"pmtiles"}',
    });
    await page.waitForSelector('.map-failed', { timeout: 15_000 });
    expect(await page.innerText('.map-credit')).not.toContain('PMTiles');
    await page.waitForSelector('.layers-panel');
    await page.close();
  });
});

test.each([
  ['SKYRACK_SCENARIO', 'night.yaml', /night\.yaml step 1: resource site\/nowhere is not in this zone/],
  ['SKYRACK_PMTILES', 'night.yaml', /SKYRACK_PMTILES: .*night\.yaml is not a PMTiles file/],
])('a start with %s=%s that is none is refused by name', async (setting, file, refusal) => {
  const folder = mkdtempSync(join(tmpdir(), 'skyrack-refused-'));
  const path = join(folder, file);
  const steps = 'steps: [{ fault: mains-loss, resource: site/nowhere, for_s: 300 }]';
  const words = `{ zh: 夜, en: ${'Night '.repeat(30)} }`;
  writeFileSync(path, `title: ${words}\ndescription: ${words}\n${steps}\n`);
  const start = startSkyrack({ dataFolder: join(folder, 'data'), env: { [setting]: path } });
  await expect(start).rejects.toThrow(refusal);
});
