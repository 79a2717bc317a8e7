import { type Browser, chromium, type Page } from 'playwright-core';
import { peer } from '../../peers.ts';
import { CannotMeasure } from '../bench-part.ts';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const SIZE = { width: 1440, height: 900 };

/** Runs `measure` in a page of the installed Chromium at the reference size; closes the browser whatever happens. */
export async function inChromium<T>(measure: (page: Page, browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = peer('chromium');
  if (executablePath === null) throw new CannotMeasure('needs chromium: apt-get install chromium');
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage({ viewport: SIZE });
    // The runner that compiles these files names functions by a call of its own, also in those sent to the page.
    await page.addInitScript('globalThis.__name ??= (named) => named');
    return await measure(page, browser);
  } finally {
    await browser.close();
  }
}

/** The first live number is on screen: the zone's IT load, in the dock of every view. */
export async function waitForLiveValue(page: Page): Promise<void> {
  await page.waitForFunction(() => /\d\s*MW/.test(document.body.innerText), undefined, { timeout: 60_000 });
}
