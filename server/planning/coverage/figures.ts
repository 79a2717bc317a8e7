import type { CoverageFigures } from '../../../shared/wire/planning.ts';
import type { Network, View } from './network.ts';

/** Servers this near to the best compete for its pixel: 6 dB as a power ratio. */
export const NEAR_BEST = 10 ** -0.6;
const OVERLAP = 2;
const POLLUTION = 4;

/** How the kept servers of a pixel stand to each other. */
export interface Kept {
  /** Servers within 6 dB of the best, the best among them. */
  near: number;
  /** No other site than the best server's keeps the RSRP threshold. */
  single: boolean;
}

/** Looks at the kept servers of a pixel that are up; `kept` is filled. */
export function lookAtKept(network: Network, isDown: Uint8Array, pixel: number, kept: Kept): void {
  const { run, siteOf, thresholdMw } = network;
  const end = (pixel + 1) * run.topK;
  let [best, bestMw] = [-1, 0];
  kept.near = 0;
  kept.single = true;
  for (let at = pixel * run.topK; at < end; at++) {
    const server = run.servers[at]!;
    if (server < 0) return;
    if (isDown[server] === 1) continue;
    const powerMw = run.serversMw[at]!;
    if (best < 0) [best, bestMw] = [server, powerMw];
    if (powerMw >= bestMw * NEAR_BEST) kept.near += 1;
    if (siteOf[server] !== siteOf[best] && powerMw >= thresholdMw) kept.single = false;
  }
}

/** Whether both thresholds of the profile are kept at a pixel. */
export function isCovered({ setup }: Network, view: View, pixel: number): boolean {
  const { rsrpDbm, sinrDb } = setup.settings.profile;
  return view.rsrpDbm[pixel]! >= rsrpDbm && view.sinrDb[pixel]! >= sinrDb;
}

/** Everything that is said of a state of the network, in one pass over the pixels. */
export function figuresOf(network: Network, view: View, shares: Float32Array, isDown: Uint8Array): CoverageFigures {
  const { ground, setup, siteOf, uplinkEdgeDbm } = network;
  const { rsrpDbm, sinrDb, targetShare } = setup.settings.profile;
  const { mask } = ground.raster;
  const sum = {
    covered: 0,
    uplink: 0,
    people: 0,
    rsrp: 0,
    sinr: 0,
    probability: 0,
    single: 0,
    overlap: 0,
    pollution: 0,
  };
  const kept: Kept = { near: 0, single: false };
  let pixels = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    pixels += 1;
    const server = view.bestServer[pixel]!;
    if (server < 0) continue;
    if (view.rsrpDbm[pixel]! >= uplinkEdgeDbm[server]!) sum.uplink += 1;
    const hasRsrp = view.rsrpDbm[pixel]! >= rsrpDbm;
    const hasSinr = view.sinrDb[pixel]! >= sinrDb;
    sum.probability += shares[pixel]!;
    if (hasSinr) sum.sinr += 1;
    if (!hasRsrp) continue;
    sum.rsrp += 1;
    lookAtKept(network, isDown, pixel, kept);
    if (kept.single) sum.single += 1;
    if (!hasSinr) continue;
    sum.covered += 1;
    sum.people += ground.people[pixel]!;
    if (kept.near >= OVERLAP) sum.overlap += 1;
    if (kept.near >= POLLUTION) sum.pollution += 1;
  }
  const up = siteOf.filter((_, place) => isDown[place] === 0);
  const areaShare = part(sum.covered, pixels);
  return {
    sites: new Set(up).size,
    cells: up.length,
    areaKm2: sum.covered * ground.pixelKm2,
    people: sum.people,
    areaShare,
    peopleShare: ground.totalPeople > 0 ? Math.min(1, sum.people / ground.totalPeople) : null,
    rsrpAreaShare: part(sum.rsrp, pixels),
    sinrAreaShare: part(sum.sinr, pixels),
    uplinkAreaShare: part(sum.uplink, pixels),
    probability: pixels === 0 ? null : Math.min(1, sum.probability / pixels),
    singleSiteAreaKm2: sum.single * ground.pixelKm2,
    overlapShare: part(sum.overlap, sum.covered),
    pollutionShare: part(sum.pollution, sum.covered),
    meetsTarget: areaShare >= targetShare,
  };
}

function part(some: number, all: number): number {
  return all === 0 ? 0 : some / all;
}
