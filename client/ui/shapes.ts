import type { Severity } from '../../shared/model/sample.ts';
import type { Palette } from './palette.ts';

/**
 * Draws the shape of a state centred on (x, y): ▲ critical, ◆ major, ■ minor, ● warning, dashed ring unknown, thin ring
 * normal. `size` is the width of its box in canvas units; shapes of one size look equally heavy. Leaves the context's
 * styles changed, its path empty and its dash solid.
 */
export function drawShape(
  ctx: CanvasRenderingContext2D,
  severity: Severity,
  x: number,
  y: number,
  size: number,
  colours: Palette,
): void {
  const r = size / 2;
  ctx.beginPath();
  ctx.fillStyle = colours[severity];
  ctx.strokeStyle = colours[severity];
  ctx.lineWidth = Math.max(1, size / 8);
  switch (severity) {
    case 'critical':
      ctx.moveTo(x, y - r);
      ctx.lineTo(x + r, y + r * 0.8);
      ctx.lineTo(x - r, y + r * 0.8);
      ctx.closePath();
      ctx.fill();
      break;
    case 'major':
      ctx.moveTo(x, y - r);
      ctx.lineTo(x + r, y);
      ctx.lineTo(x, y + r);
      ctx.lineTo(x - r, y);
      ctx.closePath();
      ctx.fill();
      break;
    case 'minor':
      ctx.fillRect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
      break;
    case 'warning':
      ctx.arc(x, y, r * 0.88, 0, 2 * Math.PI);
      ctx.fill();
      break;
    case 'unknown':
      ctx.setLineDash([size / 5, size / 6]);
      ctx.arc(x, y, r * 0.82, 0, 2 * Math.PI);
      ctx.stroke();
      ctx.setLineDash([]);
      break;
    case 'normal':
      ctx.arc(x, y, r * 0.82, 0, 2 * Math.PI);
      ctx.stroke();
      break;
  }
}
