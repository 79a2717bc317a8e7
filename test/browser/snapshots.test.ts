import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { healthViewSchema } from '../../shared/wire/reply-schemas.ts';
import { startWebhookReceiver } from '../kit/webhook-receiver.ts';
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

  async function open(language: 'en' | 'zh-CN', query: string, width = 1_440): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: width > 500 ? 900 : 844 } });
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

  /** The wall clock of the demo zone, as a field for a moment has it. */
  function local(at: number): string {
    return new Date(at + 8 * 3_600_000).toISOString().slice(0, 19);
  }

  test('issue 8: a past moment and a period are taken on the screen, say that they are of the past, and verify', async () => {
    // Ten seconds of past, or more.
    await expect
      .poll(async () => {
        const { history } = healthViewSchema.parse(await (await fetch(`${server.url}/api/v1/health`)).json());
        return Math.min(...(history?.tiers ?? []).flatMap(({ from }) => from ?? []), Number.POSITIVE_INFINITY);
      }, WAIT)
      .toBeLessThan(Date.now() - 10_000);
    const to = Math.floor(Date.now() / 1_000) * 1_000 - 3_000;
    const cases = [
      { title: 'Then', choose: 'A moment', fields: [to], taken: { at: to, from: null } },
      { title: 'Since then', choose: 'A period', fields: [to - 4_000, to], taken: { at: to, from: to - 4_000 } },
    ] as const;
    for (const { title, choose, fields, taken } of cases) {
      const page = await open('en', '&take=1&view=charging');
      const dialog = page.locator('dialog[open]');
      await dialog.getByLabel(choose, { exact: true }).check(WAIT);
      for (const [i, at] of fields.entries()) await dialog.locator('input[type=datetime-local]').nth(i).fill(local(at));
      expect(await axe(page)).toEqual([]);
      await send(page, title);
      await page.locator('.snap-detail').waitFor(WAIT);
      await page.locator('.snap-verify button').click();
      await page.getByText('Intact: content, hash and record agree').waitFor(WAIT);
      expect(await page.locator('.snap-detail').innerText()).toContain('history, every sample');
      const { snapshots } = (await (await fetch(`${server.url}/api/v1/snapshots`)).json()) as { snapshots: object[] };
      expect(snapshots[0]).toMatchObject({ title, past: true, scope: { view: 'charging' }, ...taken });
      await page.close();
    }
  });

  test.each([
    ['en', 1_440],
    ['zh-CN', 390],
  ] as const)(
    'issue 8, %s, %i px: sheets of labels are had for a kind, and for racks by hall',
    async (language, width) => {
      const page = await open(language, '', width);
      await page.getByRole('button', { name: language === 'en' ? 'QR labels' : '二维码标签' }).click(WAIT);
      const dialog = page.locator('dialog[open]');
      await dialog.locator('select').first().selectOption('rack');
      // 20,000 are too many for one file.
      await dialog.getByRole('status').waitFor(WAIT);
      expect(await dialog.locator('a').count()).toBe(0);
      await dialog.locator('select').nth(1).selectOption('hall/qingyun/p1-h03');
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const [file] = await Promise.all([page.waitForEvent('download', WAIT), dialog.locator('a').click()]);
      expect(file.suggestedFilename()).toBe('skyrack-labels-qingdao.pdf');
      expect(await file.failure()).toBeNull();
      await page.close();
    },
  );

  test('issue 8: the button on the map of coverage exports that map: place, zoom and moment', async () => {
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    await page.goto(`${server.url}/coverage?lang=en&theme=dark&v=120.3,36.25,13`);
    await page.getByRole('button', { name: 'Zoom in' }).click(WAIT);
    await page.waitForURL(/[?&]v=[^&]+,14(&|$)/, WAIT);
    const shown = new URL(page.url()).searchParams.get('v')!.split(',').map(Number);
    await page.getByRole('button', { name: 'Export this view as a snapshot' }).click();
    await page.getByText('The map as it was seen: place and zoom').waitFor(WAIT);
    await send(page, 'The map');
    await page.locator('.snap-detail').waitFor(WAIT);
    const { snapshots } = (await (await fetch(`${server.url}/api/v1/snapshots`)).json()) as {
      snapshots: { id: string }[];
    };
    const { content } = (await (
      await fetch(`${server.url}/api/v1/snapshots/${snapshots[0]!.id}/export/json`)
    ).json()) as { content: { viewport: { lat: number; lon: number; zoom: number }; scope: object } };
    expect(content.scope).toEqual({ view: 'radio' });
    expect([content.viewport.lon, content.viewport.lat, content.viewport.zoom]).toEqual(shown);
    await page.close();
  });

  async function post(path: string, action: string, body: object): Promise<Record<string, unknown>> {
    const headers = { 'Content-Type': 'application/json', 'X-Skyrack-Action': action };
    const reply = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(reply.status).toBe(201);
    return (await reply.json()) as Record<string, unknown>;
  }

  test.each([
    ['en', 1_440],
    ['zh-CN', 390],
  ] as const)(
    '%s, %i px: two are compared; one is deleted with a reason, and that is recorded',
    async (language, width) => {
      for (const title of [`Before ${language}`, `After ${language}`]) {
        await post('/api/v1/snapshots', 'snapshot', { operator: 'Li', title, scope: { view: 'charging' } });
      }
      const page = await open(language, '', width);
      const row = (title: string) => page.locator('.snap-table tbody tr', { hasText: `${title} ${language}` });
      await row('Before').waitFor(WAIT);
      await row('Before').locator('input').check();
      await row('After').locator('input').check();
      await page.getByRole('button', { name: language === 'en' ? 'Compare' : '比较', exact: true }).click();
      await page.locator('.snap-compare table').first().waitFor(WAIT);
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.goBack();
      await row('Before').locator('button.first').click();
      await page.locator('.snap-detail > header .button').click();
      const dialog = page.locator('dialog[open]');
      await dialog.locator('input[autocomplete=name]').fill('Wang');
      await dialog.locator('button[type=submit]').click();
      // Nothing is deleted without a reason.
      expect(await dialog.locator('textarea:invalid').count()).toBe(1);
      await dialog.locator('textarea').fill('taken twice');
      await dialog.locator('button[type=submit]').click();
      await row('Before').waitFor({ ...WAIT, state: 'detached' });
      const { events } = (await (await fetch(`${server.url}/api/v1/snapshots/events`)).json()) as { events: object[] };
      expect(events.at(-1)).toMatchObject({ event: 'deleted', reason: 'taken twice', by: { name: 'Wang' } });
      await page.close();
    },
  );

  test('issue 8: “export this” of a filtered alarm list takes those alarms and no others', async () => {
    const page = await open('en', '&take=1&show=all&severity=critical&q=rack');
    await page.locator('dialog[open]').getByText('Alarms: All · Critical · “rack”').waitFor(WAIT);
    expect(await axe(page)).toEqual([]);
    await send(page, 'Critical racks');
    await page.locator('.snap-detail').waitFor(WAIT);
    const { snapshots } = (await (await fetch(`${server.url}/api/v1/snapshots`)).json()) as { snapshots: object[] };
    expect(snapshots[0]).toMatchObject({
      title: 'Critical racks',
      scope: { alarms: { show: 'all', severities: ['critical'], text: 'rack' } },
    });
    await page.close();
  });

  test('a schedule made on the screen runs once when it is due, and its file comes to the channel', async () => {
    const receiver = await startWebhookReceiver();
    const folder = mkdtempSync(join(tmpdir(), 'skyrack-schedule-'));
    const own = await startSkyrack({
      dataFolder: folder,
      env: { SKYRACK_WEBHOOK_ALLOW: `127.0.0.1/32:${receiver.port}` },
    });
    onTestFinished(async () => {
      await own.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    const headers = { 'Content-Type': 'application/json', 'X-Skyrack-Action': 'notification' };
    const channel = { operator: 'Li', type: 'webhook', name: 'Desk', url: receiver.url };
    const made = await fetch(`${own.url}/api/v1/notifications/channels`, {
      method: 'POST',
      headers,
      body: JSON.stringify(channel),
    });
    expect(made.status).toBe(201);
    const page = await browser.newPage({ viewport: { width: 1_440, height: 900 } });
    await page.goto(`${own.url}/snapshots?lang=en&schedules=1`);
    await page.getByRole('button', { name: 'Add a schedule' }).click(WAIT);
    const dialog = page.locator('dialog[open]');
    await dialog.getByLabel('How often').selectOption('daily');
    const soon = new Date(Date.now() + 60_000).toISOString().slice(11, 16);
    await dialog.locator('input[type=time]').fill(soon);
    await dialog.getByLabel('Time zone').fill('UTC');
    await dialog.getByLabel('Channel').selectOption({ label: 'Desk' });
    await send(page, 'Evening report');
    const row = page.locator('.schedules tbody tr');
    // Until then it says “not delivered”.
    const posts = () => receiver.posts.filter(({ json }) => json.event === 'snapshot');
    await expect.poll(posts, { timeout: 180_000 }).toHaveLength(1);
    await expect.poll(() => row.innerText(), WAIT).toMatch(/(?<!not )delivered/);
    expect(posts()).toHaveLength(1);
    const { snapshots } = (await (await fetch(`${own.url}/api/v1/snapshots`)).json()) as { snapshots: object[] };
    expect(snapshots).toHaveLength(1);
    expect(await axe(page)).toEqual([]);
    await page.close();
  }, 240_000);
});
