import { MAP_FONT } from './base-layer.ts';
import { type Camera, worldPx } from './camera.ts';
import { boxAround, type LabelWish, placeLabels } from './label-placement.ts';
import type { MapPaint } from './map-paint.ts';

/** How far a site is: filled, half filled, hollow; `new` stands in the state that is shown and not today. */
export const STAND = { planned: 0, building: 1, onAir: 2, new: 3 } as const;

/** Sites of a plan as the map draws them, columns by site. */
export interface PlanSites {
  readonly count: number;
  /** World position, 0…1; NaN for none. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** STAND */
  readonly stand: Uint8Array;
  /** Written beside it: its place in an order; '' for nothing. */
  readonly note: readonly string[];
  /** Ordinal of the selected site, −1 for none. */
  readonly selected: number;
}

/** A place that a ranking proposes and that is no site yet. */
export interface ProposedPlace {
  readonly x: number;
  readonly y: number;
  readonly note: string;
}

const FULL_TURN = 2 * Math.PI;
const FAR_ZOOM = 12.25;
const NEAR_PX = 5;
const FAR_PX = 3.5;
/** Among more sites than this a dot is a point. */
const CROWD = 1_500;
const CROWD_PX = 2;
const NOTE_PX = 11;

function radiusOf(sites: PlanSites, camera: Camera): number {
  if (sites.count > CROWD && camera.zoom < FAR_ZOOM) return CROWD_PX;
  return camera.zoom < FAR_ZOOM ? FAR_PX : NEAR_PX;
}

export function paintPlanSites(
  context: CanvasRenderingContext2D,
  camera: Camera,
  sites: PlanSites,
  proposed: readonly ProposedPlace[],
  paint: MapPaint,
): void {
  const side = worldPx(camera.zoom);
  const radius = radiusOf(sites, camera);
  const seen = (x: number, y: number) =>
    x > -NEAR_PX && y > -NEAR_PX && x < camera.width + NEAR_PX && y < camera.height + NEAR_PX;
  const wishes: (LabelWish & { note: string })[] = [];
  for (let site = 0; site < sites.count; site++) {
    const [x, y] = [sites.x[site]! * side - camera.originX, sites.y[site]! * side - camera.originY];
    if (!seen(x, y)) continue;
    paintDot(context, x, y, radius, sites.stand[site]!, paint);
    if (site === sites.selected) paintSelection(context, x, y, radius, paint);
    if (sites.note[site]) wishes.push(wishFor(x, y, sites.note[site]!));
  }
  for (const place of proposed) {
    const [x, y] = [place.x * side - camera.originX, place.y * side - camera.originY];
    if (!seen(x, y)) continue;
    paintProposal(context, x, y, paint);
    wishes.push(wishFor(x, y, place.note));
  }
  paintNotes(context, wishes, paint);
}

function paintDot(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  stand: number,
  { colours }: MapPaint,
): void {
  const stands = stand === STAND.onAir || stand === STAND.new;
  context.beginPath();
  context.arc(x, y, radius, 0, FULL_TURN);
  context.fillStyle = stand === STAND.onAir ? colours.accent : colours.panel;
  context.fill();
  context.lineWidth = stand === STAND.new ? 2.25 : 1.25;
  context.strokeStyle = stand === STAND.new ? colours.major : stands ? colours.halo : colours.muted;
  context.stroke();
  if (stand !== STAND.building) return;
  context.beginPath();
  context.arc(x, y, radius, Math.PI / 2, (3 * Math.PI) / 2);
  context.fillStyle = colours.muted;
  context.fill();
}

function paintSelection(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  { colours }: MapPaint,
): void {
  context.beginPath();
  context.arc(x, y, radius + 4, 0, FULL_TURN);
  context.lineWidth = 4;
  context.strokeStyle = colours.halo;
  context.stroke();
  context.lineWidth = 2;
  context.strokeStyle = colours.text;
  context.stroke();
}

/** A diamond: no site of the table looks like it. */
function paintProposal(context: CanvasRenderingContext2D, x: number, y: number, { colours }: MapPaint): void {
  context.beginPath();
  context.moveTo(x, y - NEAR_PX - 1);
  context.lineTo(x + NEAR_PX + 1, y);
  context.lineTo(x, y + NEAR_PX + 1);
  context.lineTo(x - NEAR_PX - 1, y);
  context.closePath();
  context.fillStyle = colours.panel;
  context.fill();
  context.lineWidth = 2.25;
  context.strokeStyle = colours.major;
  context.stroke();
}

function wishFor(x: number, y: number, note: string): LabelWish & { note: string } {
  const away = NEAR_PX + 9;
  return {
    x,
    y,
    note,
    width: 8 * note.length + 4,
    height: NOTE_PX + 3,
    priority: 1,
    offsets: [
      [away, -away / 2],
      [-away, -away / 2],
      [0, away],
      [0, -away],
    ],
  };
}

function paintNotes(
  context: CanvasRenderingContext2D,
  wishes: readonly (LabelWish & { note: string })[],
  { colours }: MapPaint,
): void {
  context.font = `700 ${NOTE_PX}px ${MAP_FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const dots = wishes.map(({ x, y }) => boxAround(x, y, 2 * NEAR_PX, 2 * NEAR_PX));
  for (const { wish, x, y } of placeLabels(wishes, dots, 0)) {
    context.lineWidth = 3.5;
    context.strokeStyle = colours.halo;
    context.strokeText(wish.note, x, y);
    context.fillStyle = colours.major;
    context.fillText(wish.note, x, y);
  }
}

const REACH_PX = 10;

/** The site nearest to a point of the canvas and near enough to be meant, −1 for none. */
export function planSiteAt(sites: PlanSites, camera: Camera, x: number, y: number): number {
  const side = worldPx(camera.zoom);
  let [best, nearest] = [-1, REACH_PX];
  for (let site = 0; site < sites.count; site++) {
    const distance = Math.hypot(sites.x[site]! * side - camera.originX - x, sites.y[site]! * side - camera.originY - y);
    if (distance <= nearest) [best, nearest] = [site, distance];
  }
  return best;
}
