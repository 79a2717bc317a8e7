import type { Palette } from '../ui/palette.ts';

const PADDING_PX = 14;
const LINE_PX = 17;

/** A panel's canvas with words over it, as it is seen: what is exported says what it is of. Null where there is no canvas. */
export function panelPng(place: HTMLElement, words: readonly string[], colours: Palette): Promise<Blob | null> {
  const drawn = place.querySelector('canvas');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (drawn === null || context === null) return Promise.resolve(null);
  const scale = drawn.width / drawn.clientWidth;
  const top = PADDING_PX + words.length * LINE_PX;
  canvas.width = drawn.width + 2 * PADDING_PX * scale;
  canvas.height = drawn.height + (top + PADDING_PX) * scale;
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.textBaseline = 'top';
  words.forEach((line, i) => {
    context.font = `${i === 0 ? 600 : 400} ${i === 0 ? 13 : 11}px ${getComputedStyle(place).fontFamily}`;
    context.fillStyle = i === 0 ? colours.text : colours.muted;
    context.fillText(line, PADDING_PX, PADDING_PX + i * LINE_PX);
  });
  context.drawImage(drawn, PADDING_PX, top, drawn.clientWidth, drawn.clientHeight);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
