import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { launchChromium } from './chromium.ts';

const RACK = 'rack/qingyun/p1-h03/r12/08';
const METRIC = 'rack.inlet-top';
const WAIT = { timeout: 30_000 };

describe.skipIf(peer('chromium') === null)(`the past on the screen (${needs('chromium')})`, () => {
  let browser: Browser;
  let server: SkyrackProcess;
  let page: Page;
  /** When the rack was hot, UTC ms. */
  let fault: number;

  async function report(celsius: number): Promise<number> {
    const at = Date.now();
    const reply = await fetch(`${server.url}/api/v1/samples`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({
        source: 'ingest',
        epoch: 'past',
        batch: at,
        samples: [{ resource: RACK, metric: METRIC, at, value: celsius }],
      }),
    });
    expect(reply.status).toBeLessThan(300);
    return at;
  }
  /** Waits until history answers with a reading. */
  async function kept(celsius: number): Promise<void> {
    const query = new URLSearchParams({ resource: RACK, metric: METRIC, from: String(fault - 60_000) });
    const look = async () => {
      const reply = await fetch(`${server.url}/api/v1/series?${query}`);
      expect(await reply.text()).toContain(String(celsius));
    };
    await vi.waitFor(look, { timeout: 60_000, interval: 300 });
  }
  const drawer = (words: string) => page.locator('.drawer-state', { hasText: words }).waitFor(WAIT);

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-past-')) });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}/data-centre?lang=en&theme=dark&range=1h&sel=${RACK}`);
    fault = await report(36.5);
    await drawer('36.5 °C');
    // The moment of the fault is over when the next reading comes.
    await new Promise((done) => setTimeout(done, 3_000));
    await report(24.5);
    await drawer('24.5 °C');
    await kept(36.5);
    await kept(24.5);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the cursor goes to a fault of the past: floor, drawer, counts and address agree', async () => {
    const track = page.getByRole('slider', { name: 'Time cursor' });
    await track.focus();
    for (let i = 0; i < 60 && !(await atFault()); i++) {
      await page.keyboard.press('Shift+ArrowLeft');
    }
    await drawer('36.5 °C');
    await drawer('Critical');
    await page.waitForURL(/[?&]t=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, WAIT);
    expect(Date.parse(new URL(page.url()).searchParams.get('t')!)).toBe(
      shownMoment(await track.getAttribute('aria-valuenow')),
    );
    expect(await page.locator('.frame.past').count()).toBe(1);
    await page.locator('.past-banner', { hasText: 'UTC+8' }).waitFor(WAIT);
  });

  test('a reload shows the same moment', async () => {
    const address = page.url();
    await page.reload();
    await drawer('36.5 °C');
    expect(page.url()).toBe(address);
  });

  test('the map shows the moment, too, and keeps it in the address', async () => {
    const moment = new URL(page.url()).searchParams.get('t');
    await page.locator('.rail a').first().click();
    await page.waitForURL((url) => url.pathname === '/operations' && url.searchParams.get('t') === moment, WAIT);
    await drawer('36.5 °C');
  });

  test('the drawer charts the fault, and a press on the chart moves the cursor', async () => {
    const chart = page.locator('.chart', { hasText: 'Inlet, top' });
    await chart.locator('canvas').waitFor(WAIT);
    await chart.getByRole('button', { name: 'Table' }).click();
    expect(await chart.locator('table').innerText()).toContain('36.5 °C');
    const before = page.url();
    await page
      .locator('.chart-plot')
      .first()
      .click({ position: { x: 20, y: 20 } });
    await page.waitForURL((url) => url.href !== before && url.searchParams.has('t'), WAIT);
  });

  test('one key brings the present back, and the browser’s back the past', async () => {
    await page.locator('main').focus();
    await page.keyboard.press('l');
    await drawer('24.5 °C');
    await page.waitForURL((url) => !url.searchParams.has('t'), WAIT);
    expect(await page.locator('.frame.past').count()).toBe(0);
    await page.goBack();
    await page.locator('.frame.past').waitFor(WAIT);
  });

  async function atFault(): Promise<boolean> {
    const value = await page.getByRole('slider', { name: 'Time cursor' }).getAttribute('aria-valuenow');
    const text = await page.getByRole('slider', { name: 'Time cursor' }).getAttribute('aria-valuetext');
    return text !== 'Live' && shownMoment(value) <= fault + 2_000;
  }
});

function shownMoment(seconds: string | null): number {
  return Number(seconds) * 1_000;
}
