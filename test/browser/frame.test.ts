import { mkdtempSync } from 'node:fs';
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

describe.skipIf(peer('chromium') === null)(`the frame’s dialogs and base maps (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-frame-'));
  let browser: Browser;
  let server: SkyrackProcess;

  async function open(path: string, size = DESK, storage: Readonly<Record<string, string>> = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: size });
    await page.addInitScript((kept) => {
      for (const [key, value] of Object.entries(kept)) window.localStorage.setItem(key, value);
    }, storage);
    await page.goto(server.url + path);
    await page.waitForFunction(() => /\d\s*(?:MW|kW)/.test(document.body.innerText), undefined, { timeout: 30_000 });
    return page;
  }

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
