import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlarmList } from '../../shared/wire/alarm-schemas.ts';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 30_000 };

describe.skipIf(peer('chromium') === null)(`alarms on the screen (${needs('chromium')})`, () => {
  let browser: Browser;
  let server: SkyrackProcess;
  let page: Page;
  const errors: string[] = [];

  const row = (words: string) => page.locator('.alarm-row', { hasText: words }).first();
  const chip = (words: string, state: string) => row(words).locator('.alarm-chip', { hasText: state }).waitFor(WAIT);
  async function list(): Promise<AlarmList> {
    return (await (await fetch(`${server.url}/api/v1/alarms`)).json()) as AlarmList;
  }

  beforeAll(async () => {
    browser = await launchChromium();
    const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-alarms-'));
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SCENARIO: 'backhaul' } });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.url}/alarms?lang=en&theme=dark`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('a backhaul node is cut: one row for the cause, what it costs, and the sites under it one key away', async () => {
    await row('aggregation node N1').locator('.fold-button').waitFor(WAIT);
    expect(await row('aggregation node N1').locator('.cell-effect').innerText()).toMatch(/sites? · \d+ cells/);
    await row('aggregation node N1').click();
    await page.keyboard.press('Escape');
    await page.locator('.alarm-detail').waitFor({ state: 'detached' });
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.alarm-row[aria-level="2"]', { hasText: 'Whole site unavailable' }).first().waitFor(WAIT);
    expect(await axe(page)).toEqual([]);
  });

  test('the same cause stands in the dock and in the counts', async () => {
    await page.locator('.dock-alarm', { hasText: 'aggregation node N1' }).locator('.dock-fold').waitFor(WAIT);
    const counts = page.getByRole('group', { name: 'Root causes by severity' });
    expect(await counts.getByRole('button', { name: /^Critical: [1-9]/ }).count()).toBe(1);
  });

  test('the dock by keyboard: J and K move the focus; the palette goes to an alarm found by text', async () => {
    // A page of its own: the other tests go on from where the first left the list.
    const own = await page.context().browser()!.newPage();
    try {
      await own.goto(page.url());
      const dockRows = own.locator('.dock-alarm .attention-row');
      await dockRows.nth(1).waitFor(WAIT);
      await dockRows.first().focus();
      const focused = () => dockRows.evaluateAll((rows) => rows.indexOf(document.activeElement as HTMLElement));
      await own.keyboard.press('j');
      expect(await focused()).toBe(1);
      await own.keyboard.press('k');
      expect(await focused()).toBe(0);
      await own.keyboard.press('Enter');
      await own.locator('.alarm-detail').waitFor(WAIT);
      await own.keyboard.press('Control+k');
      await own.keyboard.type('backhaul down');
      await own.getByRole('option', { name: /Alarm/ }).first().waitFor(WAIT);
    } finally {
      await own.close();
    }
  });

  test('acknowledging asks once who acts; the record says that the name is unverified', async () => {
    await page.keyboard.press('a');
    await page.keyboard.type('Li');
    await page.keyboard.press('Enter');
    await chip('aggregation node N1', 'Acknowledged');
    // The dialog gives the focus back to the list, where Enter opens the record.
    await page.keyboard.press('Enter');
    await page.locator('.detail-steps', { hasText: 'Li (unverified) · 127.0.0.1' }).waitFor(WAIT);
    expect(page.url()).toContain('alarm=');
    expect(await axe(page)).toEqual([]);
  });

  test('shelving needs a reason and an end; it leaves the open list for a list of its own', async () => {
    await page.keyboard.press('s');
    await page.locator('dialog .primary').click();
    expect(await page.locator('dialog textarea:invalid').count()).toBe(1);
    await page.keyboard.type('spare part is on its way');
    await page.locator('dialog .primary').click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Shelved 1/ }).click();
    await chip('aggregation node N1', 'Shelved to');
    await page.keyboard.press('j');
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /^Shelved 0/ }).waitFor(WAIT);
  });

  test('somebody was faster: the newer state is shown, and nothing is lost', async () => {
    const open = (await list()).alarms.filter(({ root, acknowledgement }) => root === null && acknowledgement === null);
    const target = open.find(({ kind }) => kind === 'connector');
    const path = `/api/v1/alarms/${target?.id}/acknowledge`;
    // Between the press and the request another operator acts.
    await page.route(`**${path}`, async (route) => {
      const headers = { 'Content-Type': 'application/json', 'X-Skyrack-Action': 'alarm' };
      const faster = await fetch(server.url + path, { method: 'POST', headers, body: '{"operator":"Wang"}' });
      expect(faster.status).toBe(200);
      await route.continue();
    });
    await page.goto(`${server.url}/alarms?lang=en&theme=light&kind=connector`);
    await page.locator(`#alarm-row-${target?.id}`).click();
    await page.keyboard.press('a');
    await page.locator('.alarm-report.failed', { hasText: 'Wang' }).waitFor(WAIT);
  });

  test('the record names its rule with limits and origin; one press shows it among all rules, each number with where it is from', async () => {
    const own = await page
      .context()
      .browser()!
      .newPage({ viewport: { width: 1440, height: 900 } });
    try {
      const { alarms } = await list();
      const cut = alarms.find(({ rule }) => rule === 'backhaul-down')!;
      await own.goto(`${server.url}/alarms?lang=en&theme=dark&alarm=${cut.id}`);
      await own.locator('.detail-facts button[title="Show in the list of rules"]').click(WAIT);
      const bodies = own.locator('.rule-table tbody');
      await bodies.first().waitFor(WAIT);
      expect(new URL(own.url()).searchParams.get('rule')).toBe('backhaul-down');
      expect(await bodies.count()).toBe(1);
      await own.getByRole('searchbox', { name: 'Filter rules' }).fill('ASHRAE inlet');
      const inlet = own.locator('.rule-table tbody', { hasText: 'Inlet too warm' });
      await inlet.waitFor(WAIT);
      expect(await inlet.innerText()).toMatch(/raised\s>\s27\.0\s°C, clears\s≤\s26\.5\s°C[\s\S]*Metric catalogue/);
      await own.getByRole('searchbox', { name: 'Filter rules' }).fill('');
      await own.locator('.rule-table tbody', { hasText: 'Reported by equipment' }).waitFor(WAIT);
      expect(await axe(own)).toEqual([]);
      await own.setViewportSize({ width: 390, height: 844 });
      expect(await own.evaluate(() => document.querySelector('.rules-list')!.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await axe(own)).toEqual([]);
    } finally {
      await own.close();
    }
  });

  test('on a phone: rows without columns, the record over them with its actions at hand', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.url}/alarms?lang=zh-CN&theme=dark&show=all`);
    await page.locator('.alarm-row').first().click();
    await page.locator('.alarm-detail h3').waitFor(WAIT);
    const button = await page.locator('.alarm-actions').boundingBox();
    expect(button?.y).toBeGreaterThan(500);
    expect(await axe(page)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
