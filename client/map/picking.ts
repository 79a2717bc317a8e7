import { type Camera, worldPx } from './camera.ts';
import {
  BADGE_ZOOM,
  CONNECTOR_ZOOM,
  centrePoint,
  connectorPoint,
  type PointState,
  stationPoint,
} from './point-state.ts';
import { LIFECYCLE, RANK_OF, type SectorState, sitesInView } from './sector-state.ts';
import { insideWedge, wedgeRadius } from './wedge.ts';

export type PickKind = 'site' | 'cell' | 'station' | 'connector' | 'datacentre' | 'backhaul-node' | 'backhaul-link';

/** A thing under the pointer: its kind and its number in the layer's columns. */
export interface Pick {
  readonly kind: PickKind;
  readonly index: number;
  /** From the thing's middle, CSS pixels. */
  readonly distancePx: number;
}

/** Half sizes of what can be hit, CSS pixels; a little larger than what is drawn, for fingers. */
const MAST_PX = 7;
const SMALL_STATION_PX = 8;
const BADGE_PX = 13;
const CONNECTOR_PX = 5;
const CENTRE_PX = 14;
/** A click this near the last one asks for the next thing at the same place. */
const SAME_PLACE_PX = 4;

/**
 * Everything drawn at a point of the canvas, nearest kind first: masts, connectors, stations and data centres by the
 * distance of their middles, then the sector wedges that hold the point, worst (drawn last) first.
 */
export function pickAt(camera: Camera, x: number, y: number, sectors: SectorState, points: PointState): Pick[] {
  const marks = [...sitesAt(camera, x, y, sectors), ...pointsAt(camera, x, y, points)];
  marks.sort((a, b) => a.distancePx - b.distancePx);
  return [...marks, ...cellsAt(camera, x, y, sectors)];
}

function sitesAt(camera: Camera, x: number, y: number, state: SectorState): Pick[] {
  const side = worldPx(camera.zoom);
  return sitesInView(state, camera, MAST_PX).flatMap((index) => {
    const distancePx = Math.hypot(
      state.siteX[index]! * side - camera.originX - x,
      state.siteY[index]! * side - camera.originY - y,
    );
    return distancePx <= MAST_PX ? [{ kind: 'site' as const, index, distancePx }] : [];
  });
}

function cellsAt(camera: Camera, x: number, y: number, state: SectorState): Pick[] {
  if (!state.visible) return [];
  const side = worldPx(camera.zoom);
  const radius = wedgeRadius(camera.zoom);
  const hits: (Pick & { readonly rank: number })[] = [];
  for (let cell = 0; cell < state.cellCount; cell++) {
    const site = state.cellSite[cell]!;
    if (state.lifecycle[site] !== LIFECYCLE.inService) continue;
    const apexX = state.siteX[site]! * side - camera.originX;
    const apexY = state.siteY[site]! * side - camera.originY;
    if (Math.abs(apexX - x) > radius || Math.abs(apexY - y) > radius) continue;
    const wedge = { x: apexX, y: apexY, radius, azimuthDeg: state.azimuthDeg[cell]!, beamDeg: state.beamDeg[cell]! };
    if (!insideWedge(wedge, x, y)) continue;
    hits.push({
      kind: 'cell',
      index: cell,
      distancePx: Math.hypot(apexX - x, apexY - y),
      rank: RANK_OF[state.cellSeverity[cell]!]!,
    });
  }
  hits.sort((a, b) => b.rank - a.rank || a.distancePx - b.distancePx);
  return hits.map(({ kind, index, distancePx }) => ({ kind, index, distancePx }));
}

/** Data centres at a point: what is drawn by itself even where all else is grouped. */
export function centresAt(camera: Camera, x: number, y: number, state: PointState): Pick[] {
  return pointsAt(camera, x, y, state).filter(({ kind }) => kind === 'datacentre');
}

function pointsAt(camera: Camera, x: number, y: number, state: PointState): Pick[] {
  const hits: Pick[] = [];
  const consider = (kind: PickKind, index: number, at: { x: number; y: number }, halfPx: number) => {
    if (Math.abs(at.x - x) > halfPx || Math.abs(at.y - y) > halfPx) return;
    hits.push({ kind, index, distancePx: Math.hypot(at.x - x, at.y - y) });
  };
  for (let centre = 0; centre < state.centreCount; centre++) {
    consider('datacentre', centre, centrePoint(state, camera, centre), CENTRE_PX);
  }
  if (!state.showStations) return hits;
  const halfPx = camera.zoom >= BADGE_ZOOM ? BADGE_PX : SMALL_STATION_PX;
  for (let station = 0; station < state.stationCount; station++) {
    consider('station', station, stationPoint(state, camera, station), halfPx);
  }
  if (camera.zoom < CONNECTOR_ZOOM) return hits;
  for (let connector = 0; connector < state.connectorCount; connector++) {
    consider('connector', connector, connectorPoint(state, camera, connector), CONNECTOR_PX);
  }
  return hits;
}

/** What the last click chose and where. */
export interface Choice {
  readonly x: number;
  readonly y: number;
  readonly picks: readonly Pick[];
  readonly turn: number;
}

/**
 * Chooses among what lies under a click. Clicking again at the same place with the same things there goes on to the
 * next, and round again, so that each of several overlapping things can be had. Null when nothing is there.
 */
export function choose(last: Choice | null, x: number, y: number, picks: readonly Pick[]): Choice | null {
  if (picks.length === 0) return null;
  const again = last !== null && Math.hypot(last.x - x, last.y - y) <= SAME_PLACE_PX && sameThings(last.picks, picks);
  return again ? { ...last, turn: (last.turn + 1) % picks.length } : { x, y, picks, turn: 0 };
}

export function chosen(choice: Choice): Pick {
  return choice.picks[choice.turn]!;
}

function sameThings(a: readonly Pick[], b: readonly Pick[]): boolean {
  const keys = new Set(a.map(({ kind, index }) => `${kind} ${index}`));
  return a.length === b.length && b.every(({ kind, index }) => keys.has(`${kind} ${index}`));
}
