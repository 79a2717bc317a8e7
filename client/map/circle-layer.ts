import { type Camera, metresPerPx } from './camera.ts';
import type { MapPaint } from './map-paint.ts';
import { type PointState, stationPoint } from './point-state.ts';

const FILL_ALPHA = 0.13;
const LINE_PX = 1.5;

/**
 * Draws how far the charging stations reach: one area for all, with one outline, so that places in reach of many do not
 * look better served than they are asked about. `latitudeOf` gives a station's latitude in degrees.
 */
export function paintCircles(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: PointState,
  radiusM: number,
  latitudeOf: (station: number) => number,
  paint: MapPaint,
): void {
  const area = new Path2D();
  for (let station = 0; station < state.stationCount; station++) {
    const { x, y } = stationPoint(state, camera, station);
    if (Number.isNaN(x)) continue;
    const radius = radiusM / metresPerPx(latitudeOf(station), camera.zoom);
    area.moveTo(x + radius, y);
    area.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.strokeStyle = paint.colours.accent;
  context.lineWidth = 2 * LINE_PX;
  context.stroke(area);
  // What of the outlines lies inside the area goes, which leaves the outline of the whole.
  context.globalCompositeOperation = 'destination-out';
  context.fill(area);
  context.globalCompositeOperation = 'source-over';
  context.globalAlpha = FILL_ALPHA;
  context.fillStyle = paint.colours.accent;
  context.fill(area);
  context.globalAlpha = 1;
}
