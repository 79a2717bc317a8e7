import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 60_000 };

describe.skipIf(peer('chromium') === null)(`snapshots in a real browser (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-snapshots-'));
  let browser: Browser;
  let server: SkyrackProcess;

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'on', SKYRACK_WARM_UP: 'off' } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  async function open(language: 'en' | 'zh-CN', query: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    await page.goto(`${server.url}/snapshots?lang=${language}&theme=dark${query}`);
    return page;
  }

  /** Fills the open form's first field and the name that it asks for, and sends it. */
  async function send(page: Page, first: string | null): Promise<void> {
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor(WAIT);
    if (first !== null) await dialog.locator('input').first().fill(first);
    const name = dialog.locator('input[autocomplete=name]');
    if ((await name.count()) > 0) await name.fill('Li');
    await dialog.locator('button[type=submit]').click();
  }

  test.each(['en', 'zh-CN'] as const)(
    '%s: taken and verified; its link opens the page, and nothing once taken back',
    async (language) => {
      const page = await open(language, '&take=1&view=charging');
      await send(page, 'Hand-over');
      await page.locator('.snap-detail').waitFor(WAIT);
      await page.locator('.snap-verify button').click();
      await page.getByText(language === 'en' ? 'Intact: content, hash and record agree' : '完好：').waitFor(WAIT);
      await page.locator('.snap-shares > button').click();
      await send(page, null);
      const link = (await page.locator('.snap-made a').getAttribute('href', WAIT)) ?? '';
      expect(await axe(page)).toEqual([]);
      const shared = await browser.newPage();
      await shared.goto(server.url + link);
      await shared.locator('html[data-ready]').waitFor({ ...WAIT, state: 'attached' });
      await page.locator('.snap-shares li button').click();
      await send(page, null);
      await page.locator('.snap-shares li.ended').waitFor(WAIT);
      expect((await fetch(server.url + link)).status).toBe(404);
      await page.close();
      await shared.close();
    },
  );

  test('a schedule is added, says when it runs next, and is removed', async () => {
    const page = await open('en', '&schedules=1');
    await page.getByRole('button', { name: 'Add a schedule' }).click(WAIT);
    expect(await axe(page)).toEqual([]);
    await page.locator('dialog[open] select').first().selectOption('weekly');
    await send(page, 'Evening report');
    const row = page.locator('.schedules tbody tr');
    await row.waitFor(WAIT);
    const said = await row.innerText();
    for (const part of ['Evening report', 'Every week · Monday 18:00', 'Asia/Shanghai', 'has not run yet']) {
      expect(said).toContain(part);
    }
    await page.getByRole('button', { name: 'Remove the schedule “Evening report”' }).click();
    await send(page, null);
    await page.getByText('Nothing is scheduled').waitFor(WAIT);
    await page.close();
  });

  test('a moment before history begins is refused by name, and the form stays as it was filled', async () => {
    const page = await open('en', '&take=1');
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('A moment', { exact: true }).check(WAIT);
    await dialog.locator('input[type=datetime-local]').fill('2020-01-01T00:00:00');
    await send(page, 'Long ago');
    const refusal = dialog.getByRole('alert');
    await refusal.waitFor(WAIT);
    expect(await refusal.innerText()).toMatch(/\((before-history|no-history)\)/);
    expect(await dialog.locator('input').first().inputValue()).toBe('Long ago');
    await page.close();
  });
});
