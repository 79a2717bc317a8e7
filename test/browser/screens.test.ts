import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CIVIDIS, palette } from '../../client/ui/palette.ts';
import { toTile } from '../../shared/geo/tiles.ts';
import { needs, peer } from '../peers.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { axe } from './axe.ts';
import { hexColour, isColour, launchChromium, pixelsOf } from './chromium.ts';
import { type FedValue, feed } from './feeder.ts';
import { screensOf, type ZoneThings } from './screens.ts';
import { furnish, SIZES, SWEPT, walk } from './sweep.ts';

/** A text key that was never translated, as it would show on screen. */
const RAW_KEY =
  /\b(?:frame|dock|operations|floor|drawer|action|keys|state|quality|data-quality|alarms|coverage|explore|unit)\.[a-z][a-z-]*\b/;
/** Of all screens of the sweep, those that a rail's button or a tab leads to. */
const MAIN = new Set([
  'operations',
  'floor',
  'floor-table',
  'alarms',
  'notifications',
  'coverage-now',
  'explore',
  'snapshots',
  'data-quality',
]);
const MAIN_OF_STRESS = new Set(['operations', 'floor', 'alarms', 'coverage-now', 'data-quality']);

/** Which of the points show the map itself, not a panel or a control over it. */
function onMap(page: Page, points: readonly { x: number; y: number }[]): Promise<boolean[]> {
  return page.evaluate(
    (at) =>
      at.map(({ x, y }) => {
        const top = document.elementFromPoint(x, y);
        return top !== null && (top.tagName === 'CANVAS' || top.classList.contains('leaflet-container'));
      }),
    points,
  );
}

/** A page with live numbers on it; script errors go into `errors`. */
async function openPage(browser: Browser, url: string, path: string, errors: string[]): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZES.desk });
  listen(page, errors);
  await page.goto(url + path);
  await page.waitForFunction(() => /\d\s*(?:MW|kW)/.test(document.body.innerText), undefined, { timeout: 30_000 });
  return page;
}

function listen(page: Page, errors: string[]): void {
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()}`);
  });
}

/** What is wrong on the named screens at every size, in two looks. */
async function inspect(browser: Browser, url: string, names: ReadonlySet<string>, things: ZoneThings) {
  const found: string[] = [];
  const screens = screensOf(things).filter(({ name }) => names.has(name));
  for (const [size, viewport] of Object.entries(SIZES)) {
    const page = await browser.newPage({ viewport });
    listen(page, found);
    await walk(page, url, screens, ['zh-dark', 'en-light'], ({ name }, look, faults) => {
      found.push(...faults.map((fault) => `${name} ${size} ${look}: ${fault.replaceAll('\t', ' ')}`));
    });
    await page.close();
  }
  return found;
}

describe.skipIf(peer('chromium') === null)(`screens in a real browser (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-screens-'));
  let browser: Browser;
  let server: SkyrackProcess;
  const errors: string[] = [];

  const open = (path: string) => openPage(browser, server.url, path, errors);

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder, env: SWEPT });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('each view at each size: nothing cut or overlapping, no axe violation, no key or leftover, no script error', async () => {
    expect(await inspect(browser, server.url, MAIN, await furnish(server.url))).toEqual([]);
  }, 300_000);

  test.each([
    'rack/qingyun/p1-h03/r12/08',
    'hall/qingyun/p1-h03',
    'site/qd-ht-001',
    'site/qd-ht-050',
    'cell/qd-ht-001/1',
    'charging-station/cs-001',
    'connector/cs-001/1',
    'uplink/qingyun/cmcc-01',
    'carrier/cmcc',
    'datacentre/qingyun',
  ])('the drawer of %s: axe clean, in both languages, opened from the URL', async (id) => {
    const page = await open(`/operations?lang=zh-CN&theme=dark&sel=${encodeURIComponent(id)}`);
    for (const language of ['zh-CN', 'en']) {
      await page.waitForSelector(`html[lang=${language}] .drawer :is(h1, h2)`);
      await page.waitForTimeout(300);
      expect(await axe(page)).toEqual([]);
      expect(RAW_KEY.exec(await page.innerText('.drawer'))).toBeNull();
      if (language !== 'en') await page.keyboard.press('Shift+L');
    }
    await page.keyboard.press('Escape');
    await page.waitForSelector('.drawer', { state: 'detached' });
    expect(page.url()).not.toContain('sel=');
    await page.close();
  });

  test('keys reach the views and the URL reproduces what is seen', async () => {
    const page = await open('/operations?lang=en&theme=dark');
    await page.keyboard.press('2');
    await page.waitForURL(/\/data-centre/);
    await page
      .getByRole('button', { name: /^power/i })
      .or(page.getByRole('radio', { name: /^power/i }))
      .first()
      .click({ force: true });
    await page.waitForURL(/layer=power/);
    const url = page.url();
    await page.close();
    const again = await open(new URL(url).pathname + new URL(url).search);
    await again.waitForTimeout(500);
    expect(again.url()).toContain('layer=power');
    await again.close();
  });
});

