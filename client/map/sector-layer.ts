import { type Camera, worldPx } from './camera.ts';
import { type Box, boxAround } from './label-placement.ts';
import { cssColour, type MapPaint } from './map-paint.ts';
import { MARK } from './mark-style.ts';
import { createSectorRaster } from './sector-raster.ts';
import { cellsInOrder, LIFECYCLE, RANK_OF, type SectorState, sitesInView } from './sector-state.ts';
import { paintSiteLabels } from './site-labels.ts';
import { mastDot, outageRadius, traceWedge, wedgeRadius } from './wedge.ts';

/** Up to this many wedges in view are drawn as smooth paths; more are written as pixels. */
const MAX_PATHS = 1_500;
const SITE_MARGIN_PX = 80;
const FULL_TURN = 2 * Math.PI;

export type SectorPainter = (
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: SectorState,
  paint: MapPaint,
  among: Among,
) => void;

/** What other layers draw among the sites: over their wedges, under their outages and masts. */
export interface Among {
  /** Boxes that labels keep off. */
  readonly taken: readonly Box[];
  paint(): void;
}

/** A painter of sites and sectors; keeps its bitmap between drawings. */
export function createSectorPainter(): SectorPainter {
  const raster = createSectorRaster();
  return (context, camera, state, paint, among) => {
    const sites = sitesInView(state, camera, SITE_MARGIN_PX);
    const inService = sites
      .filter((site) => state.lifecycle[site] === LIFECYCLE.inService)
      .sort((a, b) => RANK_OF[state.siteSeverity[a]!]! - RANK_OF[state.siteSeverity[b]!]!);
    const order = cellsInOrder(state, sites);
    const many = order.length > MAX_PATHS;
    if (many) raster(context, camera, state, order, inService, paint);
    paintUnbuilt(context, camera, state, sites, paint);
    if (!many) paintWedges(context, camera, state, order, paint);
    among.paint();
    paintOutages(context, camera, state, inService, paint);
    if (!many) paintMasts(context, camera, state, inService, paint);
    paintSiteLabels(context, camera, state, sites, paint, among.taken);
  };
}

/** Boxes of the marks of sites in service, with the halo of those that are out: what a neighbour's name keeps off. */
export function siteBoxes(state: SectorState, camera: Camera): Box[] {
  const radius = wedgeRadius(camera.zoom);
  return sitesInView(state, camera, SITE_MARGIN_PX)
    .filter((site) => state.lifecycle[site] === LIFECYCLE.inService)
    .map((site) => {
      const { x, y } = placeOf(state, camera, site);
      const side = 2 * (state.siteOut[site] ? outageRadius(radius) : radius);
      return boxAround(x, y, side, side);
    });
}

export function placeOf(state: SectorState, camera: Camera, site: number): { x: number; y: number } {
  const side = worldPx(camera.zoom);
  return { x: state.siteX[site]! * side - camera.originX, y: state.siteY[site]! * side - camera.originY };
}

function paintUnbuilt(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: SectorState,
  sites: readonly number[],
  paint: MapPaint,
): void {
  const radius = camera.zoom < 12.25 ? 2.75 : 4;
  context.lineWidth = 1.25;
  context.strokeStyle = paint.colours.faint;
  for (const site of sites) {
    const lifecycle = state.lifecycle[site];
    if (lifecycle === LIFECYCLE.inService) continue;
    const { x, y } = placeOf(state, camera, site);
    context.beginPath();
    context.arc(x, y, radius, 0, FULL_TURN);
    context.fillStyle = paint.colours.ground;
    context.fill();
    context.stroke();
    if (lifecycle !== LIFECYCLE.building) continue;
    context.beginPath();
    context.arc(x, y, radius, Math.PI / 2, (3 * Math.PI) / 2);
    context.fillStyle = paint.colours.muted;
    context.fill();
  }
}

function paintWedges(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: SectorState,
  order: Uint32Array,
  paint: MapPaint,
): void {
  const radius = wedgeRadius(camera.zoom);
  let hatch: CanvasPattern | null = null;
  for (const cell of order) {
    const { x, y } = placeOf(state, camera, state.cellSite[cell]!);
    const style = state.cellStyle[cell]!;
    const colour = cssColour(state.cellColour[cell]!);
    context.beginPath();
    traceWedge(context, { x, y, radius, azimuthDeg: state.azimuthDeg[cell]!, beamDeg: state.beamDeg[cell]! });
    if (style === MARK.filled || style === MARK.hatched) {
      context.fillStyle = colour;
      context.fill();
    }
    if (style === MARK.hatched) {
      hatch ??= hatchPattern(context, paint);
      context.fillStyle = hatch ?? paint.colours.stale;
      context.fill();
    }
    const outlined = style === MARK.hollow || style === MARK.dashed;
    if (style === MARK.dashed) context.setLineDash([3, 2.5]);
    // The ends of a sequential scale come close to the ground of one theme or the other: the rim keeps them visible.
    context.strokeStyle = outlined ? colour : state.rimmed ? paint.colours.faint : paint.colours.ground;
    context.lineWidth = outlined ? 1.25 : 0.75;
    context.stroke();
    if (style === MARK.dashed) context.setLineDash([]);
  }
}

/** Diagonal stripes of the stale colour with the ground between them dimmed: the last colour still shows through. */
function hatchPattern(context: CanvasRenderingContext2D, paint: MapPaint): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = 5;
  tile.height = 5;
  const brush = tile.getContext('2d');
  if (!brush) return null;
  brush.strokeStyle = paint.colours.stale;
  brush.lineWidth = 2.4;
  brush.beginPath();
  for (const shift of [-5, 0, 5]) {
    brush.moveTo(shift - 1, 6);
    brush.lineTo(shift + 6, -1);
  }
  brush.stroke();
  return context.createPattern(tile, 'repeat');
}

/** A site that is wholly out stands in a ring of its own, so that its hollow wedges are not overlooked. */
function paintOutages(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: SectorState,
  sites: readonly number[],
  paint: MapPaint,
): void {
  const radius = wedgeRadius(camera.zoom);
  context.strokeStyle = paint.colours.critical;
  context.fillStyle = paint.colours.critical;
  for (const site of sites) {
    if (!state.siteOut[site]) continue;
    const { x, y } = placeOf(state, camera, site);
    context.beginPath();
    context.arc(x, y, outageRadius(radius), 0, FULL_TURN);
    context.globalAlpha = 0.14;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.stroke();
    context.beginPath();
    context.arc(x, y, radius + 2.5, 0, FULL_TURN);
    context.lineWidth = 1.5;
    context.stroke();
  }
}

function paintMasts(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: SectorState,
  sites: readonly number[],
  paint: MapPaint,
): void {
  const dot = mastDot(camera.zoom);
  for (const site of sites) {
    const { x, y } = placeOf(state, camera, site);
    context.beginPath();
    context.arc(x, y, dot.rimPx, 0, FULL_TURN);
    context.fillStyle = paint.mastRim;
    context.fill();
    context.beginPath();
    context.arc(x, y, dot.middlePx, 0, FULL_TURN);
    context.fillStyle = state.siteOut[site] ? paint.colours.critical : paint.mast;
    context.fill();
  }
}
