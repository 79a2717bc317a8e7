import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { type BenchPart, type BenchRow, percentile } from './bench-part.ts';
import { type BenchZone, createBenchZone, temporaryFolder } from './bench-zone.ts';
import { inChromium } from './browser/chromium.ts';
import type { FloorRun } from './browser/floor-page.ts';
import { watchFloor } from './browser/floor-pixel.ts';
import { plausible, seriesOfRack } from './rack-series.ts';
import { createWriteBody } from './write-request.ts';

const LIMIT_PER_SECOND = 30;
const SYNTHETIC_UPDATES = 300;
const WATCH_MS = 10_000;
/** Every rack once a second, in this many bodies. */
const SLICES = 10;
const MOVE_MS = 8;

/**
 * Two measurements of the rack floor, at 1440 × 900:
 *
 * 1. The floor's own modules alone, over 20,000 racks: as many updates as the browser draws, each of which reads 40
 *    binary frames with a new value for *every* rack, repaints and draws. Updates per second and script per update.
 * 2. The product: every reporting rack gets a new inlet once a second over remote write. The stream ticks every 200 ms,
 *    so a still floor has at most five new states a second; it is then dragged without pause, which draws it anew in
 *    every frame while the changes keep coming. Repaints are animation frames that wrote the rack atlas.
 */
export const floorUpdates: BenchPart = {
  name: 'floor-updates',
  async run() {
    const alone = await inChromium(runAlone);
    const zone = await createBenchZone();
    const server = await startSkyrack({
      dataFolder: temporaryFolder('data'),
      env: { SKYRACK_ZONE: zone.folder, SKYRACK_SIMULATE: 'off' },
    });
    const feed = startFeed(server, zone);
    try {
      const product = await inChromium((page) => watchProduct(page, server.url));
      return [...rowsAlone(alone), ...product];
    } finally {
      await feed.stop();
      await server.stop();
    }
  },
};

function rowsAlone(run: FloorRun): BenchRow[] {
  return [
    {
      figure: 'floor alone, all 20,000 racks new each time: updates',
      value: run.updates / run.seconds,
      unit: '/s',
      against: { name: 'limit', value: LIMIT_PER_SECOND, good: 'above' },
    },
    { figure: 'floor alone: script per update (read, paint, draw)', value: run.scriptMs, unit: 'ms' },
  ];
}

async function runAlone(page: Page): Promise<FloorRun> {
  const bundled = await build({
    entryPoints: [join(resolve(import.meta.dirname), 'browser', 'floor-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  });
  await page.goto('about:blank');
  await page.setContent('<!doctype html><title>floor</title><body></body>');
  await page.addScriptTag({ content: bundled.outputFiles[0]!.text });
  return page.evaluate((updates) => window.runFloor(updates), SYNTHETIC_UPDATES);
}

/** Gives every reporting rack another inlet each second, a slice of them every 1,000 / SLICES ms. */
function startFeed(server: SkyrackProcess, zone: BenchZone): { stop(): Promise<void> } {
  const perSlice = Math.ceil(zone.racks.length / SLICES);
  const slices = Array.from({ length: SLICES }, (_, slice) => {
    const racks = zone.racks.slice(slice * perSlice, (slice + 1) * perSlice);
    return createWriteBody(
      racks.flatMap((id) => seriesOfRack(id).slice(0, 1)),
      Date.now(),
    );
  });
  let stopped = false;
  const running = (async () => {
    for (let n = 0; !stopped; n++) {
      const due = Date.now() + 1_000 / SLICES;
      const body = slices[n % SLICES]!.at(
        Date.now(),
        (rack) => plausible(0, rack * 3 + Math.floor(n / SLICES) * 5) + (n % 5),
      );
      const reply = await fetch(`${server.url}/api/v1/write`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${server.token}`,
          'Content-Type': 'application/x-protobuf',
          'Content-Encoding': 'snappy',
        },
        body: new Uint8Array(body),
      });
      if (!reply.ok) throw new Error(`write: ${reply.status} ${await reply.text()}`);
      await new Promise((wait) => setTimeout(wait, Math.max(0, due - Date.now())));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}

async function watchProduct(page: Page, url: string): Promise<BenchRow[]> {
  await watchFloor(page);
  await page.goto(`${url}/data-centre`);
  await page.waitForFunction(() => window.skyrackBench.canvas !== null, undefined, { timeout: 60_000 });
  await page.waitForTimeout(5_000);
  const still = await repaintsDuring(page, () => page.waitForTimeout(WATCH_MS));
  const dragged = await repaintsDuring(page, () => drag(page));
  return [
    {
      figure: 'every rack at 1 Hz, floor still: repaints (the stream ticks 5 times a second)',
      value: still.perSecond,
      unit: '/s',
    },
    { figure: 'every rack at 1 Hz, floor still: script per repaint, mean', value: still.meanMs, unit: 'ms' },
    {
      figure: 'every rack at 1 Hz, floor still: all script of the page',
      value: still.scriptShare * 100,
      unit: '% of a core',
    },
    {
      figure: 'every rack at 1 Hz, floor dragged: repaints',
      value: dragged.perSecond,
      unit: '/s',
      against: { name: 'limit', value: LIMIT_PER_SECOND, good: 'above' },
    },
    { figure: 'every rack at 1 Hz, floor dragged: script per repaint, mean', value: dragged.meanMs, unit: 'ms' },
    { figure: 'every rack at 1 Hz, floor dragged: between repaints, p99', value: dragged.gapP99Ms, unit: 'ms' },
  ];
}

async function repaintsDuring(page: Page, act: () => Promise<void>) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const scriptSeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN;
  };
  await page.evaluate(() => {
    window.skyrackBench.repaints = [];
  });
  const scriptBefore = await scriptSeconds();
  const began = performance.now();
  await act();
  const seconds = (performance.now() - began) / 1_000;
  const script = (await scriptSeconds()) - scriptBefore;
  const repaints = await page.evaluate(() => window.skyrackBench.repaints);
  await session.detach();
  const gaps = repaints.slice(1).map((repaint, i) => repaint.at - repaints[i]!.at);
  return {
    perSecond: repaints.length / seconds,
    meanMs: repaints.reduce((sum, repaint) => sum + repaint.ms, 0) / Math.max(1, repaints.length),
    gapP99Ms: percentile(gaps, 0.99),
    scriptShare: script / seconds,
  };
}

/** Drags the floor in small circles. */
async function drag(page: Page): Promise<void> {
  const box = await page.evaluate(() => {
    const { left, top, width, height } = window.skyrackBench.canvas!.getBoundingClientRect();
    return { left, top, width, height };
  });
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  // Moves are sent at the rate of a mouse, whether or not the page has answered the last: waiting for each would
  // measure the way there and back.
  const moves: Promise<void>[] = [];
  const until = performance.now() + WATCH_MS;
  for (let n = 0; performance.now() < until; n++) {
    moves.push(page.mouse.move(middle.x + 60 * Math.sin(n / 15), middle.y + 40 * Math.cos(n / 15)));
    await new Promise((wait) => setTimeout(wait, MOVE_MS));
  }
  await Promise.all(moves);
  await page.mouse.up();
}
