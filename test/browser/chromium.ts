import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { peer } from '../peers.ts';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export async function launchChromium(): Promise<Browser> {
  const executablePath = peer('chromium');
  if (executablePath === null) throw new Error('chromium is not installed');
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Colours [r, g, b] of a page's screenshot at CSS pixels, decoded by the page itself. */
export async function pixelsOf(page: Page, points: readonly { x: number; y: number }[]): Promise<number[][]> {
  const png = (await page.screenshot()).toString('base64');
  return page.evaluate(
    async ({ source, at }) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      return at.map(({ x, y }) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data.slice(0, 3)]);
    },
    { source: `data:image/png;base64,${png}`, at: points },
  );
}

/** True when no channel differs by more than `tolerance` of 255. */
export function isColour(seen: readonly number[], expected: readonly number[], tolerance = 6): boolean {
  return expected.every((channel, i) => Math.abs(channel - seen[i]!) <= tolerance);
}

export function hexColour(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
