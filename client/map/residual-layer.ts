import { type Camera, worldPx } from './camera.ts';
import type { MapPaint } from './map-paint.ts';
import { residualColour, residualShape } from './residual-classes.ts';

/** Measured points as the map draws them, columns by point. */
export interface ResidualPoints {
  /** World position, 0…1. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Class of `residual-classes.ts`. */
  readonly residual: Uint8Array;
}

const SIZE_PX = 3;
const STRONG_PX = 4.5;
const FULL_TURN = 2 * Math.PI;

/** Draws points class by class, those that fit first: what is off is not hidden by them. */
export function paintResiduals(
  context: CanvasRenderingContext2D,
  camera: Camera,
  points: ResidualPoints,
  { colours }: MapPaint,
): void {
  const side = worldPx(camera.zoom);
  for (const residual of [2, 1, 3, 0, 4]) {
    const path = new Path2D();
    const { points: shape, strong } = residualShape(residual);
    const size = strong ? STRONG_PX : SIZE_PX;
    for (let point = 0; point < points.x.length; point++) {
      if (points.residual[point] !== residual) continue;
      const [x, y] = [points.x[point]! * side - camera.originX, points.y[point]! * side - camera.originY];
      if (x < -size || y < -size || x > camera.width + size || y > camera.height + size) continue;
      addShape(path, shape, x, y, size);
    }
    context.lineWidth = 1.5;
    context.strokeStyle = colours.halo;
    context.stroke(path);
    context.fillStyle = residualColour(colours.theme, residual);
    context.fill(path);
  }
}

function addShape(path: Path2D, shape: 'down' | 'dot' | 'up', x: number, y: number, size: number): void {
  if (shape === 'dot') {
    path.moveTo(x + size - 0.5, y);
    path.arc(x, y, size - 0.5, 0, FULL_TURN);
    return;
  }
  const tip = shape === 'up' ? -size : size;
  path.moveTo(x, y + tip);
  path.lineTo(x + size, y - tip * 0.7);
  path.lineTo(x - size, y - tip * 0.7);
  path.closePath();
}
