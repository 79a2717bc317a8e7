import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableImportState } from '../../shared/wire/planning.ts';
import { needs, peer } from '../peers.ts';
import { toGb18030 } from '../server/planning/tables/gb18030.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 60_000 };
const CSV = 'text/csv';

describe.skipIf(peer('chromium') === null)(`tables of sites in a real browser (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-tables-'));
  let browser: Browser;
  let server: SkyrackProcess;

  async function read<T>(path: string): Promise<T> {
    return (await (await fetch(server.url + path)).json()) as T;
  }

  async function open(lang: 'zh-CN' | 'en'): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}/coverage?lang=${lang}&theme=light&coverage=tab:tables`);
    await page.locator('.coverage-tables').waitFor(WAIT);
    return page;
  }

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off' } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test('a 工参 table with mistakes: each by row and column, in the language of the page, and nothing to keep', async () => {
    const page = await open('zh-CN');
    await page.locator('.coverage-tables select').first().selectOption('cells');
    const text = '站号,小区ID,PCI,方位角\nqd-ht-001,1,1008,0\nqd-ht-001,2,5,N\nnobody,1,5,0\n';
    const file = page.locator('.coverage-tables input[type=file]');
    await file.setInputFiles({ name: '工参.csv', mimeType: CSV, buffer: Buffer.from(toGb18030(text)) });
    const problems = page.locator('.coverage-tables table').first().locator('tbody tr');
    await problems.nth(2).waitFor(WAIT);
    expect(
      await problems.evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent))),
    ).toEqual([
      ['2', 'pci', '“1008”不是0 到 1007 的整数'],
      ['3', 'azimuth_deg', '“N”不是-360 到 720 的数'],
      ['4', 'site_id', '没有基站 nobody'],
    ]);
    expect(await page.getByRole('button', { name: /^采用/ }).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    expect((await read<TableImportState>('/api/v1/sites/import')).pending).toMatchObject({ sites: 0, cells: 0 });
    await page.close();
  }, 120_000);

  test('a clean table is previewed, kept, exported, and imported again changes nothing', async () => {
    const { resources } = await read<{ resources: { position: { lat: number; lon: number } }[] }>(
      '/api/v1/resources?limit=1&kind=site',
    );
    const { lat, lon } = resources[0]!.position;
    const page = await open('en');
    const file = page.locator('.coverage-tables input[type=file]');
    const text = `站号,基站名称,经度,纬度,状态\nnew-site,新站,${lon + 0.0004},${lat},规划\n`;
    await file.setInputFiles({ name: 'sites.csv', mimeType: CSV, buffer: Buffer.from(text) });
    await page.getByText('No problems', { exact: true }).waitFor(WAIT);
    await page.getByText(/^Against the table: 1 new, 0 changed/).waitFor(WAIT);
    await page.getByRole('button', { name: 'Keep 1 rows' }).click();
    await page.getByText('1 rows are kept, on disk.').waitFor(WAIT);
    await page.getByText(/^1 sites and 0 cells are kept/).waitFor(WAIT);
    expect(await axe(page)).toEqual([]);
    for (const name of ['CSV', 'XLSX']) {
      const coming = page.waitForEvent('download', WAIT);
      await page.getByRole('link', { name, exact: true }).click();
      const path = await (await coming).path();
      await file.setInputFiles({ name: `again.${name.toLowerCase()}`, mimeType: '', buffer: readFileSync(path) });
      await page.getByText('No problems, and nothing that would change').waitFor(WAIT);
      expect(await page.getByRole('button', { name: /^Keep/ }).count()).toBe(0);
    }
    await page.close();
  }, 120_000);

  test('what is no table is refused in words', async () => {
    const page = await open('en');
    const file = page.locator('.coverage-tables input[type=file]');
    await file.setInputFiles({ name: 'torn.csv', mimeType: CSV, buffer: Buffer.from('site_id,lat\n"x,36\n') });
    await page.getByText('This is not a table:').waitFor(WAIT);
    await page.close();
  }, 120_000);
});
