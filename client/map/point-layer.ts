import { SEVERITIES } from '../../shared/model/sample.ts';
import { drawShape } from '../ui/shapes.ts';
import { MAP_FONT } from './base-layer.ts';
import type { Camera } from './camera.ts';
import { type Box, boxAround } from './label-placement.ts';
import type { MapPaint } from './map-paint.ts';
import { MARK } from './mark-style.ts';
import { BADGE_ZOOM, CONNECTOR_ZOOM, connectorPoint, type PointState, stationPoint } from './point-state.ts';
import { NORMAL, UNKNOWN } from './sector-state.ts';

const FULL_TURN = 2 * Math.PI;
const BADGE_HEIGHT_PX = 18;
const SHAPE_PX = 9;
const MARGIN_PX = 60;

/** Draws charging stations and, near enough, their connectors. */
export function paintStations(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: PointState,
  paint: MapPaint,
): void {
  if (!state.showStations) return;
  context.lineJoin = 'round';
  for (let station = 0; station < state.stationCount; station++) {
    const at = stationPoint(state, camera, station);
    if (!isNear(camera, at)) continue;
    if (camera.zoom >= BADGE_ZOOM) paintBadge(context, state, station, at, paint);
    else paintSmallStation(context, state, station, at, camera, paint);
  }
  if (camera.zoom >= CONNECTOR_ZOOM) paintConnectors(context, camera, state, paint);
}

/** Boxes of the stations' badges: labels keep off them. */
export function badgeBoxes(camera: Camera, state: PointState): Box[] {
  if (!state.showStations || camera.zoom < BADGE_ZOOM) return [];
  return Array.from({ length: state.stationCount }, (_, station) => {
    const { x, y } = stationPoint(state, camera, station);
    return boxAround(x, y, 34, BADGE_HEIGHT_PX + 2);
  });
}

function isNear(camera: Camera, { x, y }: { x: number; y: number }): boolean {
  return x > -MARGIN_PX && y > -MARGIN_PX && x < camera.width + MARGIN_PX && y < camera.height + MARGIN_PX;
}

/** A bolt, drawn about the origin in a box of 8 by 12. */
export function traceBolt(context: CanvasRenderingContext2D, x: number, y: number, scale: number): void {
  context.beginPath();
  context.moveTo(x + 1.2 * scale, y - 6 * scale);
  context.lineTo(x - 3.8 * scale, y + 1.2 * scale);
  context.lineTo(x - 0.4 * scale, y + 1.2 * scale);
  context.lineTo(x - 1.4 * scale, y + 6 * scale);
  context.lineTo(x + 3.8 * scale, y - 1.4 * scale);
  context.lineTo(x + 0.4 * scale, y - 1.4 * scale);
  context.closePath();
}

function stationColour(state: PointState, station: number, paint: MapPaint): string {
  const severity = state.stationSeverity[station]!;
  if (state.stationStyle[station] === MARK.hatched) return paint.colours.stale;
  return severity === NORMAL ? paint.colours.accent : paint.colours[SEVERITIES[severity]!];
}

function paintSmallStation(
  context: CanvasRenderingContext2D,
  state: PointState,
  station: number,
  { x, y }: { x: number; y: number },
  camera: Camera,
  paint: MapPaint,
): void {
  const scale = camera.zoom < 12 ? 0.6 : 0.8;
  traceBolt(context, x, y, scale);
  context.strokeStyle = paint.colours.halo;
  context.lineWidth = 2;
  context.stroke();
  // Far out a station in order is background: only what is wrong with it has a colour.
  const quiet = state.stationSeverity[station] === NORMAL;
  context.fillStyle = quiet ? paint.colours.faint : stationColour(state, station, paint);
  context.fill();
  if (camera.zoom >= 12) paintStationShape(context, state, station, x + 7, y - 5, 7, paint);
}

function paintBadge(
  context: CanvasRenderingContext2D,
  state: PointState,
  station: number,
  { x, y }: { x: number; y: number },
  paint: MapPaint,
): void {
  const free = state.stationFree[station]!;
  const text = free < 0 ? '–' : String(free);
  context.font = `600 11px ${MAP_FONT}`;
  const width = 20 + context.measureText(text).width;
  const left = x - width / 2;
  const stale = state.stationStyle[station] === MARK.hatched;
  context.beginPath();
  context.roundRect(left, y - BADGE_HEIGHT_PX / 2, width, BADGE_HEIGHT_PX, 5);
  context.fillStyle = paint.colours.panel;
  context.fill();
  context.strokeStyle = stationColour(state, station, paint);
  context.lineWidth = 1.25;
  if (stale || free < 0) context.setLineDash([3, 2]);
  context.stroke();
  context.setLineDash([]);
  traceBolt(context, left + 9, y, 0.8);
  context.fillStyle = stationColour(state, station, paint);
  context.fill();
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = stale ? paint.colours.muted : paint.colours.text;
  context.fillText(text, left + 15, y + 0.5);
  paintStationShape(context, state, station, left + width, y - BADGE_HEIGHT_PX / 2, SHAPE_PX, paint);
}

function paintStationShape(
  context: CanvasRenderingContext2D,
  state: PointState,
  station: number,
  x: number,
  y: number,
  sizePx: number,
  paint: MapPaint,
): void {
  const severity = state.stationSeverity[station]!;
  if (severity === NORMAL || severity === UNKNOWN) return;
  paintShape(context, SEVERITIES[severity]!, x, y, paint, sizePx);
}

function paintShape(
  context: CanvasRenderingContext2D,
  severity: (typeof SEVERITIES)[number],
  x: number,
  y: number,
  paint: MapPaint,
  sizePx = SHAPE_PX,
): void {
  context.beginPath();
  context.arc(x, y, sizePx / 2 + 1.5, 0, FULL_TURN);
  context.fillStyle = paint.colours.halo;
  context.fill();
  drawShape(context, severity, x, y, sizePx, paint.colours);
}

function paintConnectors(context: CanvasRenderingContext2D, camera: Camera, state: PointState, paint: MapPaint): void {
  for (let connector = 0; connector < state.connectorCount; connector++) {
    const at = connectorPoint(state, camera, connector);
    if (!isNear(camera, at)) continue;
    const severity = SEVERITIES[state.connectorSeverity[connector]!]!;
    context.globalAlpha = state.connectorStyle[connector] === MARK.hatched ? 0.45 : 1;
    paintShape(context, state.connectorStyle[connector] === MARK.dashed ? 'unknown' : severity, at.x, at.y, paint);
    if (severity === 'normal' && state.connectorBusy[connector] === 1) {
      context.beginPath();
      context.arc(at.x, at.y, 2, 0, FULL_TURN);
      context.fillStyle = paint.colours.normal;
      context.fill();
    }
    context.globalAlpha = 1;
  }
}
