import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { type BenchPart, type BenchRow, percentile } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { inChromium } from './browser/chromium.ts';
import { watchFloor } from './browser/floor-pixel.ts';
import type { MapRun } from './browser/map-page.ts';
import { createWriteBody, type Labels } from './write-request.ts';

const LIMIT_PER_SECOND = 30;
const SYNTHETIC_UPDATES = 200;
const WATCH_MS = 10_000;
/** Every sector once a second, in this many bodies. */
const SLICES = 10;
const CELLS_PER_SITE = 3;
const SITES = 10_000;
const MOVE_MS = 8;

/**
 * Two measurements of the map over the stress zone with all its 30,000 sectors in sight, at 1440 × 900:
 *
 * 1. The map's own modules alone: as many updates as the browser draws, each of which reads a binary frame with a new
 *    value for *every* sector, works out looks and draws. Updates per second and script per update.
 * 2. The product with groups switched off: every sector gets a new value once a second over remote write, beside the
 *    simulator. The stream ticks every 200 ms, so a still map has at most five new states a second; it is then dragged
 *    without pause. Redraws are animation frames that wrote the sectors' bitmap.
 */
export const mapUpdates: BenchPart = {
  name: 'map-updates',
  async run() {
    const env = { SKYRACK_SIMULATE: 'stress' };
    const server = await startSkyrack({ dataFolder: temporaryFolder('data'), env });
    try {
      const alone = await inChromium((page) => runAlone(page, server.url));
      const feed = startFeed(server);
      try {
        return [...rowsAlone(alone), ...(await inChromium((page) => watchProduct(page, server.url)))];
      } finally {
        await feed.stop();
      }
    } finally {
      await server.stop();
    }
  },
};

function rowsAlone(run: MapRun): BenchRow[] {
  const all = `map alone, all ${run.sectors.toLocaleString('en-GB')} sectors new each time`;
  return [
    {
      figure: `${all}: updates`,
      value: run.updates / run.seconds,
      unit: '/s',
      against: { name: 'limit', value: LIMIT_PER_SECOND, good: 'above' },
    },
    { figure: `${all}: script per update (read, looks, draw)`, value: run.scriptMs, unit: 'ms' },
  ];
}

async function runAlone(page: Page, url: string): Promise<MapRun> {
  const bundled = await build({
    entryPoints: [join(resolve(import.meta.dirname), 'browser', 'map-page.ts')],
    bundle: true,
    write: false,
    outdir: 'unused',
    format: 'iife',
    target: 'es2022',
    // Leaflet's style sheet comes with its module; its pictures are not used.
    loader: { '.css': 'empty', '.png': 'empty' },
  });
  // Any page of the server's: its address is what the inventory is fetched from.
  await page.goto(`${url}/healthz`);
  await page.evaluate(bundled.outputFiles[0]!.text);
  return page.evaluate((updates) => window.runMap(updates), SYNTHETIC_UPDATES);
}

/** Gives every sector another load each second, a slice of them every 1,000 / SLICES ms. */
function startFeed(server: SkyrackProcess): { stop(): Promise<void> } {
  const perSlice = SITES / SLICES;
  const slices = Array.from({ length: SLICES }, (_, slice) =>
    createWriteBody(
      Array.from({ length: perSlice * CELLS_PER_SITE }, (_, n) => labelsOf(slice * perSlice * CELLS_PER_SITE + n)),
      Date.now(),
    ),
  );
  let stopped = false;
  const running = (async () => {
    for (let n = 0; !stopped; n++) {
      const due = Date.now() + 1_000 / SLICES;
      const body = slices[n % SLICES]!.at(Date.now(), (cell) => (cell * 7 + Math.floor(n / SLICES) * 23) % 90);
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

function labelsOf(cell: number): Labels {
  const site = `gen-${String(Math.floor(cell / CELLS_PER_SITE) + 1).padStart(5, '0')}`;
  return [
    ['__name__', 'nr_cell_prb_dl_percent'],
    ['cell', String((cell % CELLS_PER_SITE) + 1)],
    ['instance', 'element-manager:9100'],
    ['job', 'radio'],
    ['site', site],
  ];
}

async function watchProduct(page: Page, url: string): Promise<BenchRow[]> {
  await watchFloor(page);
  await page.goto(`${url}/?hide=rings&layer=prb-dl`);
  await page.waitForFunction(() => window.skyrackBench.repaints.length > 0, undefined, { timeout: 60_000 });
  await page.waitForTimeout(5_000);
  const still = await redrawsDuring(page, () => page.waitForTimeout(WATCH_MS));
  const dragged = await redrawsDuring(page, () => drag(page));
  const all = '30,000 sectors at 1 Hz';
  return [
    { figure: `${all}, map still: redraws (the stream ticks 5 times a second)`, value: still.perSecond, unit: '/s' },
    { figure: `${all}, map still: script per redraw, mean`, value: still.meanMs, unit: 'ms' },
    { figure: `${all}, map still: script per redraw, p99`, value: still.p99Ms, unit: 'ms' },
    {
      figure: `${all}: redraws that this script leaves time for`,
      value: 1_000 / still.meanMs,
      unit: '/s',
      against: { name: 'limit', value: LIMIT_PER_SECOND, good: 'above' },
    },
    { figure: `${all}, map still: all script of the page`, value: still.scriptShare * 100, unit: '% of a core' },
    {
      figure: `${all}, map dragged: animation frames`,
      value: dragged.framesPerSecond,
      unit: '/s',
      against: { name: 'limit', value: LIMIT_PER_SECOND, good: 'above' },
    },
    { figure: `${all}, map dragged: redraws`, value: dragged.perSecond, unit: '/s' },
  ];
}

async function redrawsDuring(page: Page, act: () => Promise<void>) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const scriptSeconds = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find((metric) => metric.name === 'ScriptDuration')?.value ?? Number.NaN;
  };
  const scriptBefore = await scriptSeconds();
  await page.evaluate(() => {
    window.skyrackBench.repaints = [];
  });
  const frames = await page.evaluateHandle(() => {
    const count = { frames: 0 };
    const step = () => {
      count.frames++;
      requestAnimationFrame(step);
    };
    step();
    return count;
  });
  const began = performance.now();
  await act();
  const seconds = (performance.now() - began) / 1_000;
  const script = (await scriptSeconds()) - scriptBefore;
  const { repaints, seen } = await page.evaluate(
    (count) => ({ repaints: window.skyrackBench.repaints, seen: count.frames }),
    frames,
  );
  await session.detach();
  const times = repaints.map(({ ms }) => ms);
  return {
    perSecond: repaints.length / seconds,
    framesPerSecond: seen / seconds,
    meanMs: times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, times.length),
    p99Ms: percentile(times, 0.99),
    scriptShare: script / seconds,
  };
}

/** Drags the map in circles that are wider than what is drawn beyond its edges. */
async function drag(page: Page): Promise<void> {
  const middle = { x: 560, y: 450 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const moves: Promise<void>[] = [];
  const until = performance.now() + WATCH_MS;
  for (let n = 0; performance.now() < until; n++) {
    moves.push(page.mouse.move(middle.x + 200 * Math.sin(n / 40), middle.y + 150 * Math.cos(n / 40)));
    await new Promise((wait) => setTimeout(wait, MOVE_MS));
  }
  await Promise.all(moves);
  await page.mouse.up();
}