describe.skipIf(peer('chromium') === null)(`ten thousand sites (${needs('chromium')})`, () => {
  let browser: Browser;
  let server: SkyrackProcess;

  beforeAll(async () => {
    browser = await launchChromium();
    const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-stress-'));
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'stress', ...SWEPT } });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('each view at each size: nothing cut or overlapping, no axe violation, no key or leftover, no script error', async () => {
    expect(await inspect(browser, server.url, MAIN_OF_STRESS, await furnish(server.url))).toEqual([]);
  }, 300_000);
});

describe.skipIf(peer('chromium') === null)(`what is drawn is the state (${needs('chromium')})`, () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'skyrack-drawn-'));
  let browser: Browser;
  let server: SkyrackProcess;
  const stops: (() => void)[] = [];
  const rackValue = (row: number, rack: number) => 18 + ((row * 25 + rack) % 140) / 10;
  const cellOut = (site: number, cell: number) => site === 5 || (site === 9 && cell === 2);
  let sites: { id: string; position: { lat: number; lon: number } }[] = [];
  let cells: { id: string; attributes: { azimuth_deg: number } }[] = [];

  async function resources<T>(query: string): Promise<T[]> {
    const reply = await fetch(`${server.url}/api/v1/resources?limit=1000&${query}`);
    return ((await reply.json()) as { resources: T[] }).resources;
  }

  beforeAll(async () => {
    browser = await launchChromium();
    server = await startSkyrack({ dataFolder, env: { SKYRACK_SIMULATE: 'off' } });
    const all = await resources<(typeof sites)[number] & { lifecycle: string }>('kind=site');
    sites = all.filter(({ lifecycle }) => lifecycle === 'in-service');
    cells = await resources('kind=cell');
    const values: FedValue[] = [];
    for (let row = 0; row < 20; row++) {
      for (let rack = 0; rack < 25; rack++) {
        const resource = `rack/qingyun/p1-h03/r${String(row + 1).padStart(2, '0')}/${String(rack + 1).padStart(2, '0')}`;
        values.push({ resource, metric: 'rack.inlet-top', value: rackValue(row, rack) });
      }
    }
    sites.forEach(({ id }, site) => {
      for (let cell = 1; cell <= 3; cell++) {
        const value = cellOut(site, cell) ? 0 : 1;
        values.push({ resource: `cell/${id.slice(5)}/${cell}`, metric: 'cell.operational-state', value });
      }
    });
    const feeder = feed(() => server, 'drawn', values);
    stops.push(feeder.stop);
    await feeder.first;
  });
  afterAll(async () => {
    for (const stop of stops) stop();
    await browser?.close();
    await server?.stop();
  });

  test('floor: hall 3 has the colours of its 500 racks, the other halls have none', async () => {
    const page = await browser.newPage({ viewport: SIZES.desk });
    await page.goto(`${server.url}/data-centre?lang=en&theme=dark&sel=${encodeURIComponent('hall/qingyun/p1-h03')}`);
    await page.waitForSelector('.drawer');
    await page.waitForTimeout(1500);
    const canvas = page.getByRole('application');
    const box = (await canvas.boundingBox())!;
    // Sweep the floor for racks of hall 3 by pointing at them: what the tooltip names must have the colour of its value.
    const named = new Map<string, { x: number; y: number }>();
    for (let y = 60; y < box.height * 0.4; y += 7) {
      for (let x = 230; x < 370; x += 11) {
        await page.mouse.move(box.x + x, box.y + y);
        const words = await page.evaluate(
          () =>
            new Promise<string>((done) =>
              requestAnimationFrame(() =>
                requestAnimationFrame(() => done(document.querySelector('.floor-tooltip')?.textContent ?? '')),
              ),
            ),
        );
        const name = /P1-H03-R(\d\d)-(\d\d)/.exec(words)?.[0];
        if (name !== undefined && !named.has(name)) named.set(name, { x: box.x + x, y: box.y + y });
        if (named.size >= 40) break;
      }
      if (named.size >= 40) break;
    }
    await page.mouse.move(5, 5);
    expect(named.size).toBeGreaterThanOrEqual(30);
    let right = 0;
    const wrong: string[] = [];
    for (const [name, { x, y }] of named) {
      const [, row, rack] = /R(\d\d)-(\d\d)/.exec(name)!;
      const value = rackValue(Number(row) - 1, Number(rack) - 1);
      const packed = CIVIDIS[Math.round(((value - 16) / 16) * 255)]!;
      const expected = [packed & 255, (packed >> 8) & 255, (packed >> 16) & 255];
      // The pointer may have been on the gap beside the cell: its neighbours within two pixels count as well.
      const around = [-2, -1, 0, 1, 2].flatMap((dx) => [-2, -1, 0, 1, 2].map((dy) => ({ x: x + dx, y: y + dy })));
      const seen = await pixelsOf(page, around);
      if (seen.some((colour) => isColour(colour, expected))) right++;
      else wrong.push(`${name} ${value}`);
    }
    expect(wrong).toEqual([]);
    expect(right).toBe(named.size);
    await page.close();
  });

  test('map: every sector on air has the colour of its state, at its azimuth', async () => {
    const zoom = 14;
    const centre = { lat: 36.2645, lon: 120.27 };
    const page = await browser.newPage({ viewport: SIZES.desk });
    await page.goto(
      `${server.url}/operations?lang=en&theme=dark&hide=chargers,labels&v=${centre.lon},${centre.lat},${zoom}`,
    );
    await page.waitForTimeout(2500);
    const box = (await page.getByRole('application').boundingBox())!;
    const middle = toTile(centre, zoom);
    const colours = palette('dark');
    let checked = 0;
    const wrong: string[] = [];
    const taken = sites.map(({ position }) => toTile(position, zoom));
    for (const [index, site] of sites.entries()) {
      const at = taken[index]!;
      const x = box.x + box.width / 2 + (at.x - middle.x) * 256;
      const y = box.y + box.height / 2 + (at.y - middle.y) * 256;
      const corners = [-24, 0, 24].flatMap((dx) => [-24, 0, 24].map((dy) => ({ x: x + dx, y: y + dy })));
      const clear = (await onMap(page, corners)).every(Boolean);
      const alone = taken.every((other, n) => n === index || Math.hypot(other.x - at.x, other.y - at.y) * 256 > 60);
      if (!clear || !alone) continue;
      for (let cell = 1; cell <= 3; cell++) {
        const { attributes } = cells.find(({ id }) => id === `cell/${site.id.slice(5)}/${cell}`)!;
        const angle = ((attributes.azimuth_deg - 90) * Math.PI) / 180;
        const points = [7, 9, 11, 13, 15, 17].map((r) => ({ x: x + r * Math.cos(angle), y: y + r * Math.sin(angle) }));
        const out = cellOut(index, cell);
        const seen = await pixelsOf(page, points);
        const normal = seen.some((colour) => isColour(colour, hexColour(colours.normal), 12));
        if (normal === out) wrong.push(`${site.id} cell ${cell}: out ${out}, drawn ${JSON.stringify(seen)}`);
        checked++;
      }
    }
    expect(checked).toBeGreaterThanOrEqual(30);
    expect(wrong).toEqual([]);
    await page.close();
  }, 120_000);

  test('a real sample turns a rack hot on the floor and in its drawer, as real', async () => {
    const id = 'rack/qingyun/p1-h03/r12/08';
    const page = await browser.newPage({ viewport: SIZES.desk });
    await page.goto(`${server.url}/data-centre?lang=en&theme=dark&sel=${encodeURIComponent(id)}`);
    await page.waitForSelector('.drawer');
    const hot = feed(() => server, 'hot', [{ resource: id, metric: 'rack.inlet-top', value: 36.5 }]);
    await hot.first;
    await page.waitForFunction(() => document.querySelector('.drawer')?.textContent?.includes('36.5'), undefined, {
      timeout: 5_000,
    });
    hot.stop();
    expect(await page.innerText('.drawer')).not.toMatch(/simulated/i);
    await page.close();
  });

  test('names from outside are text: markup in a value never becomes an element', async () => {
    const page = await browser.newPage({ viewport: SIZES.desk });
    await page.goto(
      `${server.url}/operations?lang=en&theme=dark&sel=${encodeURIComponent('site/<img src=x onerror=window.__x=1>')}`,
    );
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => '__x' in window)).toBe(false);
    await page.close();
  });

  test('a lost stream greys the view within 5 s, says so, and recovers by itself', async () => {
    const page = await browser.newPage({ viewport: SIZES.desk });
    await page.goto(`${server.url}/operations?lang=en&theme=dark`);
    await page.waitForSelector('.frame:not(.silent) .dot.live');
    await page.waitForTimeout(1000);
    const { port } = server;
    await server.kill();
    const lost = Date.now();
    await page.waitForSelector('.frame.silent', { timeout: 15_000 });
    expect(Date.now() - lost).toBeLessThan(8_000);
    expect(await page.innerText('.banner')).not.toBe('');
    server = await startSkyrack({ dataFolder, port, env: { SKYRACK_SIMULATE: 'off' } });
    await page.waitForSelector('.frame:not(.silent) .dot.live', { timeout: 30_000 });
    await page.close();
  });
});
