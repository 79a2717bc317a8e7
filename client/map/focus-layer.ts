import type { Camera } from './camera.ts';
import type { MapPaint } from './map-paint.ts';
import type { PickKind } from './picking.ts';
import { BADGE_ZOOM, centrePoint, connectorPoint, type PointState, stationPoint } from './point-state.ts';
import { placeOf } from './sector-layer.ts';
import type { SectorState } from './sector-state.ts';
import { traceWedge, wedgeRadius } from './wedge.ts';

export interface FocusState {
  hovered: { readonly kind: PickKind; readonly index: number } | null;
  selected: { readonly kind: PickKind; readonly index: number } | null;
}

/** Marks what is selected and what is under the pointer, on a canvas of its own: neither redraws the map. */
export function paintFocus(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: FocusState,
  sectors: SectorState,
  points: PointState,
  paint: MapPaint,
): void {
  if (state.hovered) outline(context, camera, state.hovered, sectors, points, paint.colours.text, 1.5, 0.7);
  if (!state.selected) return;
  outline(context, camera, state.selected, sectors, points, paint.colours.halo, 5, 0.9);
  outline(context, camera, state.selected, sectors, points, paint.colours.accent, 2.25, 1);
}

function outline(
  context: CanvasRenderingContext2D,
  camera: Camera,
  target: { readonly kind: PickKind; readonly index: number },
  sectors: SectorState,
  points: PointState,
  colour: string,
  width: number,
  alpha: number,
): void {
  context.beginPath();
  trace(context, camera, target, sectors, points);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.stroke();
  context.globalAlpha = 1;
}

function trace(
  context: CanvasRenderingContext2D,
  camera: Camera,
  { kind, index }: { readonly kind: PickKind; readonly index: number },
  sectors: SectorState,
  points: PointState,
): void {
  const radius = wedgeRadius(camera.zoom);
  const ring = ({ x, y }: { x: number; y: number }, radiusPx: number) => context.arc(x, y, radiusPx, 0, 2 * Math.PI);
  if (kind === 'site') ring(placeOf(sectors, camera, index), radius + 5);
  if (kind === 'station') ring(stationPoint(points, camera, index), camera.zoom < BADGE_ZOOM ? 10 : 19);
  if (kind === 'connector') ring(connectorPoint(points, camera, index), 7);
  if (kind === 'datacentre') ring(centrePoint(points, camera, index), 18);
  if (kind !== 'cell') return;
  traceWedge(context, {
    ...placeOf(sectors, camera, sectors.cellSite[index]!),
    radius: radius + 3,
    azimuthDeg: sectors.azimuthDeg[index]!,
    beamDeg: sectors.beamDeg[index]!,
  });
}
