import { type Crs, fromWgs84 } from '../../shared/geo/crs.ts';
import { type Camera, toCanvas, toWorld } from './camera.ts';
import type { ClassRaster, RasterPlace } from './coverage-classes.ts';
import { type Contour, contourOf } from './coverage-contour.ts';
import type { ClassLook } from './coverage-look.ts';
import { hatching } from './hatching.ts';
import type { MapPaint } from './map-paint.ts';

/** A classed raster with its look, made ready for drawing at any zoom. */
export interface CoveragePicture {
  readonly raster: ClassRaster;
  readonly look: ClassLook;
  readonly colours: HTMLCanvasElement;
  /** Opaque where it is hatched, null where nothing is. */
  readonly hatched: HTMLCanvasElement | null;
  /** By how many pixels make one of the contour's. */
  readonly contours: Map<number, Contour>;
}

export function createPicture(raster: ClassRaster, look: ClassLook): CoveragePicture {
  const colourOf = (value: number) => look.colours[value % look.colours.length]!;
  const isHatched = new Set(look.hatched);
  return {
    raster,
    look,
    colours: pixels(raster, colourOf),
    hatched: isHatched.size === 0 ? null : pixels(raster, (value) => (isHatched.has(value) ? OPAQUE : 0)),
    contours: new Map(),
  };
}

const OPAQUE = 0xff000000;

function pixels(raster: ClassRaster, colourOf: (value: number) => number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = raster.columns;
  canvas.height = raster.rows;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws no canvas');
  const image = context.createImageData(raster.columns, raster.rows);
  const out = new Uint32Array(image.data.buffer);
  const { classes, nothing } = raster;
  for (let pixel = 0; pixel < out.length; pixel++) {
    const value = classes[pixel]!;
    if (value !== nothing) out[pixel] = colourOf(value);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Rows are even in degrees and the map is not: the raster is drawn in so many strips, each as if it were. */
const STRIPS = 16;
const CONTOUR_PX = 1.1;
/** A contour's pixel is at least so wide on screen. */
const LEAST_PIXEL_PX = 1.4;

export type CoveragePainter = (
  context: CanvasRenderingContext2D,
  camera: Camera,
  picture: CoveragePicture,
  paint: MapPaint,
  crs: Crs,
) => void;

/** A painter of coverage; keeps the canvas that its hatching is cut out on. */
export function createCoveragePainter(): CoveragePainter {
  let cut: HTMLCanvasElement | null = null;
  return (context, camera, picture, paint, crs) => {
    const at = placer(picture.raster, camera, crs);
    drawStrips(context, camera, picture.raster, picture.colours, at);
    if (picture.hatched) {
      cut ??= document.createElement('canvas');
      drawHatching(context, camera, picture, picture.hatched, cut, paint, at);
    }
    drawContour(context, picture, paint, at);
  };
}

/** Pixels from the north-west corner to CSS pixels of the canvas. */
type Placer = (column: number, row: number) => { x: number; y: number };

function placer({ rows, columns, north, west, south, east }: RasterPlace, camera: Camera, crs: Crs): Placer {
  return (column, row) => {
    const lat = north + ((south - north) * row) / rows;
    const lon = west + ((east - west) * column) / columns;
    return toCanvas(camera, toWorld(fromWgs84({ lat, lon }, crs)));
  };
}

function drawStrips(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { rows, columns }: RasterPlace,
  source: HTMLCanvasElement,
  at: Placer,
): void {
  // Whole device pixels, so that strips neither overlap nor gape.
  const whole = (px: number) => Math.round(px * camera.ratio) / camera.ratio;
  const strips = Math.min(STRIPS, rows);
  for (let strip = 0; strip < strips; strip++) {
    const top = Math.round((rows * strip) / strips);
    const bottom = Math.round((rows * (strip + 1)) / strips);
    const [from, to] = [at(0, top), at(columns, bottom)];
    const [x, y] = [whole(from.x), whole(from.y)];
    const [width, height] = [whole(to.x) - x, whole(to.y) - y];
    if (y > camera.height || y + height < 0 || x > camera.width || x + width < 0) continue;
    context.imageSmoothingEnabled = width < columns;
    context.drawImage(source, 0, top, columns, bottom - top, x, y, width, height);
  }
}

function drawHatching(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { raster }: CoveragePicture,
  mask: HTMLCanvasElement,
  cut: HTMLCanvasElement,
  paint: MapPaint,
  at: Placer,
): void {
  cut.width = context.canvas.width;
  cut.height = context.canvas.height;
  const brush = cut.getContext('2d');
  const pattern = brush && hatching(brush, paint.colours.critical);
  if (!brush || !pattern) return;
  brush.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
  drawStrips(brush, camera, raster, mask, at);
  brush.globalCompositeOperation = 'source-in';
  brush.fillStyle = pattern;
  brush.globalAlpha = 0.5;
  brush.fillRect(0, 0, camera.width, camera.height);
  context.drawImage(cut, 0, 0, camera.width, camera.height);
}

function drawContour(
  context: CanvasRenderingContext2D,
  { raster, look, contours }: CoveragePicture,
  paint: MapPaint,
  at: Placer,
): void {
  const [from, to] = [at(0, 0), at(raster.columns, raster.rows)];
  const pixelPx = (to.x - from.x) / raster.columns;
  let every = 1;
  while (every * pixelPx < LEAST_PIXEL_PX && every < raster.columns) every *= 2;
  let contour = contours.get(every);
  if (!contour) {
    contour = contourOf(raster, look.contour, every);
    contours.set(every, contour);
  }
  const rowY = Float64Array.from({ length: raster.rows + every + 1 }, (_, row) => at(0, row).y);
  context.beginPath();
  for (let run = 0; run < contour.length; run += 4) {
    context.moveTo(from.x + contour[run]! * pixelPx, rowY[contour[run + 1]!]!);
    context.lineTo(from.x + contour[run + 2]! * pixelPx, rowY[contour[run + 3]!]!);
  }
  context.strokeStyle = paint.colours.text;
  context.globalAlpha = 0.6;
  context.lineWidth = CONTOUR_PX;
  context.stroke();
  context.globalAlpha = 1;
}
