import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { writeExport } from '../../../server/export/index.ts';
import { exampleContent, seal } from './sealed.ts';

/** Pixels of a point: enough to tell characters of the small print apart. */
const SCALE = 4;
const DARK = 160;
/** Of the pixels of two characters laid over one another, the share that differs at the least. */
const LEAST_DIFFERENCE = 0.08;
const CHINESE = /^\p{Script=Han}+$/u;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}
interface Ink {
  readonly width: number;
  readonly height: number;
  readonly dark: readonly boolean[];
}

/** The page as another program draws it. */
async function draw(page: PDFPageProxy, factory: object): Promise<Picture> {
  const viewport = page.getViewport({ scale: SCALE });
  const { create } = factory as { create(width: number, height: number): { canvas: HTMLCanvasElement } };
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
  const { canvas } = create.call(factory, width, height);
  await page.render({ canvas, viewport }).promise;
  return { width, height, data: canvas.getContext('2d')!.getImageData(0, 0, width, height).data };
}

/** What is dark in a part of the picture, without the empty edge around it. */
function inkOf({ data, width }: Picture, left: number, top: number, right: number, bottom: number): Ink | null {
  const isDark = (x: number, y: number): boolean => data[(y * width + x) * 4 + 1]! < DARK;
  let [x0, y0, x1, y1] = [right, bottom, left - 1, top - 1];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (!isDark(x, y)) continue;
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
    }
  }
  if (x1 < x0) return null;
  const dark: boolean[] = [];
  for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) dark.push(isDark(x, y));
  return { width: x1 - x0 + 1, height: y1 - y0 + 1, dark };
}

function difference(a: Ink, b: Ink): number {
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  const at = (ink: Ink, x: number, y: number): boolean =>
    x < ink.width && y < ink.height && ink.dark[y * ink.width + x] === true;
  let differ = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (at(a, x, y) !== at(b, x, y)) differ++;
  return differ / (width * height);
}

test('issue 8: every Chinese character of the report is drawn, and no two alike, as boxes for missing ones would be', {
  timeout: 120_000,
}, async () => {
  const bytes = await writeExport(seal(await exampleContent()).document, 'pdf', 'zh-CN');
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false });
  const document = await task.promise;
  const drawn = new Map<string, Ink>();
  const empty: string[] = [];
  for (const number of [1, 2]) {
    const page = await document.getPage(number);
    const picture = await draw(page, document.canvasFactory);
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item) || !CHINESE.test(item.str)) continue;
      const [x, y] = page.getViewport({ scale: SCALE }).convertToViewportPoint(item.transform[4], item.transform[5]);
      const advance = (item.width * SCALE) / [...item.str].length;
      for (const [i, character] of [...item.str].entries()) {
        const left = Math.floor(x + i * advance);
        // A Chinese character reaches a little below the line that it stands on.
        const ink = inkOf(
          picture,
          left,
          Math.floor(y - 0.9 * advance),
          left + Math.floor(advance),
          Math.ceil(y + 0.15 * advance),
        );
        if (ink === null) empty.push(character);
        else drawn.set(`${character} ${Math.round(advance)}`, ink);
      }
    }
  }
  await task.destroy();
  expect(empty).toEqual([]);
  expect(drawn.size).toBeGreaterThan(80);
  const alike: string[] = [];
  const all = [...drawn];
  for (const [i, [one, ink]] of all.entries()) {
    for (const [other, otherInk] of all.slice(i + 1)) {
      const sameSize = one.split(' ')[1] === other.split(' ')[1];
      if (sameSize && difference(ink, otherInk) < LEAST_DIFFERENCE) alike.push(`${one} ${other}`);
    }
  }
  expect(alike).toEqual([]);
});
