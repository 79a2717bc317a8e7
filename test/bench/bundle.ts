import { gzipSync } from 'node:zlib';
import { startSkyrack } from '../server-process.ts';
import type { BenchPart } from './bench-part.ts';
import { temporaryFolder } from './bench-zone.ts';
import { inChromium, waitForLiveValue } from './browser/chromium.ts';

const LIMIT_KB = 320;

/**
 * Script that a browser has loaded by the time the first live number is on screen, in a real page load of the home
 * view: every response of type script, compressed by gzip at its default level, in kB of 1,024 bytes.
 */
export const bundle: BenchPart = {
  name: 'bundle',
  async run() {
    const server = await startSkyrack({ dataFolder: temporaryFolder('data') });
    try {
      const { scripts, milliseconds } = await inChromium(async (page) => {
        const loaded: Promise<number>[] = [];
        page.on('response', (response) => {
          const script =
            response.request().resourceType() === 'script' || /\.js$/.test(new URL(response.url()).pathname);
          if (script) loaded.push(response.body().then((body) => gzipSync(body).length));
        });
        const began = performance.now();
        await page.goto(server.url);
        await waitForLiveValue(page);
        const took = performance.now() - began;
        return { scripts: await Promise.all([...loaded]), milliseconds: took };
      });
      const kilobytes = scripts.reduce((sum, bytes) => sum + bytes, 0) / 1024;
      return [
        {
          figure: `script loaded by the first live value, gzip, ${scripts.length} files`,
          value: kilobytes,
          unit: 'kB',
          against: { name: 'limit', value: LIMIT_KB, good: 'below' },
        },
        { figure: 'from opening the page to the first live value', value: milliseconds, unit: 'ms' },
      ];
    } finally {
      await server.stop();
    }
  },
};
