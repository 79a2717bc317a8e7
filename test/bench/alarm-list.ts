import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { loadZone } from '../../server/inventory/index.ts';
import { createStressZone } from '../../server/inventory/stress.ts';
import { PERCEIVED_SEVERITIES } from '../../shared/alarms/severity.ts';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { type BenchPart, percentile } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { inChromium, waitForLiveValue } from './browser/chromium.ts';

const DEMO = resolve(import.meta.dirname, '../../server/zones/qingdao');
const SEED = 1;
const ALARMS = 10_000;
const STORM = 1_000;
const BATCH = 500;
/** Of one source in a minute (the product's limit); the rest waits for the next. */
const FLOOD_WAIT_MS = 130_000;
const MINUTE_MS = 60_000;
const OPENINGS = 5;
const SCROLL_MS = 3_000;
/** A wheel that is turned fast. */
const SCROLL_PX_PER_S = 4_000;
const LIMIT = { openMs: 300, frameMs: 1000 / 60 + 2, firstMs: 1_000, blockedMs: 200 } as const;

/**
 * The alarm list with 10,000 alarms of the stress zone's racks, reported over the door for them: how long it takes to open,
 * how even it scrolls, and how a page with it open takes 1,000 more within a second.
 */
export const alarmList: BenchPart = {
  name: 'alarm-list',
  async run() {
    const racks = createStressZone(await loadZone({ folder: DEMO }), SEED)
      .ofKind('rack')
      .map(({ id }) => id);
    const server = await startSkyrack({ dataFolder: temporaryFolder('data'), env: { SKYRACK_SIMULATE: 'stress' } });
    try {
      await raise(server, racks, 'fault', ALARMS);
      await untilListed(server, ALARMS);
      // The storm is a minute's own: none of it is held back.
      await new Promise((done) => setTimeout(done, MINUTE_MS));
      const seen = await inChromium(async (page) => {
        await page.goto(server.url);
        await waitForLiveValue(page);
        const opened: number[] = [];
        for (let i = 0; i < OPENINGS; i++) opened.push(await openList(page));
        const frames = await scroll(page);
        return { opened, frames, storm: await storm(page, server, racks) };
      });
      return [
        limit(`list of ${ALARMS} alarms: first open`, seen.opened[0]!, 'ms', LIMIT.openMs),
        limit(`list of ${ALARMS} alarms: open, median`, percentile(seen.opened, 0.5), 'ms', LIMIT.openMs),
        limit('scrolled through: time between frames, p95', percentile(seen.frames, 0.95), 'ms', LIMIT.frameMs),
        limit(`${STORM} raises at once: first visible`, seen.storm.firstMs, 'ms', LIMIT.firstMs),
        limit(`${STORM} raises at once: longest blocking of the page`, seen.storm.blockedMs, 'ms', LIMIT.blockedMs),
        limit(`${STORM} raises at once: storm banners`, seen.storm.banners, '', 1.5),
        limit('records that were lost', Math.max(0, ALARMS + STORM - seen.storm.listed), '', 0.5),
      ];
    } finally {
      await server.kill();
    }
  },
};

function limit(figure: string, value: number, unit: string, most: number) {
  return { figure, value, unit, against: { name: 'limit', value: most, good: 'below' } } as const;
}

async function raise(
  server: SkyrackProcess,
  racks: readonly string[],
  qualifier: string,
  count: number,
): Promise<void> {
  const at = Date.now();
  for (let from = 0; from < count; from += BATCH) {
    const reports = racks.slice(from, from + BATCH).map((resource, i) => ({
      resource,
      qualifier,
      severity: PERCEIVED_SEVERITIES[i % PERCEIVED_SEVERITIES.length],
      at,
      text: `${qualifier} ${from + i}`,
    }));
    const reply = await fetch(`${server.url}/api/v1/alarms/report`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ reports }),
    });
    if (!reply.ok) throw new Error(`reports were answered ${reply.status}: ${await reply.text()}`);
  }
}

async function listed(server: SkyrackProcess): Promise<number> {
  const reply = await fetch(`${server.url}/api/v1/alarms?kind=rack&limit=1`);
  return ((await reply.json()) as { total: number }).total;
}

async function untilListed(server: SkyrackProcess, count: number): Promise<void> {
  const end = Date.now() + FLOOD_WAIT_MS;
  while ((await listed(server)) < count) {
    if (Date.now() > end) throw new Error('the alarms did not come');
    await new Promise((done) => setTimeout(done, 1_000));
  }
}

/** From the press on the rail to the frame in which rows are drawn. */
async function openList(page: Page): Promise<number> {
  await page.locator('nav a[href^="/coverage"]').first().click();
  await page.waitForTimeout(1_500);
  return page.evaluate(async () => {
    const began = performance.now();
    document.querySelector<HTMLAnchorElement>('nav a[href^="/alarms"]')?.click();
    while (document.querySelectorAll('.alarm-row').length < 5) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  });
}

/** Times between animation frames while the list is scrolled. */
function scroll(page: Page): Promise<number[]> {
  return page.evaluate(
    async ({ lengthMs, pxPerS }) => {
      const box = document.querySelector<HTMLElement>('.alarm-scroll');
      if (box === null) throw new Error('nothing scrolls');
      const frames: number[] = [];
      const began = performance.now();
      for (let last = began; last - began < lengthMs; ) {
        box.scrollTop = ((last - began) / 1000) * pxPerS;
        const now = await new Promise<number>(requestAnimationFrame);
        frames.push(now - last);
        last = now;
      }
      return frames.slice(2);
    },
    { lengthMs: SCROLL_MS, pxPerS: SCROLL_PX_PER_S },
  );
}

async function storm(page: Page, server: SkyrackProcess, racks: readonly string[]) {
  await page.evaluate(() => {
    const state = { longest: 0, last: performance.now(), firstAt: 0 };
    Object.assign(globalThis, { stormState: state });
    const box = document.querySelector<HTMLElement>('.alarm-scroll');
    if (box !== null) box.scrollTop = 0;
    const look = () => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - state.last);
      state.last = now;
      if (state.firstAt === 0 && box?.innerText.includes('storm ')) state.firstAt = Date.now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const began = Date.now();
  await raise(server, racks, 'storm', STORM);
  await untilListed(server, ALARMS + STORM);
  await page.waitForTimeout(6_000);
  const { longest, firstAt } = await page.evaluate(
    () => (globalThis as unknown as { stormState: { longest: number; firstAt: number } }).stormState,
  );
  return {
    firstMs: firstAt === 0 ? Number.NaN : firstAt - began,
    blockedMs: longest,
    banners: await page.locator('.storm-banner').count(),
    listed: await listed(server),
  };
}
