import { closeSync, mkdtempSync, openSync, readdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { launchChromium } from './chromium.ts';

const RACK = 'rack/qingyun/p1-h03/r12/08';
const EVIL = '<img src=x onerror=window.__x=1>';

describe.skipIf(peer('chromium') === null)(`data quality in a real browser (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-quality-'));
  let browser: Browser;
  let server: SkyrackProcess;

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off' } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  let batch = 0;
  function send(samples: readonly object[]): Promise<Response> {
    return fetch(`${server.url}/api/v1/samples`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ source: 'ingest', epoch: 'quality', batch: batch++, samples }),
    });
  }

  test('nothing sent: the screen says what to do; then the source is there by itself, and opens by keyboard', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}/data-quality?lang=en&theme=dark`);
    await page.getByText('No source has sent anything yet').waitFor();
    expect(await page.locator('.command pre').first().innerText()).toContain(`${server.url}/api/v1/samples`);

    const at = Date.now();
    const row = { resource: RACK, metric: 'rack.inlet-top', at, value: 25 };
    expect((await send([row, { ...row, at: at + 3_600_000 }, { ...row, metric: EVIL }])).status).toBe(400);
    const opener = page.getByRole('button', { name: 'Show ingest' });
    await opener.waitFor();
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/source=ingest/);
    const detail = page.locator('.source-detail');
    expect(await detail.innerText()).toContain('over 10 min in the future');
    expect(await detail.innerText()).toContain(EVIL);
    expect(await page.evaluate(() => '__x' in window)).toBe(false);

    const again = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await again.goto(page.url().replace('lang=en', 'lang=zh-CN'));
    await again.getByText('时间超前 10 分钟以上').waitFor();
    const [inner, outer] = await again
      .locator('.data-quality')
      .evaluate((view) => [view.scrollWidth, view.clientWidth] as const);
    expect(inner).toBeLessThanOrEqual(outer);
    await again.close();
    await page.close();
  });

  test('a damaged checkpoint: the top bar says degraded and leads to why', async () => {
    await server.stop();
    const folder = join(dataFolder, 'checkpoints');
    for (const name of readdirSync(folder)) {
      const file = openSync(join(folder, name), 'r+');
      writeSync(file, 'damage', 100);
      closeSync(file);
    }
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off' } });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}/operations?lang=en&theme=light`);
    await page.locator('.top .degraded').click();
    await page.waitForURL(/\/data-quality/);
    await page.getByText('A checkpoint was damaged and set aside').first().waitFor();
    await page.close();
  });
});
