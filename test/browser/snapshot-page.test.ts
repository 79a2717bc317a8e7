import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeExport } from '../../server/export/index.ts';
import type { SnapshotContent } from '../../shared/wire/snapshots.ts';
import { testFolder } from '../kit/test-folder.ts';
import { needs, peer } from '../peers.ts';
import { exampleContent, named, seal } from '../server/export/sealed.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 60_000 };

describe.skipIf(peer('chromium') === null)(`a snapshot's HTML file, the network off (${needs('chromium')})`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** Opens the file from disk; notes every request but that for the file, and every error. */
  async function open(content: SnapshotContent): Promise<{ page: Page; requests: string[]; errors: string[] }> {
    const file = join(testFolder('snapshot-page'), 'snapshot.html');
    writeFileSync(file, await writeExport(seal(content).document, 'html', 'en'));
    const context = await browser.newContext({ offline: true, viewport: { width: 1_280, height: 900 } });
    const page = await context.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(`file://${file}`);
    await page.locator('html[data-ready]').waitFor({ ...WAIT, state: 'attached' });
    return { page, requests: requests.filter((url) => !url.endsWith('/snapshot.html') && url !== 'data:,'), errors };
  }

  test('map, floor and tables are there, sorted and filtered, without one request', async () => {
    const content = await exampleContent();
    const { page, requests, errors } = await open(content);
    expect(await page.locator('#map svg circle, #map svg rect').count()).toBeGreaterThan(1);
    const painted = await page.evaluate(() => {
      const canvas = document.getElementById('floor') as HTMLCanvasElement;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    expect(painted).toBeGreaterThan(2);
    const racks = content.kinds.find(({ kind }) => kind === 'rack')!;
    await page.getByRole('button', { name: `Rack (${racks.id.length})` }).click();
    await page.locator('#filter').fill(racks.id[3]!);
    expect(await page.locator('#table tbody tr').count()).toBe(1);
    expect(await page.locator('#table tbody tr').innerText()).toContain('Simulated');
    await page.locator('#filter').fill('');
    const inlet = racks.metrics.find(({ metric }) => metric === 'rack.inlet')!;
    const head = page.locator('#table th button', { hasText: /^Inlet/ }).last();
    const column = await head.evaluate((button) => (button.closest('th') as HTMLTableCellElement).cellIndex);
    await head.click();
    const first = page.locator('#table tbody tr').first().locator('td').nth(column);
    const least = Math.min(...inlet.value.filter((value) => value !== null));
    expect(Number.parseFloat(await first.innerText())).toBe(least);
    expect([requests, errors]).toEqual([[], []]);
    await page.context().close();
  });

  test('the map moves: by keys and by wheel', async () => {
    const { page } = await open(await exampleContent());
    const map = page.locator('#map svg');
    const view = () => map.getAttribute('viewBox');
    const before = await view();
    await map.focus();
    await page.keyboard.press('+');
    const nearer = await view();
    await page.keyboard.press('ArrowRight');
    expect(new Set([before, nearer, await view()]).size).toBe(3);
    await page.keyboard.press('0');
    expect(await view()).toBe(before);
    await page.context().close();
  });

  test('D4: names that are markup are shown as text and run nothing', async () => {
    const { page, requests, errors } = await open(named(await exampleContent(), '<img src=x onerror=window.__x=1>'));
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate(() => '__x' in window)).toBe(false);
    expect(await page.locator('#table tbody').innerText()).toContain('<img src=x');
    expect([requests, errors]).toEqual([[], []]);
    await page.context().close();
  });
});
