import { insideWedge } from './wedge.ts';

const AZIMUTH_STEP_DEG = 5;
const BEAM_STEP_DEG = 15;

/**
 * A wedge as pixels around its apex: runs of (row, first column, last column), all relative; and the runs' outermost
 * pixels, for hollow and dashed wedges, as (row, column) pairs.
 */
export interface WedgeMask {
  readonly runs: Int16Array;
  readonly edge: Int16Array;
}

export type MaskOf = (azimuthDeg: number, beamDeg: number) => WedgeMask;

/** Masks for one radius (device pixels) by azimuth in steps of 5° and beam width in steps of 15°, made when first asked for. */
export function createMasks(radiusPx: number): MaskOf {
  const azimuths = 360 / AZIMUTH_STEP_DEG;
  const beams = 360 / BEAM_STEP_DEG;
  const masks: (WedgeMask | undefined)[] = new Array((beams + 1) * azimuths);
  return (azimuthDeg, beamDeg) => {
    const azimuth = ((Math.round(azimuthDeg / AZIMUTH_STEP_DEG) % azimuths) + azimuths) % azimuths;
    const beam = Math.max(1, Math.min(beams, Math.round(beamDeg / BEAM_STEP_DEG)));
    const key = beam * azimuths + azimuth;
    let mask = masks[key];
    if (!mask) {
      mask = rasterise(radiusPx, azimuth * AZIMUTH_STEP_DEG, beam * BEAM_STEP_DEG);
      masks[key] = mask;
    }
    return mask;
  };
}

function rasterise(radiusPx: number, azimuthDeg: number, beamDeg: number): WedgeMask {
  const reach = Math.ceil(radiusPx);
  const wedge = { x: 0, y: 0, radius: radiusPx, azimuthDeg, beamDeg };
  const inside = (x: number, y: number) => Math.abs(x) <= reach && Math.abs(y) <= reach && insideWedge(wedge, x, y);
  const runs: number[] = [];
  const edge: number[] = [];
  for (let y = -reach; y <= reach; y++) {
    let from: number | null = null;
    for (let x = -reach; x <= reach + 1; x++) {
      const hit = x <= reach && inside(x, y);
      if (hit && from === null) from = x;
      if (!hit && from !== null) {
        runs.push(y, from, x - 1);
        from = null;
      }
      if (hit && !(inside(x - 1, y) && inside(x + 1, y) && inside(x, y - 1) && inside(x, y + 1))) edge.push(y, x);
    }
  }
  return { runs: Int16Array.from(runs), edge: Int16Array.from(edge) };
}
