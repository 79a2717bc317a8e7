import type { Palette } from '../ui/palette.ts';

const PADDING_PX = 14;
const LINE_PX = 17;
const SWATCH_PX = 14;

/** A line's name with its colour. */
export interface LegendEntry {
  readonly name: string;
  readonly colour: string;
  readonly dashed: boolean;
}

/**
 * A panel's canvas with words and the names of its lines over it, as it is seen: what is exported says what it is of. Null
 * where there is no canvas.
 */
export function panelPng(
  place: HTMLElement,
  words: readonly string[],
  legend: readonly LegendEntry[],
  colours: Palette,
): Promise<Blob | null> {
  const drawn = place.querySelector('canvas');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (drawn === null || context === null) return Promise.resolve(null);
  const scale = drawn.width / drawn.clientWidth;
  const { fontFamily } = getComputedStyle(place);
  context.font = `400 11px ${fontFamily}`;
  const rows = legendRows(context, legend, drawn.clientWidth);
  const legendTop = PADDING_PX + words.length * LINE_PX;
  const top = legendTop + rows.length * LINE_PX;
  canvas.width = drawn.width + 2 * PADDING_PX * scale;
  canvas.height = drawn.height + (top + PADDING_PX) * scale;
  context.fillStyle = colours.panel;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  context.textBaseline = 'top';
  words.forEach((line, i) => {
    context.font = `${i === 0 ? 600 : 400} ${i === 0 ? 13 : 11}px ${fontFamily}`;
    context.fillStyle = i === 0 ? colours.text : colours.muted;
    context.fillText(line, PADDING_PX, PADDING_PX + i * LINE_PX);
  });
  context.font = `400 11px ${fontFamily}`;
  rows.forEach((row, i) => {
    for (const entry of row) drawEntry(context, entry, PADDING_PX + entry.x, legendTop + i * LINE_PX, colours);
  });
  context.drawImage(drawn, PADDING_PX, top, drawn.clientWidth, drawn.clientHeight);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

type PlacedEntry = LegendEntry & { readonly x: number };

/** The entries in as many rows as the width needs. */
function legendRows(
  context: CanvasRenderingContext2D,
  legend: readonly LegendEntry[],
  widthPx: number,
): readonly (readonly PlacedEntry[])[] {
  const rows: PlacedEntry[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const entry of legend) {
    const length = SWATCH_PX + context.measureText(entry.name).width + PADDING_PX;
    if (x + length > widthPx) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ ...entry, x });
    x += length + SWATCH_PX / 2;
  }
  return rows;
}

function drawEntry(
  context: CanvasRenderingContext2D,
  { name, colour, dashed }: LegendEntry,
  x: number,
  y: number,
  colours: Palette,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash(dashed ? [4, 2] : []);
  context.beginPath();
  context.moveTo(x, y + 6);
  context.lineTo(x + SWATCH_PX - 4, y + 6);
  context.stroke();
  context.fillStyle = colours.muted;
  context.fillText(name, x + SWATCH_PX, y);
}
