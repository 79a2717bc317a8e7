import { SEVERITIES } from '../../shared/model/sample.ts';
import { drawShape } from '../ui/shapes.ts';
import { MAP_FONT } from './base-layer.ts';
import type { Camera } from './camera.ts';
import { ringSegments } from './cluster-rings.ts';
import { type ClusterState, type PlacedMark, placeMarks } from './cluster-state.ts';
import type { MapPaint } from './map-paint.ts';
import { traceBolt } from './point-layer.ts';
import { NORMAL } from './sector-state.ts';

const FULL_TURN = 2 * Math.PI;
const RING_PX = 2.5;
const WORST_PX = 5;

/** Draws groups of sites as rings of their mix of states with their number inside, and groups of stations as bolts. */
export function paintClusters(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: ClusterState,
  paint: MapPaint,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `600 11px ${MAP_FONT}`;
  const placed = placeMarks(state, camera);
  // Chargers are background to the radio network, unless something is wrong with one.
  const quiet = ({ mark }: PlacedMark) => mark.kind === 'station' && mark.worst === NORMAL;
  for (const each of placed) if (quiet(each)) paintStations(context, each, paint);
  for (const each of placed) {
    if (each.mark.kind === 'site') paintSites(context, each, paint);
    else if (!quiet(each)) paintStations(context, each, paint);
  }
}

function paintSites(context: CanvasRenderingContext2D, { mark, x, y, radius }: PlacedMark, paint: MapPaint): void {
  context.beginPath();
  context.arc(x, y, radius, 0, FULL_TURN);
  context.fillStyle = mark.inService > 0 ? paint.colours.panel : paint.colours.ground;
  context.fill();
  if (mark.inService === 0) {
    context.strokeStyle = paint.colours.faint;
    context.lineWidth = 1.25;
    context.stroke();
    return;
  }
  if (mark.inService === 1) {
    drawShape(context, SEVERITIES[mark.worst]!, x, y, 2 * radius - 1, paint.colours);
    return;
  }
  const segments = ringSegments(mark.counts);
  segments.forEach(({ severity, from, to }, i) => {
    context.beginPath();
    context.arc(x, y, radius, from, to);
    context.strokeStyle = paint.colours[SEVERITIES[severity]!];
    context.lineWidth = i === segments.length - 1 && severity !== NORMAL ? WORST_PX : RING_PX;
    context.stroke();
  });
  context.fillStyle = paint.colours.text;
  context.fillText(shortCount(mark.inService), x, y + 0.5);
}

/** 987, 1.2k, 34k: what fits a ring. */
export function shortCount(count: number): string {
  if (count < 1_000) return String(count);
  const thousands = count / 1_000;
  return `${thousands < 10 ? Math.floor(thousands * 10) / 10 : Math.floor(thousands)}k`;
}

function paintStations(context: CanvasRenderingContext2D, { mark, x, y }: PlacedMark, paint: MapPaint): void {
  const troubled = mark.worst !== NORMAL;
  traceBolt(context, x, y, troubled ? 0.8 : 0.6);
  context.strokeStyle = paint.colours.halo;
  context.lineWidth = 2;
  context.stroke();
  context.fillStyle = troubled ? paint.colours[SEVERITIES[mark.worst]!] : paint.colours.faint;
  context.fill();
}
