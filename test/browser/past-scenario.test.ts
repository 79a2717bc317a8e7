import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEVERITIES } from '../../shared/model/sample.ts';
import { FRAME } from '../../shared/text/frame.ts';
import type { PastAttention, PastSeriesList } from '../../shared/wire/history.ts';
import { until, wait } from '../kit/test-folder.ts';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { launchChromium } from './chromium.ts';

const WAIT = { timeout: 60_000 };
/** A site that has no cell left, and a rack whose feed A is dead: it lives on the other one. */
const OUT = 'site.cells-enabled';
const DARK = 'rack.power-a';
const OTHER_FEED = 'rack.power-b';
const SCENARIOS = ['backhaul', 'feed-a-loss'];
/** Longer than two readings of a rack. */
const LASTS_MS = 25_000;
const INTERVALS_MS = 20_000;
/** Thousands of racks are looked through each time. */
const LOOK_MS = 1_000;

interface Latest {
  readonly values: readonly { readonly resource: string; readonly value: number | null }[];
}

describe.skipIf(peer('chromium') === null)(`a demo fault of the past on the screen (${needs('chromium')})`, () => {
  let browser: Browser;
  let server: SkyrackProcess;
  let page: Page;
  let site: string;
  let rack: string;
  /** Within the fault, UTC ms, a whole second. */
  let fault: number;

  /** A machine that is busy answers 503 and is asked again. */
  const json = async <T>(path: string) => {
    const ask = () => fetch(`${server.url}${path}`);
    const reply = await until(path, 120_000, ask, ({ status }) => status !== 503, LOOK_MS);
    expect(reply.status).toBe(200);
    return (await reply.json()) as T;
  };
  const latest = async (metric: string) =>
    new Map((await json<Latest>(`/api/v1/latest?metric=${metric}`)).values.map((row) => [row.resource, row.value]));
  const act = async (verb: 'start' | 'stop') => {
    for (const name of SCENARIOS) {
      const address = `${server.url}/api/v1/scenarios/${name}/${verb}`;
      const reply = await fetch(address, { method: 'POST', headers: { 'X-Skyrack-Action': 'scenario' } });
      expect(reply.status).toBe(200);
    }
  };
  /** A resource whose number was above zero before and is zero now. */
  const fallen = async (metric: string, before: ReadonlyMap<string, number | null>) => {
    for (const [resource, value] of await latest(metric)) {
      if (value === 0 && (before.get(resource) ?? 0) > 0) return resource;
    }
    return null;
  };
  const isBack = async (metric: string, resource: string) =>
    ((await latest(metric)).get(resource) ?? 0) > 0 ? resource : null;
  /** Asks until there is an answer. */
  const found = async (what: string, ask: () => Promise<string | null>): Promise<string> =>
    (await until(what, 120_000, ask, (answer) => answer !== null, LOOK_MS))!;
  const moment = () => new URL(page.url()).searchParams.get('t');

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder: mkdtempSync(join(tmpdir(), 'skyrack-past-')) });
    for (const metric of [OUT, DARK]) {
      await found(metric, async () => [...(await latest(metric))].find(([, value]) => (value ?? 0) > 0)?.[0] ?? null);
    }
    // Each rack reports within its interval, not all at once.
    await wait(INTERVALS_MS);
    const before = { [OUT]: await latest(OUT), [DARK]: await latest(DARK) };
    await act('start');
    site = await found('a site out', () => fallen(OUT, before[OUT]!));
    rack = await found('a rack without its feed', () => fallen(DARK, before[DARK]!));
    fault = Math.floor(Date.now() / 1_000) * 1_000 + LASTS_MS - 5_000;
    await wait(LASTS_MS);
    await act('stop');
    await found('the site back', () => isBack(OUT, site));
    await found('the rack back', () => isBack(DARK, rack));
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.url}/operations?lang=en&theme=dark&range=1h&sel=${site}`);
    await page.locator('.drawer-state').waitFor(WAIT);
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the cursor is taken to it: address, drawer and map are of that moment', { timeout: 120_000 }, async () => {
    const word = await severityThen(site);
    expect(await page.locator('.drawer-state').innerText()).not.toContain(word);
    const track = page.getByRole('slider', { name: 'Time cursor' });
    await track.focus();
    const shown = async () => Number(await track.getAttribute('aria-valuenow')) * 1_000;
    await page.keyboard.press('ArrowLeft');
    while ((await shown()) > fault) await page.keyboard.press('ArrowLeft');
    while ((await shown()) < fault) await page.keyboard.press('Shift+ArrowRight');
    await page.waitForURL((url) => Date.parse(url.searchParams.get('t') ?? '') === fault, WAIT);
    await page.locator('.drawer-state', { hasText: word }).waitFor(WAIT);
    await siteInTable(word);
  });

  test('the map counts as many sites that are out as history does', {
    timeout: 120_000,
  }, async () => {
    const { counts } = await json<PastAttention>(`/api/v1/attention?at=${fault}`);
    await page.getByRole('button', { name: 'Map', exact: true }).click();
    const legend = page.locator('.legend');
    await legend.waitFor(WAIT);
    const critical = counts.site![SEVERITIES.indexOf('critical')]!;
    expect(critical).toBeGreaterThan(0);
    await legend
      .locator('li', { hasText: `Critical ${critical}` })
      .first()
      .waitFor(WAIT);
  });

  test('the floor is of the same moment: the rack lives on one feed there, and its chart says so at the cursor', {
    timeout: 120_000,
  }, async () => {
    const t = moment();
    await page.locator('.rail a', { hasText: 'Data centre' }).click();
    await page.waitForURL((url) => url.pathname === '/data-centre' && url.searchParams.get('t') === t, WAIT);
    const hall = rack.split('/').slice(0, 3).join('/').replace('rack/', 'hall/');
    await page.goto(`${server.url}/data-centre?${query({ sel: rack, hall, as: 'table', layer: 'power' })}`);
    await rackIsDark();
    expect(moment()).toBe(t);
  });

  test('a reload shows the same once more, on the floor and on the map', { timeout: 120_000 }, async () => {
    const address = page.url();
    await page.reload();
    await rackIsDark();
    expect(page.url()).toBe(address);
    await page.goto(`${server.url}/operations?${query({ sel: site })}`);
    const word = await severityThen(site);
    await page.locator('.drawer-state', { hasText: word }).waitFor(WAIT);
    await page.reload();
    await page.locator('.drawer-state', { hasText: word }).waitFor(WAIT);
    await siteInTable(word);
    expect(Date.parse(moment()!)).toBe(fault);
  });

  /** The same moment, with other parameters. */
  function query(parameters: Readonly<Record<string, string>>): string {
    return String(new URLSearchParams({ lang: 'en', theme: 'dark', range: '1h', t: moment()!, ...parameters }));
  }

  /** The state of a resource at the fault, in words, as history answers it. */
  async function severityThen(resource: string): Promise<string> {
    const { worst } = await json<PastAttention>(`/api/v1/attention?at=${fault}`);
    const row = worst.find((one) => one.resource === resource);
    expect(row).toBeDefined();
    return FRAME[`state.${row!.severity}`].en;
  }

  async function siteInTable(word: string): Promise<void> {
    await page.getByRole('button', { name: 'Table', exact: true }).first().click();
    const row = page.locator('.site-table tr.selected');
    await row.filter({ hasText: word }).waitFor(WAIT);
    expect(await row.innerText()).toMatch(/\b0 of \d/);
  }

  /** Floor, drawer and chart say the same of the rack, and it is what history has. */
  async function rackIsDark(): Promise<void> {
    const { series } = await json<PastSeriesList>(
      `/api/v1/series?${new URLSearchParams([
        ['resource', rack],
        ...[DARK, OTHER_FEED].map((metric) => ['metric', metric]),
        ['aggregate', 'raw'],
        ['from', String(fault - 30_000)],
        ['to', String(fault + 1_000)],
      ])}`,
    );
    const [dead, other] = [DARK, OTHER_FEED].map((metric) => series.find((one) => one.metric === metric)!.last.at(-1));
    expect(dead).toBe(0);
    const chart = page.locator('.chart', { hasText: 'Power, feed A' });
    await page.locator('.drawer-charts .chart').first().waitFor(WAIT);
    if ((await chart.count()) === 0) await page.locator('.drawer-charts > .button').click();
    await chart.locator('.chart-readings b', { hasText: /^0 W/ }).waitFor(WAIT);
    const row = page.locator('.floor-table tr.selected .number');
    await row.filter({ hasText: /\d\s*k?W/ }).waitFor(WAIT);
    const [, number, kilo] = /([\d.]+)\s*(k?)W/.exec(await row.innerText())!;
    expect(Number(number) * (kilo === 'k' ? 1_000 : 1)).toBeCloseTo(other!, -2);
  }
});
