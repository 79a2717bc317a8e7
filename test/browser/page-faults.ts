import type { Page } from 'playwright-core';
import { TEXT } from '../../shared/text/index.ts';

/** One thing that is wrong on a page: `where` names the elements as a selector would, so that it says it once for many. */
export interface PageFault {
  readonly kind: 'cut' | 'spilled' | 'overlap' | 'controls-overlap' | 'outside' | 'sideways' | 'raw';
  readonly where: string;
  readonly words: string;
}

/** What no reader should meet: values that were not there, and a phrase whose gap was not filled. */
const LEFTOVERS = /\bundefined\b|\bNaN\b|\[object |\bInfinity\b|\{[a-z][a-zA-Z]*\}/;
const KEYS: ReadonlySet<string> = new Set(Object.keys(TEXT));

/**
 * Looks at a page as it stands: text that a box cuts off or does not hold, text over other text, controls over others, text outside the
 * window, a page that scrolls sideways, keys and leftovers that show through. What is drawn on a canvas is not seen.
 */
export async function pageFaults(page: Page): Promise<PageFault[]> {
  // Whatever lets the pointer through must be found by its place, too.
  const style = await page.addStyleTag({ content: '*, *::before, *::after { pointer-events: auto !important }' });
  // tsx wraps functions in a call of this name, which a page does not have.
  await page.evaluate('globalThis.__name ??= (named) => named');
  const { faults, texts } = await page.evaluate(lookAround);
  await style.evaluate((element) => (element as Element).remove());
  const raw = texts.flatMap(({ where, words }) => {
    const key = words.split(/[\s"“”(),:]+/).find((word) => word.includes('.') && KEYS.has(word));
    const left = key ?? LEFTOVERS.exec(words)?.[0];
    return left === undefined ? [] : [{ kind: 'raw' as const, where, words: `${left} in ${words.slice(0, 60)}` }];
  });
  return [...faults, ...raw];
}

/** Runs in the page. */
function lookAround(): { faults: PageFault[]; texts: { where: string; words: string }[] } {
  interface Box {
    left: number;
    top: number;
    right: number;
    bottom: number;
  }
  interface Seen extends Box {
    element: HTMLElement;
    words: string;
  }
  /** Fonts have room above and below their letters that may well be shared. */
  const AIR = 0.22;
  const faults: PageFault[] = [];
  const texts: { where: string; words: string }[] = [];

  const step = (element: Element): string =>
    element.tagName.toLowerCase() + [...element.classList].map((name) => `.${name}`).join('');
  const where = (element: Element): string => {
    const path: string[] = [];
    for (let at: Element | null = element; at !== null && path.length < 3; at = at.parentElement)
      path.unshift(step(at));
    return path.join(' > ');
  };
  const clips = (value: string) => value === 'hidden' || value === 'clip';
  const scrolls = (value: string) => value === 'auto' || value === 'scroll';
  const isShown = (element: Element) => {
    if (element.closest('.visually-hidden, [inert], [aria-hidden=true] > svg, option') !== null) return false;
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const explains = (element: Element) => element.closest('[title], [aria-label]:not(section, nav, main, ul)') !== null;

  /** The part of a box that its ancestors leave to be seen; what they cut off for good is a fault. */
  const visiblePart = (element: HTMLElement, box: Box, words: string): Box | null => {
    const part = { ...box };
    let [scrollsX, scrollsY] = [false, false];
    for (let at: HTMLElement | null = element; at !== null && at !== document.body; at = at.parentElement) {
      const css = getComputedStyle(at);
      if (css.position === 'fixed') break;
      const edge = at.getBoundingClientRect();
      const ellipsis = css.textOverflow === 'ellipsis' || css.webkitLineClamp !== 'none';
      const excused = ellipsis && explains(at);
      if (clips(css.overflowX) && !scrollsX && !excused && edge.width > 1) {
        if (part.right > edge.right + 1.5 || part.left < edge.left - 1.5) {
          faults.push({ kind: 'cut', where: where(element), words });
        }
      }
      if (clips(css.overflowY) && !scrollsY && !excused && edge.height > 1) {
        // A line that is wholly out of sight was left out; one that shows in part was cut.
        if (part.top >= edge.bottom - 1) return null;
        const air = AIR * (box.bottom - box.top);
        if (part.bottom - air > edge.bottom + 1.5 || part.top + air < edge.top - 1.5) {
          faults.push({ kind: 'cut', where: where(element), words: `${words} (height)` });
        }
      }
      if (scrolls(css.overflowX)) scrollsX = true;
      if (scrolls(css.overflowY)) scrollsY = true;
      if (css.overflowX !== 'visible') {
        part.left = Math.max(part.left, edge.left);
        part.right = Math.min(part.right, edge.right);
      }
      if (css.overflowY !== 'visible') {
        part.top = Math.max(part.top, edge.top);
        part.bottom = Math.min(part.bottom, edge.bottom);
      }
    }
    return part.right - part.left > 1 && part.bottom - part.top > 1 ? part : null;
  };

  /** True where words reach over the right edge of the panel, button or badge that they stand in. */
  const isSpilled = (element: HTMLElement, right: number): boolean => {
    for (let at: HTMLElement | null = element; at !== null && at !== document.body; at = at.parentElement) {
      const css = getComputedStyle(at);
      if (css.overflowX !== 'visible') return false;
      const framed = css.borderRightStyle !== 'none' && Number.parseFloat(css.borderRightWidth) > 0;
      if (framed) return right > at.getBoundingClientRect().right + 1.5;
    }
    return false;
  };

  const seen: Seen[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (words === '' || element === null || ['SCRIPT', 'STYLE'].includes(element.tagName) || !isShown(element))
      continue;
    if (!(element instanceof HTMLElement)) continue;
    texts.push({ where: where(element), words });
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      if (line.width <= 1 || line.height <= 1) continue;
      const box = { left: line.left, top: line.top, right: line.right, bottom: line.bottom };
      const part = visiblePart(element, box, words.slice(0, 60));
      if (part === null) continue;
      if (isSpilled(element, line.right)) faults.push({ kind: 'spilled', where: where(element), words });
      if (part.right > innerWidth + 1 || part.left < -1 || part.bottom > innerHeight + line.height * AIR + 1) {
        const inPage = document.scrollingElement!.scrollHeight > innerHeight && part.right <= innerWidth + 1;
        if (!inPage) faults.push({ kind: 'outside', where: where(element), words: words.slice(0, 60) });
      }
      const air = AIR * (line.bottom - line.top);
      seen.push({ ...part, top: part.top + air, bottom: part.bottom - air, element, words });
    }
  }

  /** True where the element is at this point, with nothing opaque over it. */
  const isOnTop = (element: Element, x: number, y: number): boolean => {
    for (const at of document.elementsFromPoint(x, y)) {
      if (at === element || element.contains(at)) return true;
      const css = getComputedStyle(at);
      const alpha = /rgba?\([^)]*?(?:,|\/)\s*([\d.]+)\)$/.exec(css.backgroundColor);
      const opaque =
        css.backgroundColor.startsWith('rgb(') ||
        (css.backgroundColor.startsWith('rgba') && Number(alpha?.[1] ?? 0) > 0.5) ||
        css.backgroundColor.startsWith('color(') ||
        ['CANVAS', 'IMG', 'DIALOG'].includes(at.tagName);
      if (opaque) return false;
    }
    return false;
  };
  const overlapping = (boxes: readonly Seen[], kind: 'overlap' | 'controls-overlap', nested: boolean): void => {
    const sorted = [...boxes].sort((a, b) => a.left - b.left);
    sorted.forEach((a, i) => {
      for (let j = i + 1; j < sorted.length && sorted[j]!.left < a.right - 2; j++) {
        const b = sorted[j]!;
        if (a.element === b.element) continue;
        if (nested && (a.element.contains(b.element) || b.element.contains(a.element))) continue;
        const [top, bottom] = [Math.max(a.top, b.top), Math.min(a.bottom, b.bottom)];
        if (bottom - top <= 2) continue;
        const x = (b.left + Math.min(a.right, b.right)) / 2;
        const y = (top + bottom) / 2;
        if (!isOnTop(a.element, x, y) || !isOnTop(b.element, x, y)) continue;
        faults.push({
          kind,
          where: `${where(a.element)} × ${where(b.element)}`,
          words: `${a.words.slice(0, 40)} × ${b.words.slice(0, 40)}`,
        });
      }
    });
  };
  overlapping(seen, 'overlap', false);
  const controls: Seen[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')) {
    if (!isShown(element)) continue;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (right - left <= 2 || bottom - top <= 2) continue;
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
    controls.push({ left, top, right, bottom, element, words });
  }
  overlapping(controls, 'controls-overlap', true);

  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const words = element.getAttribute(name);
      if (words) texts.push({ where: `${where(element)}[${name}]`, words });
    }
  }
  // What a field shows is no text of the document.
  const pen = document.createElement('canvas').getContext('2d');
  const CARET_PX = 16;
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input[placeholder], select')) {
    if (!isShown(field) || pen === null || field.clientWidth < 2) continue;
    const isList = field instanceof HTMLSelectElement;
    const words = isList ? (field.selectedOptions[0]?.label ?? '') : field.value === '' ? field.placeholder : '';
    const css = getComputedStyle(field);
    pen.font = css.font;
    const room = field.clientWidth - Number.parseFloat(css.paddingLeft) - Number.parseFloat(css.paddingRight);
    const over = pen.measureText(words).width - (isList ? room - CARET_PX : room);
    if (over > 1) faults.push({ kind: 'cut', where: where(field), words: `${words} (${Math.round(over)} px)` });
  }

  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth + 1) {
    faults.push({ kind: 'sideways', where: 'html', words: `${scrollWidth} px in ${innerWidth} px` });
  }
  return { faults, texts };
}
