import { type HallBox, rowOffset } from './layout.ts';
import type { FloorPixels } from './paint.ts';
import { type FloorState, isVisible, ZOOM_STEPS } from './state.ts';

/** The atlas as something a canvas can scale. */
export interface Atlas {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly image: ImageData;
}

/** An atlas over one of the pixel buffers; the buffer stays the one to paint into. */
export function createAtlas(pixels: Uint32Array, width: number, height: number): Atlas {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Written every frame and never composed by itself: keep it where the processor can reach it.
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer, pixels.byteOffset, pixels.byteLength);
  return { canvas, context, image: new ImageData(bytes, width, height) };
}

/** Edges of a row pair in device pixels, whole, so that no edge blurs. */
function stripEdges(state: FloorState, hall: HallBox, row: number, rows: number) {
  const { camera, ratio } = state;
  const { depth } = state.layout;
  const unit = camera.scale * ratio;
  const left = Math.round((hall.gridX - camera.x) * unit);
  const right = Math.round((hall.gridX + hall.places * hall.cell - camera.x) * unit);
  const top = Math.round((hall.gridY + rowOffset(row, depth) * hall.cell - camera.y) * unit);
  const bottom = Math.round((hall.gridY + (rowOffset(row + rows - 1, depth) + depth) * hall.cell - camera.y) * unit);
  return { left, top, width: right - left, height: bottom - top };
}

/** Copies the atlas to the canvas: one scaled strip per pair of rows, the aisle between them left free. */
export function drawAtlas(context: CanvasRenderingContext2D, state: FloorState, atlas: Atlas): void {
  atlas.context.putImageData(atlas.image, 0, 0);
  const { width, height } = context.canvas;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  for (const hall of state.layout.halls) {
    if (!isVisible(state, hall)) continue;
    for (let row = 0; row < hall.rows; row += 2) {
      const rows = Math.min(2, hall.rows - row);
      const strip = stripEdges(state, hall, row, rows);
      if (strip.top > height || strip.top + strip.height < 0 || strip.width < 1 || strip.height < 1) continue;
      const source = hall.atlasY + row;
      context.drawImage(atlas.canvas, 0, source, hall.places, rows, strip.left, strip.top, strip.width, strip.height);
    }
  }
}

/** Distance between strokes, CSS pixels: closer where cells are small, so that each gets one. */
const HATCH_PX = { far: 5, near: 10 } as const;

/** Diagonal strokes that repeat without a seam: a light one beside a dark one, so that they show on every colour. */
function hatchPattern(context: CanvasRenderingContext2D, side: number, width: number): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext('2d')!;
  pen.lineWidth = width;
  for (const [colour, aside] of [
    ['rgb(247 248 250 / 62%)', 0],
    ['rgb(11 18 32 / 62%)', width],
  ] as const) {
    pen.strokeStyle = colour;
    pen.beginPath();
    for (const shift of [-side, 0, side]) {
      pen.moveTo(shift - 1 + aside, side + 1);
      pen.lineTo(shift + side + 1 + aside, -1);
    }
    pen.stroke();
  }
  return context.createPattern(tile, 'repeat');
}

/** Hatches the stale racks: their mask scaled like the cells, then filled with strokes that move with the floor. */
export function drawHatch(
  context: CanvasRenderingContext2D,
  state: FloorState,
  pixels: FloorPixels,
  atlas: Atlas,
): void {
  if (pixels.staleCount === 0) {
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    return;
  }
  drawAtlas(context, state, atlas);
  const apart = state.camera.scale >= ZOOM_STEPS.numbers ? HATCH_PX.near : HATCH_PX.far;
  const side = Math.round(apart * state.ratio);
  const pattern = hatchPattern(context, side, Math.max(1, state.ratio * 0.9));
  if (!pattern) return;
  const unit = state.camera.scale * state.ratio;
  const shift = { x: (-state.camera.x * unit) % side, y: (-state.camera.y * unit) % side };
  pattern.setTransform(new DOMMatrix().translateSelf(shift.x, shift.y));
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = pattern;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.globalCompositeOperation = 'source-over';
}
