import type { Page } from 'playwright-core';
import { type SkyrackProcess, startSkyrack } from '../server-process.ts';
import { type BenchPart, percentile } from './bench-part.ts';
import { createBenchZone, temporaryFolder } from './bench-zone.ts';
import { inChromium, waitForLiveValue } from './browser/chromium.ts';
import { type FloorPixel, findRackPixel, nextColour, watchFloor, watchPixel } from './browser/floor-pixel.ts';

const SAMPLES = 220;
/** Inlets far enough apart that each has a colour of its own, none like the one before. */
const LEVELS = [19, 25, 31, 22, 28, 34] as const;
const PAUSE_MS = { least: 80, spread: 330 } as const;

/**
 * Sample accepted → drawn. With the whole demo simulated beside it, native samples for one rack are posted; the time runs
 * from the 204 (durable and live) to the first animation frame in which the rack's pixel of the floor's canvas has
 * another colour, that is, the frame after the one that drew it. Both ends read the same machine's clock. Pauses are
 * spread so that they fall anywhere within a stream tick.
 */
export const drawn: BenchPart = {
  name: 'drawn',
  async run() {
    const zone = await createBenchZone();
    const rack = zone.racks[Math.floor(zone.racks.length / 2)]!;
    const server = await startSkyrack({ dataFolder: temporaryFolder('data'), env: { SKYRACK_ZONE: zone.folder } });
    try {
      const times = await inChromium(async (page) => {
        await watchFloor(page);
        await page.goto(`${server.url}/data-centre`);
        await waitForLiveValue(page);
        const post = createPost(server, rack);
        const pixel = await findRackPixel(page, async (hot) => {
          await post(hot ? 36 : 18);
        });
        return await measure(page, pixel, post);
      });
      const limits = { p50: 250, p99: 1_000 };
      const accepted = times.map((time) => time.fromAccepted);
      const sent = times.map((time) => time.fromSent);
      return [
        {
          figure: `sample accepted → drawn, p50 of ${times.length}`,
          value: percentile(accepted, 0.5),
          unit: 'ms',
          against: { name: 'limit', value: limits.p50, good: 'below' },
        },
        {
          figure: 'sample accepted → drawn, p99',
          value: percentile(accepted, 0.99),
          unit: 'ms',
          against: { name: 'limit', value: limits.p99, good: 'below' },
        },
        { figure: 'sample sent → drawn, p50', value: percentile(sent, 0.5), unit: 'ms' },
        { figure: 'sample sent → drawn, p99', value: percentile(sent, 0.99), unit: 'ms' },
      ];
    } finally {
      await server.stop();
    }
  },
};

type Post = (inletC: number) => Promise<{ sentAt: number; acceptedAt: number }>;

function createPost(server: SkyrackProcess, rack: string): Post {
  let batch = 0;
  return async (inletC) => {
    const sentAt = Date.now();
    const samples = ['top', 'middle', 'bottom'].map((place) => ({
      resource: rack,
      metric: `rack.inlet-${place}`,
      at: sentAt,
      value: inletC,
    }));
    const reply = await fetch(`${server.url}/api/v1/samples`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ source: 'ingest', epoch: 'bench', batch: batch++, samples }),
    });
    const acceptedAt = Date.now();
    if (reply.status !== 204) throw new Error(`samples: ${reply.status} ${await reply.text()}`);
    return { sentAt, acceptedAt };
  };
}

async function measure(page: Page, pixel: FloorPixel, post: Post) {
  await watchPixel(page, pixel);
  const times: { fromSent: number; fromAccepted: number }[] = [];
  await post(LEVELS.at(-1)!);
  await new Promise((wait) => setTimeout(wait, 2_000));
  for (let i = 0; i < SAMPLES; i++) {
    const change = nextColour(page);
    const { sentAt, acceptedAt } = await post(LEVELS[i % LEVELS.length]!);
    const drawnAt = await change;
    times.push({ fromSent: drawnAt - sentAt, fromAccepted: Math.max(0, drawnAt - acceptedAt) });
    await new Promise((wait) => setTimeout(wait, PAUSE_MS.least + Math.random() * PAUSE_MS.spread));
  }
  return times;
}
