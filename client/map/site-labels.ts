import { SEVERITIES } from '../../shared/model/sample.ts';
import { drawShape } from '../ui/shapes.ts';
import { MAP_FONT } from './base-layer.ts';
import { type Camera, worldPx } from './camera.ts';
import { type Box, boxAround, type LabelWish, placeLabels } from './label-placement.ts';
import type { MapPaint } from './map-paint.ts';
import { CRITICAL, LIFECYCLE, NORMAL, RANK_OF, type SectorState } from './sector-state.ts';
import { outageRadius, wedgeRadius } from './wedge.ts';

/** From these zooms on every site in service, and every other one, is named. */
const NAMES_FROM_ZOOM = 14.25;
const PLANNED_NAMES_FROM_ZOOM = 15.25;
/** Worse than this rank a site is named at any zoom: major and critical. */
const NAMED_RANK = 4;
/** Among more sites than this names keep off each other, not off masts; so many of the worst are named. */
const CROWD = 1_000;
const MOST_NAMES = 150;
const SHAPE_PX = 12;
const GAP_PX = 4;
const FONT_PX = 12;

interface SiteWish extends LabelWish {
  readonly site: number;
  readonly text: string;
}

/**
 * The shape of every state that is not normal, beside its mast; the names of sites that are out or failing, and near
 * enough, of all. They keep off what is `taken`. Worst first, so that the name that matters is the one that finds room.
 */
export function paintSiteLabels(
  context: CanvasRenderingContext2D,
  camera: Camera,
  state: SectorState,
  sites: readonly number[],
  paint: MapPaint,
  taken: readonly Box[],
): void {
  const side = worldPx(camera.zoom);
  const radius = wedgeRadius(camera.zoom);
  const at = (site: number) => ({
    x: state.siteX[site]! * side - camera.originX,
    y: state.siteY[site]! * side - camera.originY,
  });
  context.font = fontOf(true);
  const named = state.showLabels
    ? worstOf(
        state,
        sites.filter((site) => isNamed(state, camera, site)),
        MOST_NAMES,
      )
    : [];
  const wishes = named.map((site) => wishFor(context, state, site, at(site), radius));
  const crowded = sites.length > CROWD;
  const masts = (crowded ? [] : sites).map((site) => {
    const { x, y } = at(site);
    return boxAround(x, y, 8, 8);
  });
  const hidden = camera.hidden ?? [];
  const placed = placeLabels(wishes, [...taken, ...masts, ...hidden]);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const label of placed.reverse()) paintLabel(context, state, label, paint);
  const withName = new Set(placed.map(({ wish }) => wish.site));
  const bare = worstOf(
    state,
    sites.filter((site) => !withName.has(site) && hasShape(state, site)),
    CROWD,
  );
  const labels = placed.map(({ wish, x, y }) => boxAround(x, y, wish.width + 4, wish.height + 2));
  const shapes = bare.map((site) => shapeWish(state, site, at(site), radius));
  keepBoxes(state, [...taken, ...labels]);
  for (const { wish, x, y } of placeLabels(shapes, [...taken, ...masts, ...labels]).reverse()) {
    paintShape(context, state, wish.site, x, y, paint);
  }
}

/** Says so when words stand elsewhere than before. */
function keepBoxes(state: SectorState, boxes: readonly Box[]): void {
  const before = state.labelBoxes;
  const same =
    before.length === boxes.length &&
    boxes.every(({ left, top, right }, i) => {
      const old = before[i]!;
      return left === old.left && top === old.top && right === old.right;
    });
  if (same) return;
  state.labelBoxes = boxes;
  state.onLabels?.();
}

/** The worst of many sites, so that a storm costs no more than a bad day. */
function worstOf(state: SectorState, sites: readonly number[], most: number): readonly number[] {
  if (sites.length <= most) return sites;
  const rank = (site: number) => RANK_OF[state.siteSeverity[site]!]!;
  return [...sites].sort((a, b) => rank(b) - rank(a)).slice(0, most);
}

