import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 60_000 };
/** A link of 400 kbit/s carries it in 0.1 s. */
const MOST_BYTES = 5_000;
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const RACK = 'rack/quay/main/a/1';

describe.skipIf(peer('chromium') === null)(`the page behind a label, on a phone (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-asset-'));
  let browser: Browser;
  let server: SkyrackProcess;

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder, env: { SKYRACK_ZONE: 'example' } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test.each(['zh-CN', 'en'] as const)(
    'issue 8, %s: one answer of few bytes on a slow link; what is reported there is seen on the resource’s page',
    async (locale) => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale });
      const page = await context.newPage();
      const slow = await context.newCDPSession(page);
      await slow.send('Network.enable');
      await slow.send('Network.emulateNetworkConditions', SLOW);
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(`${server.url}/asset/${encodeURIComponent(RACK)}`, WAIT);
      const bytes = await page.evaluate(
        () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).transferSize,
      );
      expect(bytes).toBeGreaterThan(500);
      expect(bytes).toBeLessThan(MOST_BYTES);
      expect(requests).toHaveLength(1);
      expect(await page.locator('script').count()).toBe(0);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      // Values with what age they are of.
      const aged = async () => {
        await page.reload();
        return page.locator('table tr small').count();
      };
      await expect.poll(aged, WAIT).toBeGreaterThan(3);
      expect(await axe(page)).toEqual([]);

      const seen = `the lock is broken <b>${locale}</b>`;
      await page.locator('input[name=name]').fill('Wang');
      await page.locator('textarea').fill(seen);
      await page.locator('button').click();
      await page.waitForURL(/reported=1/, WAIT);
      expect(await page.locator('ul').last().innerText()).toContain(seen);
      await context.close();

      const desk = await browser.newPage();
      await desk.goto(`${server.url}/resource/${encodeURIComponent(RACK)}?lang=${locale}`, WAIT);
      await desk.getByText(seen).first().waitFor(WAIT);
      await desk.close();
    },
  );
});
