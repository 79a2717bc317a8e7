import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlarmHistory, AlarmList } from '../../shared/wire/alarm-schemas.ts';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 60_000 };
const BATCH = 500;
const two = (number: number): string => String(number).padStart(2, '0');
/** All racks of the demo zone's first two halls: two halls of twenty rows of twenty-five. */
const RACKS = [1, 2].flatMap((hall) =>
  Array.from(
    { length: 500 },
    (_, i) => `rack/qingyun/p1-h${two(hall)}/r${two(1 + Math.floor(i / 25))}/${two(1 + (i % 25))}`,
  ),
);

describe.skipIf(peer('chromium') === null)(`a storm of alarms on the screen (${needs('chromium')})`, () => {
  let browser: Browser;
  let server: SkyrackProcess;
  let page: Page;
  const errors: string[] = [];

  async function raise(racks: readonly string[]): Promise<void> {
    const at = Date.now();
    const reports = racks.map((resource) => ({ resource, qualifier: 'fan', severity: 'major', at, text: 'storm' }));
    const reply = await fetch(`${server.url}/api/v1/alarms/report`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ reports }),
    });
    expect(reply.status).toBe(200);
  }

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-storm-')) });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.url}/alarms?lang=en&theme=dark&q=storm`);
    await page.locator('.alarm-filters').waitFor(WAIT);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a thousand raises at once: seen without a reload, one banner, no record lost, and the list answers', async () => {
    expect(await page.locator('.storm-banner').count()).toBe(0);
    await Promise.all([raise(RACKS.slice(0, BATCH)), raise(RACKS.slice(BATCH))]);
    await page.locator('.alarm-row').first().waitFor(WAIT);
    await page.locator('[role="treegrid"][aria-rowcount="1001"]').waitFor(WAIT);
    await page.locator('.storm-banner').waitFor(WAIT);
    expect(await page.locator('.storm-banner').count()).toBe(1);
    expect(await page.locator('.storm-banner').innerText()).toMatch(/1,0\d\d/);

    const list = (await (await fetch(`${server.url}/api/v1/alarms?q=storm&limit=2000`)).json()) as AlarmList;
    expect(new Set(list.alarms.map(({ resource }) => resource))).toEqual(new Set(RACKS));
    const history = await fetch(`${server.url}/api/v1/alarms/history?resource=hall/qingyun/p1-h01&limit=1000`);
    const { steps } = (await history.json()) as AlarmHistory;
    const raised = steps.filter(({ transition, rule }) => transition === 'raise' && rule === 'external');
    expect(raised).toHaveLength(BATCH);

    await page.locator('.alarm-row').nth(2).click();
    await page.locator('.alarm-detail h3').waitFor(WAIT);
    await page.keyboard.press('j');
    expect(await page.locator('.alarm-row.current').count()).toBe(1);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('grouped from the banner: one row for the storm’s rule, and back', async () => {
    await page.locator('.storm-banner button').click();
    await page.waitForURL(/group=cause/, WAIT);
    expect(await page.locator('.storm-banner').count()).toBe(1);
    await page.goBack();
    await page.locator('[role="treegrid"][aria-rowcount="1001"]').waitFor(WAIT);
  });
});
