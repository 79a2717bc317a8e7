import { type BackhaulState, linkEnds, nodePoint } from './backhaul-state.ts';
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
  backhaul: BackhaulState,
  paint: MapPaint,
): void {
  if (state.hovered) outline(context, camera, state.hovered, sectors, points, backhaul, paint.colours.text, 1.5, 0.7);
  if (!state.selected) return;
  outline(context, camera, state.selected, sectors, points, backhaul, paint.colours.halo, 5, 0.9);
  outline(context, camera, state.selected, sectors, points, backhaul, paint.colours.accent, 2.25, 1);
}

function outline(
  context: CanvasRenderingContext2D,
  camera: Camera,
  target: { readonly kind: PickKind; readonly index: number },
  sectors: SectorState,
  points: PointState,
  backhaul: BackhaulState,
  colour: string,
  width: number,
  alpha: number,
): void {
  context.beginPath();
  trace(context, camera, target, sectors, points, backhaul);
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
  backhaul: BackhaulState,
): void {
  const radius = wedgeRadius(camera.zoom);
  const ring = ({ x, y }: { x: number; y: number }, radiusPx: number) => context.arc(x, y, radiusPx, 0, 2 * Math.PI);
  if (kind === 'site') ring(placeOf(sectors, camera, index), radius + 5);
  if (kind === 'station') ring(stationPoint(points, camera, index), camera.zoom < BADGE_ZOOM ? 10 : 19);
  if (kind === 'connector') ring(connectorPoint(points, camera, index), 7);
  if (kind === 'datacentre') ring(centrePoint(points, camera, index), 18);
  if (kind === 'backhaul-node') ring(nodePoint(backhaul, camera, index), 11);
  if (kind === 'backhaul-link') {
    const ends = linkEnds(backhaul, camera, index);
    if (ends) context.moveTo(ends[0].x, ends[0].y);
    if (ends) context.lineTo(ends[1].x, ends[1].y);
  }
  if (kind !== 'cell') return;
  traceWedge(context, {
    ...placeOf(sectors, camera, sectors.cellSite[index]!),
    radius: radius + 3,
    azimuthDeg: sectors.azimuthDeg[index]!,
    beamDeg: sectors.beamDeg[index]!,
  });
}
