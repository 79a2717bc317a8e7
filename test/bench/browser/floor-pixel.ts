import type { Page } from 'playwright-core';

/** A device pixel of the floor's canvas. */
export interface FloorPixel {
  readonly x: number;
  readonly y: number;
}

/** What the scripts below keep in the page, under a name of the bench's own. */
interface FloorWatch {
  /** The canvas that the rack atlas is drawn to. */
  canvas: HTMLCanvasElement | null;
  colour: number;
  changedAt: ((at: number) => void) | null;
  /** Animation frames that drew the floor: when, and how long their script took, ms. */
  repaints: { at: number; ms: number }[];
  /** Pictures of the canvas, to find a rack by what changes between them. */
  images: ImageData[];
}

declare global {
  interface Window {
    skyrackBench: FloorWatch;
  }
}

/**
 * Before the page's own script runs: finds out which canvas receives the atlas (the one whose source was written by
 * putImageData), and times each animation frame that writes it. The product knows nothing of it.
 */
export async function watchFloor(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const watch: FloorWatch = { canvas: null, colour: 0, changedAt: null, repaints: [], images: [] };
    window.skyrackBench = watch;
    const atlases = new WeakSet<object>();
    let wrote = false;
    const context = CanvasRenderingContext2D.prototype;
    const put = context.putImageData;
    context.putImageData = function (this: CanvasRenderingContext2D, ...values: unknown[]) {
      wrote = true;
      atlases.add(this.canvas);
      Reflect.apply(put, this, values);
    };
    const draw = context.drawImage;
    context.drawImage = function (this: CanvasRenderingContext2D, ...values: unknown[]) {
      if (watch.canvas === null && atlases.has(values[0] as object) && this.canvas.isConnected)
        watch.canvas = this.canvas;
      Reflect.apply(draw, this, values);
    } as typeof context.drawImage;
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((time) => {
        wrote = false;
        const began = performance.now();
        callback(time);
        if (wrote) watch.repaints.push({ at: began, ms: performance.now() - began });
      });
  });
}

/**
 * Finds where a rack is drawn: turns it hot and cold a few times; its pixels are those that change much every time.
 * Returns the middle of them.
 */
export async function findRackPixel(page: Page, turn: (hot: boolean) => Promise<void>): Promise<FloorPixel> {
  const settle = () => page.waitForTimeout(1_200);
  await page.waitForFunction(() => window.skyrackBench.canvas !== null);
  for (let i = 0; i < 4; i++) {
    await turn(i % 2 === 0);
    await settle();
    await page.evaluate(() => {
      const { canvas, images } = window.skyrackBench;
      if (canvas !== null) images.push(canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height));
    });
  }
  return page.evaluate(() => {
    const MUCH = 120;
    const { images } = window.skyrackBench;
    const { width, height } = images[0]!;
    let left = width;
    let right = -1;
    let top = height;
    let bottom = -1;
    for (let pixel = 0; pixel < width * height; pixel++) {
      let always = true;
      for (let i = 1; i < images.length && always; i++) {
        const a = images[i - 1]!.data;
        const b = images[i]!.data;
        const p = pixel * 4;
        always = Math.abs(a[p]! - b[p]!) + Math.abs(a[p + 1]! - b[p + 1]!) + Math.abs(a[p + 2]! - b[p + 2]!) > MUCH;
      }
      if (!always) continue;
      left = Math.min(left, pixel % width);
      right = Math.max(right, pixel % width);
      top = Math.min(top, Math.floor(pixel / width));
      bottom = Math.max(bottom, Math.floor(pixel / width));
    }
    const size = 80;
    if (right < 0 || right - left > size || bottom - top > size) {
      throw new Error(`no rack follows its samples: changed ${left},${top} to ${right},${bottom}`);
    }
    return { x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) };
  });
}

/** Looks at one pixel in every animation frame from now on. */
export async function watchPixel(page: Page, pixel: FloorPixel): Promise<void> {
  await page.evaluate(({ x, y }) => {
    const watch = window.skyrackBench;
    const context = watch.canvas!.getContext('2d')!;
    const look = () => {
      const [red, green, blue] = context.getImageData(x, y, 1, 1).data;
      const colour = (red! << 16) | (green! << 8) | blue!;
      if (colour !== watch.colour) {
        watch.colour = colour;
        watch.changedAt?.(Date.now());
        watch.changedAt = null;
      }
      requestAnimationFrame(look);
    };
    look();
  }, pixel);
}

/** Resolves with the time (UTC ms) of the animation frame that first sees another colour than the one seen last. */
export function nextColour(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        window.skyrackBench.changedAt = done;
        setTimeout(() => fail(new Error('the rack was not drawn anew within 10 s')), 10_000);
      }),
  );
}
