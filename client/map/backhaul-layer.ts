import { SEVERITIES } from '../../shared/model/sample.ts';
import { drawShape } from '../ui/shapes.ts';
import { type BackhaulState, linkEnds, nodePoint } from './backhaul-state.ts';
import type { Camera } from './camera.ts';
import { cssColour, type MapPaint } from './map-paint.ts';
import { MARK } from './mark-style.ts';
import { NORMAL, RANK_OF } from './sector-state.ts';

const LINE_PX = 3;
const RIM_PX = 1.5;
const NODE_PX = 4.5;
const SHAPE_PX = 11;

/**
 * Draws links in the colour of their load, worst last, and nodes over them. A link that is down is a broken line in the
 * colour of its state; stale is hatched across; whatever is not normal carries the shape of its state.
 */
export function paintBackhaul(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: BackhaulState,
  paint: MapPaint,
): void {
  if (!state.visible) return;
  context.lineCap = 'round';
  const order = Array.from({ length: state.linkCount }, (_, link) => link);
  order.sort((a, b) => RANK_OF[state.linkSeverity[a]!]! - RANK_OF[state.linkSeverity[b]!]!);
  for (const link of order) paintLink(context, camera, state, link, paint);
  for (let node = 0; node < state.nodeCount; node++) paintNode(context, camera, state, node, paint);
}

function paintLink(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: BackhaulState,
  link: number,
  paint: MapPaint,
): void {
  const ends = linkEnds(state, camera, link);
  if (!ends) return;
  const [from, to] = ends;
  const style = state.linkStyle[link]!;
  const line = (colour: string, width: number, dash: readonly number[] = []) => {
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.stroke();
  };
  line(paint.colours.halo, LINE_PX + 2 * RIM_PX);
  // The scale's dark end is near the ground: a rim in the text's colour keeps 3:1.
  line(paint.colours.muted, LINE_PX + RIM_PX, style === MARK.filled ? [] : [6, 7]);
  line(cssColour(state.linkColour[link]!), LINE_PX, style === MARK.filled ? [] : [6, 7]);
  if (style === MARK.hatched) line(paint.colours.stale, LINE_PX, [1, 6]);
  context.setLineDash([]);
  shape(context, state.linkSeverity[link]!, (from.x + to.x) / 2, (from.y + to.y) / 2, paint);
}

function paintNode(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: BackhaulState,
  node: number,
  paint: MapPaint,
): void {
  const { x, y } = nodePoint(state, camera, node);
  if (Number.isNaN(x)) return;
  const style = state.nodeStyle[node]!;
  context.beginPath();
  context.rect(x - NODE_PX, y - NODE_PX, 2 * NODE_PX, 2 * NODE_PX);
  context.fillStyle = paint.colours.panel;
  context.fill();
  context.strokeStyle = style === MARK.filled ? paint.colours.accent : paint.colours.unknown;
  context.lineWidth = 1.75;
  context.setLineDash(style === MARK.filled ? [] : [2.5, 2]);
  context.stroke();
  context.setLineDash([]);
  shape(context, state.nodeSeverity[node]!, x + NODE_PX, y - NODE_PX, paint);
}

function shape(context: CanvasRenderingContext2D, severity: number, x: number, y: number, paint: MapPaint): void {
  if (severity === NORMAL) return;
  context.beginPath();
  context.arc(x, y, SHAPE_PX / 2 + 2, 0, 2 * Math.PI);
  context.fillStyle = paint.colours.halo;
  context.fill();
  drawShape(context, SEVERITIES[severity]!, x, y, SHAPE_PX, paint.colours);
}
