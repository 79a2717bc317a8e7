import { SEVERITIES, SEVERITY_RANK } from '../../shared/model/sample.ts';
import type { Palette } from '../ui/palette.ts';
import { drawShape } from '../ui/shapes.ts';

/** Marks by index of a resource: 0 without an alarm, else 1 + the index into SEVERITIES of the worst that stands. */
export type AlarmMarks = Uint8Array;

/** Worse is larger; −1 for none. */
export function rankOfMark(mark: number): number {
  return mark === 0 ? -1 : SEVERITY_RANK[SEVERITIES[mark - 1]!];
}

/** Draws the mark of a standing alarm, centred on (x, y): a ring in the colour of the severity round its shape. */
export function drawAlarmMark(
  context: CanvasRenderingContext2D,
  mark: number,
  x: number,
  y: number,
  size: number,
  colours: Palette,
): void {
  const severity = SEVERITIES[mark - 1]!;
  context.beginPath();
  context.arc(x, y, size / 2 + 1.25, 0, 2 * Math.PI);
  context.fillStyle = colours.halo;
  context.fill();
  context.beginPath();
  context.arc(x, y, size / 2 - 0.75, 0, 2 * Math.PI);
  context.fillStyle = colours.panel;
  context.fill();
  context.strokeStyle = colours[severity];
  context.lineWidth = 1.5;
  context.stroke();
  drawShape(context, severity, x, y, size * 0.52, colours);
}
