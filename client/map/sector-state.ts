import { LIFECYCLES } from '../../shared/model/resource.ts';
import { SEVERITIES, SEVERITY_RANK } from '../../shared/model/sample.ts';
import { type Camera, worldPx } from './camera.ts';
import type { Box } from './label-placement.ts';

export const LIFECYCLE = {
  planned: LIFECYCLES.indexOf('planned'),
  building: LIFECYCLES.indexOf('building'),
  inService: LIFECYCLES.indexOf('in-service'),
} as const;

/** Rank (SEVERITY_RANK) by index into SEVERITIES: worst is drawn last. */
export const RANK_OF: Uint8Array = Uint8Array.from(SEVERITIES, (severity) => SEVERITY_RANK[severity]);
export const CRITICAL = SEVERITIES.indexOf('critical');
export const MAJOR = SEVERITIES.indexOf('major');
export const NORMAL = SEVERITIES.indexOf('normal');
export const UNKNOWN = SEVERITIES.indexOf('unknown');

/**
 * Sites and their sectors as the map draws them: columns by site and by cell. Places never change; looks are written
 * by whoever knows the live values, then the layer is asked for one redraw.
 */
export interface SectorState {
  readonly siteCount: number;
  /** World position, 0…1 (camera.ts). */
  readonly siteX: Float64Array;
  readonly siteY: Float64Array;
  /** Index into LIFECYCLES. */
  readonly lifecycle: Uint8Array;
  /** Worst state of the site and its cells, index into SEVERITIES. */
  readonly siteSeverity: Uint8Array;
  /** 1 for a site none of whose cells serves. */
  readonly siteOut: Uint8Array;
  /** What is said after the name of a failing site (out, time left on battery), '' for nothing. */
  readonly siteNote: string[];
  /** Name in the language shown. */
  siteLabel: readonly string[];
  readonly cellCount: number;
  readonly cellSite: Uint32Array;
  readonly azimuthDeg: Float32Array;
  readonly beamDeg: Float32Array;
  /** Packed colour (client/ui/palette.ts). */
  readonly cellColour: Uint32Array;
  readonly cellStyle: Uint8Array;
  /** State of the cell, index into SEVERITIES; decides the drawing order. */
  readonly cellSeverity: Uint8Array;
  /** Draws a rim around filled wedges: colours then say a number, and some are near the ground's. */
  rimmed: boolean;
  showPlanned: boolean;
  showLabels: boolean;
  /** Where words stood at the last drawing, pixels of the canvas: other layers' words keep off them. */
  labelBoxes: readonly Box[];
  /** Called when they have moved. */
  onLabels: (() => void) | null;
  /** False draws no site at all. */
  visible: boolean;
}

export function createSectorState(siteCount: number, cellCount: number): SectorState {
  return {
    siteCount,
    siteX: new Float64Array(siteCount),
    siteY: new Float64Array(siteCount),
    lifecycle: new Uint8Array(siteCount),
    siteSeverity: new Uint8Array(siteCount),
    siteOut: new Uint8Array(siteCount),
    siteNote: new Array<string>(siteCount).fill(''),
    siteLabel: [],
    cellCount,
    cellSite: new Uint32Array(cellCount),
    azimuthDeg: new Float32Array(cellCount),
    beamDeg: new Float32Array(cellCount),
    cellColour: new Uint32Array(cellCount),
    cellStyle: new Uint8Array(cellCount),
    cellSeverity: new Uint8Array(cellCount),
    rimmed: false,
    showPlanned: true,
    showLabels: true,
    labelBoxes: [],
    onLabels: null,
    visible: true,
  };
}

/** Sites within the canvas (and a margin) that are to be drawn, in order. */
export function sitesInView(state: SectorState, camera: Camera, marginPx: number): number[] {
  const found: number[] = [];
  if (!state.visible) return found;
  const side = worldPx(camera.zoom);
  for (let site = 0; site < state.siteCount; site++) {
    if (!isShown(state, site)) continue;
    const x = state.siteX[site]! * side - camera.originX;
    const y = state.siteY[site]! * side - camera.originY;
    if (x >= -marginPx && y >= -marginPx && x <= camera.width + marginPx && y <= camera.height + marginPx) {
      found.push(site);
    }
  }
  return found;
}

function isShown(state: SectorState, site: number): boolean {
  const lifecycle = state.lifecycle[site]!;
  if (lifecycle === LIFECYCLE.inService) return true;
  return state.showPlanned && (lifecycle === LIFECYCLE.planned || lifecycle === LIFECYCLE.building);
}

/** Cells of the given sites by drawing order: worst last. A counting sort, stable. */
export function cellsInOrder(state: SectorState, sites: readonly number[]): Uint32Array {
  const inView = new Uint8Array(state.siteCount);
  for (const site of sites) if (state.lifecycle[site] === LIFECYCLE.inService) inView[site] = 1;
  const starts = new Uint32Array(8);
  let total = 0;
  for (let cell = 0; cell < state.cellCount; cell++) {
    if (!inView[state.cellSite[cell]!]) continue;
    starts[RANK_OF[state.cellSeverity[cell]!]! + 1]! += 1;
    total += 1;
  }
  for (let rank = 1; rank < starts.length; rank++) starts[rank]! += starts[rank - 1]!;
  const order = new Uint32Array(total);
  for (let cell = 0; cell < state.cellCount; cell++) {
    if (!inView[state.cellSite[cell]!]) continue;
    const rank = RANK_OF[state.cellSeverity[cell]!]!;
    order[starts[rank]!] = cell;
    starts[rank]! += 1;
  }
  return order;
}