/** A shape without a name: at one of the corners of its mark, and never left out. */
function shapeWish(state: SectorState, site: number, at: { x: number; y: number }, radius: number): SiteWish {
  const away = markRadius(state, site, radius) * 0.75 + 4;
  return {
    ...at,
    site,
    text: '',
    width: SHAPE_PX,
    height: SHAPE_PX,
    priority: RANK_OF[state.siteSeverity[site]!]!,
    must: true,
    offsets: [
      [away, -away],
      [away, away],
      [-away, away],
      [-away, -away],
    ],
  };
}

function isNamed(state: SectorState, camera: Camera, site: number): boolean {
  const inService = state.lifecycle[site] === LIFECYCLE.inService;
  if (inService && RANK_OF[state.siteSeverity[site]!]! >= NAMED_RANK) return true;
  return camera.zoom >= (inService ? NAMES_FROM_ZOOM : PLANNED_NAMES_FROM_ZOOM);
}

function hasShape(state: SectorState, site: number): boolean {
  return state.lifecycle[site] === LIFECYCLE.inService && state.siteSeverity[site] !== NORMAL;
}

function wishFor(
  context: CanvasRenderingContext2D,
  state: SectorState,
  site: number,
  at: { x: number; y: number },
  radius: number,
): SiteWish {
  const name = state.siteLabel[site] ?? '';
  const note = state.siteNote[site]!;
  const text = note === '' ? name : `${name} ${note}`;
  const width = context.measureText(text).width + (hasShape(state, site) ? SHAPE_PX + GAP_PX : 0);
  const reach = markRadius(state, site, radius);
  const [right, up] = [width / 2 + reach * 0.7 + 6, reach * 0.7 + 8];
  return {
    ...at,
    site,
    text,
    width,
    height: FONT_PX + 4,
    priority: RANK_OF[state.siteSeverity[site]!]!,
    must: hasShape(state, site) && state.siteSeverity[site] === CRITICAL,
    offsets: [
      [right, -up],
      [right, up],
      [-right, -up],
      [-right, up],
      [0, -reach - 14],
      [0, reach + 14],
      [width / 2 + reach + 8, 0],
      [-width / 2 - reach - 8, 0],
    ],
  };
}

/** How far a site's mark reaches from its mast: a ring, its wedges, or the halo of an outage. */
function markRadius(state: SectorState, site: number, wedgePx: number): number {
  if (state.lifecycle[site] !== LIFECYCLE.inService) return 4;
  return state.siteOut[site] ? outageRadius(wedgePx) : wedgePx;
}

function paintLabel(
  context: CanvasRenderingContext2D,
  state: SectorState,
  { wish, x, y }: { readonly wish: SiteWish; readonly x: number; readonly y: number },
  paint: MapPaint,
): void {
  const shaped = hasShape(state, wish.site);
  const left = x - wish.width / 2;
  if (shaped) paintShape(context, state, wish.site, left + SHAPE_PX / 2, y, paint);
  context.font = fontOf(shaped);
  context.lineWidth = 3.5;
  context.strokeStyle = paint.colours.halo;
  const textX = left + (shaped ? SHAPE_PX + GAP_PX : 0);
  context.strokeText(wish.text, textX, y);
  context.fillStyle = shaped ? paint.colours[SEVERITIES[state.siteSeverity[wish.site]!]!] : paint.colours.muted;
  context.fillText(wish.text, textX, y);
}

function paintShape(
  context: CanvasRenderingContext2D,
  state: SectorState,
  site: number,
  x: number,
  y: number,
  paint: MapPaint,
): void {
  context.beginPath();
  context.arc(x, y, SHAPE_PX / 2 + 1.5, 0, 2 * Math.PI);
  context.fillStyle = paint.colours.halo;
  context.fill();
  drawShape(context, SEVERITIES[state.siteSeverity[site]!]!, x, y, SHAPE_PX, paint.colours);
}

function fontOf(strong: boolean): string {
  return `${strong ? '600 ' : ''}${FONT_PX}px ${MAP_FONT}`;
}
