import { packHex } from '../ui/palette.ts';
import { type Camera, worldPx } from './camera.ts';
import { MARK } from './mark-style.ts';
import type { SectorState } from './sector-state.ts';
import type { MaskOf, WedgeMask } from './wedge-mask.ts';

/** Hatching repeats every so many device pixels along x + y; the first pixels of a period are hatch. */
const HATCH_PERIOD = 6;
const HATCH_PX = 3;

/** A bitmap to write wedges into: one 32-bit pixel each, device pixels. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/**
 * Writes wedges into a raster, in the order given: what makes 30,000 of them affordable (domain/performance.md, own
 * layer). Edges are not smoothed, so this is for wedges too many and too small to be looked at one by one.
 */
export function blitWedges(
  raster: Raster,
  state: SectorState,
  order: Uint32Array,
  camera: Camera,
  masks: MaskOf,
  staleColour: string,
): void {
  const side = worldPx(camera.zoom);
  const stale = packHex(staleColour);
  for (let i = 0; i < order.length; i++) {
    const cell = order[i]!;
    const site = state.cellSite[cell]!;
    const x = Math.round((state.siteX[site]! * side - camera.originX) * camera.ratio);
    const y = Math.round((state.siteY[site]! * side - camera.originY) * camera.ratio);
    const mask = masks(state.azimuthDeg[cell]!, state.beamDeg[cell]!);
    const colour = state.cellColour[cell]!;
    const style = state.cellStyle[cell]!;
    if (style === MARK.filled || style === MARK.hatched) fillRuns(raster, mask, x, y, colour);
    if (style === MARK.hatched) hatchRuns(raster, mask, x, y, stale);
    if (style === MARK.dashed || style === MARK.hollow) traceEdge(raster, mask, x, y, colour, style === MARK.dashed);
  }
}

/** Writes masts into a raster, all of one shape and colour. */
export function blitMasts(
  raster: Raster,
  state: SectorState,
  sites: readonly number[],
  camera: Camera,
  mask: WedgeMask,
  colour: string,
): void {
  const side = worldPx(camera.zoom);
  const pixel = packHex(colour);
  for (const site of sites) {
    const x = Math.round((state.siteX[site]! * side - camera.originX) * camera.ratio);
    const y = Math.round((state.siteY[site]! * side - camera.originY) * camera.ratio);
    fillRuns(raster, mask, x, y, pixel);
  }
}

function fillRuns(raster: Raster, mask: WedgeMask, x: number, y: number, colour: number): void {
  const { width, height, pixels } = raster;
  const { runs } = mask;
  for (let r = 0; r < runs.length; r += 3) {
    const row = y + runs[r]!;
    if (row < 0 || row >= height) continue;
    const from = Math.max(0, x + runs[r + 1]!);
    const to = Math.min(width - 1, x + runs[r + 2]!);
    for (let p = row * width + from, end = row * width + to; p <= end; p++) pixels[p] = colour;
  }
}

function hatchRuns(raster: Raster, mask: WedgeMask, x: number, y: number, colour: number): void {
  const { width, height, pixels } = raster;
  const { runs } = mask;
  for (let r = 0; r < runs.length; r += 3) {
    const row = y + runs[r]!;
    if (row < 0 || row >= height) continue;
    const from = Math.max(0, x + runs[r + 1]!);
    const to = Math.min(width - 1, x + runs[r + 2]!);
    for (let column = from; column <= to; column++) {
      if ((column + row) % HATCH_PERIOD < HATCH_PX) pixels[row * width + column] = colour;
    }
  }
}

function traceEdge(raster: Raster, mask: WedgeMask, x: number, y: number, colour: number, dashed: boolean): void {
  const { width, height, pixels } = raster;
  const { edge } = mask;
  for (let e = 0; e < edge.length; e += 2) {
    const row = y + edge[e]!;
    const column = x + edge[e + 1]!;
    if (row < 0 || row >= height || column < 0 || column >= width) continue;
    if (dashed && (((row + column) >> 1) & 1) === 1) continue;
    pixels[row * width + column] = colour;
  }
}
