import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChannelSaved, RouteList } from '../../shared/wire/notifications.ts';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 30_000 };
/** Nobody listens there: nothing is sent in these tests. */
const ALLOWED = '127.0.0.1/32:9';

describe.skipIf(peer('chromium') === null)(`notification on the screen (${needs('chromium')})`, () => {
  let browser: Browser;
  let server: SkyrackProcess;
  let page: Page;
  const errors: string[] = [];

  const at = (path: string) => `${server.url}/api/v1/notifications/${path}`;
  async function post<T>(path: string, body: object): Promise<T> {
    const answer = await fetch(at(path), {
      method: 'POST',
      headers: { 'X-Skyrack-Action': 'notification', 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator: 'Li', ...body }),
    });
    return (await answer.json()) as T;
  }
  const kept = async () => ((await (await fetch(at('routes'))).json()) as RouteList).routes.map(({ name }) => name);
  const shown = () => page.locator('section[aria-labelledby=notify-routes] tbody th').allInnerTexts();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({
      dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-notification-')),
      env: { SKYRACK_SIMULATE: 'off', SKYRACK_WEBHOOK_ALLOW: ALLOWED },
    });
    const { channel } = await post<ChannelSaved>('channels', {
      type: 'webhook',
      name: 'On-call',
      url: 'http://127.0.0.1:9/',
    });
    for (const name of ['Halls', 'Sites', 'All else']) await post('routes', { name, channel: channel.id });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.url}/alarms?lang=en&theme=dark&tab=notifications`);
    await page.getByRole('button', { name: 'Add a route' }).waitFor(WAIT);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('routes are put in order by the keyboard alone: the focus goes with the route, and the ends do not go on', async () => {
    await page.getByRole('button', { name: 'Move “All else” up' }).focus();
    await page.keyboard.press('Enter');
    // Who acts is asked once.
    await page.locator('dialog[open] input[autocomplete=name]').fill('Li', WAIT);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('“All else” is now 2 of 3').waitFor(WAIT);
    await expect.poll(shown, WAIT).toEqual(['Halls', 'All else', 'Sites']);
    await page.getByRole('button', { name: 'Move “All else” up' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(shown, WAIT).toEqual(['All else', 'Halls', 'Sites']);
    expect(await kept()).toEqual(['All else', 'Halls', 'Sites']);
    await expect.poll(focused, WAIT).toBe('Move “All else” down');
    expect(await page.getByRole('button', { name: 'Move “All else” up' }).isDisabled()).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(shown, WAIT).toEqual(['Halls', 'All else', 'Sites']);
  });

  test('removing a route or a channel asks first; a refusal stays readable in the question', async () => {
    const routes = page.locator('section[aria-labelledby=notify-routes]');
    await routes.getByRole('row', { name: 'Sites' }).getByRole('button', { name: 'Remove' }).click();
    const dialog = page.locator('dialog[open]');
    await dialog.getByText('Sites').waitFor(WAIT);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await kept()).toContain('Sites');
    await routes.getByRole('row', { name: 'Sites' }).getByRole('button', { name: 'Remove' }).click();
    await dialog.locator('button[type=submit]').click();
    await expect.poll(shown, WAIT).toEqual(['Halls', 'All else']);
    const channels = page.locator('section[aria-labelledby=notify-channels]');
    await channels.getByRole('button', { name: 'Remove' }).click();
    await dialog.locator('button[type=submit]').click();
    await dialog.getByRole('alert').waitFor(WAIT);
    expect(await axe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('on a phone, in Chinese, nothing is wider than the screen and every button can be pressed', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/alarms?lang=zh-CN&theme=dark&tab=notifications`);
    await page.getByRole('button', { name: '新增路由' }).waitFor(WAIT);
    const wide = await page.locator('.notify').evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const box = await page.locator('.notify-move').first().boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    expect(await axe(page)).toEqual([]);
  });
});
