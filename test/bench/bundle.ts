import { gzipSync } from 'node:zlib';
import { startSkyrack } from '../server-process.ts';
import type { BenchPart, BenchRow } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { inChromium, waitForLiveValue } from './browser/chromium.ts';

const LIMIT_KB = 320;
const SETTLE_MS = 1_500;

/**
 * Script that a browser has loaded by the time the first live number is on screen, and by the time the home view's own
 * code has drawn too, in a real page load: every response of type script, compressed by gzip at its default level, in
 * kB of 1,024 bytes.
 */
export const bundle: BenchPart = {
  name: 'bundle',
  async run() {
    const server = await startSkyrack({ dataFolder: temporaryFolder('data') });
    try {
      const { first, drawn, firstMs } = await inChromium(async (page) => {
        const loaded: Promise<number>[] = [];
        page.on('response', (response) => {
          const script =
            response.request().resourceType() === 'script' || /\.js$/.test(new URL(response.url()).pathname);
          if (script) loaded.push(response.body().then((body) => gzipSync(body).length));
        });
        const began = performance.now();
        await page.goto(server.url);
        await waitForLiveValue(page);
        const firstMs = performance.now() - began;
        const first = await Promise.all([...loaded]);
        await page.waitForSelector('canvas', { state: 'attached' });
        await page.waitForTimeout(SETTLE_MS);
        return { first, drawn: await Promise.all(loaded), firstMs };
      });
      return [
        row(`script loaded by the first live value, gzip, ${first.length} files`, first),
        row(`script loaded by the drawn home view, gzip, ${drawn.length} files`, drawn),
        { figure: 'from opening the page to the first live value', value: firstMs, unit: 'ms' },
      ];
    } finally {
      await server.stop();
    }
  },
};

function row(figure: string, files: readonly number[]): BenchRow {
  const kilobytes = files.reduce((sum, bytes) => sum + bytes, 0) / 1024;
  return { figure, value: kilobytes, unit: 'kB', against: { name: 'limit', value: LIMIT_KB, good: 'below' } };
}
