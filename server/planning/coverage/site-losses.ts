import { lossesBetween } from './loss.ts';
import { type Network, servedInstead } from './network.ts';

export interface SiteLoss {
  /** Number of the setup. */
  readonly site: number;
  readonly areaKm2: number;
  readonly people: number;
  readonly singleSiteAreaKm2: number;
}

export interface AllSiteLosses {
  readonly singleSiteAreaKm2: number;
  readonly singleSitePeople: number;
  readonly exact: number;
  readonly sites: readonly SiteLoss[];
}

/** Sites that are worked out with interference: a millisecond or two each. */
const EXACT_SITES = 300;

/**
 * N-1: what each site's loss uncovers while all others are on air. First from the kept servers alone: where no other
 * site keeps the RSRP threshold, its site alone covers. Those that uncover most by that are then taken out of the run one
 * by one.
 */
export function siteLosses(network: Network, limit: number): AllSiteLosses {
  const { ground, siteOf, run, thresholdMw } = network;
  const single = new Map<number, { areaKm2: number; people: number }>();
  for (const site of siteOf) single.set(site, { areaKm2: 0, people: 0 });
  for (let pixel = 0; pixel < run.bestServer.length; pixel++) {
    const site = onlySiteAt(network, pixel, thresholdMw);
    if (site < 0) continue;
    const sum = single.get(site)!;
    sum.areaKm2 += ground.pixelKm2;
    sum.people += ground.people[pixel]!;
  }
  const bySingle = [...single].sort(([a, x], [b, y]) => y.people - x.people || y.areaKm2 - x.areaKm2 || a - b);
  const sites = bySingle.slice(0, Math.max(limit, EXACT_SITES)).map(([site, sum], index) => ({
    site,
    ...(index < EXACT_SITES ? exactLoss(network, site) : sum),
    singleSiteAreaKm2: sum.areaKm2,
  }));
  const exact = sites.slice(0, EXACT_SITES);
  exact.sort((a, b) => b.people - a.people || b.areaKm2 - a.areaKm2 || a.site - b.site);
  return {
    singleSiteAreaKm2: bySingle.reduce((total, [, { areaKm2 }]) => total + areaKm2, 0),
    singleSitePeople: bySingle.reduce((total, [, { people }]) => total + people, 0),
    exact: Math.min(exact.length, limit),
    sites: [...exact, ...sites.slice(EXACT_SITES)].slice(0, limit),
  };
}

/** The only site that keeps the threshold at a pixel; −1 for none, and for several. */
function onlySiteAt({ run, siteOf }: Network, pixel: number, thresholdMw: number): number {
  let only = -1;
  for (let at = pixel * run.topK; at < (pixel + 1) * run.topK; at++) {
    const server = run.servers[at]!;
    if (server < 0 || run.serversMw[at]! < thresholdMw) break;
    const site = siteOf[server]!;
    if (only >= 0 && site !== only) return -1;
    only = site;
  }
  return only;
}

function exactLoss(network: Network, site: number): { areaKm2: number; people: number } {
  const places: number[] = [];
  const causeOf = new Int16Array(network.siteOf.length).fill(-1);
  network.siteOf.forEach((one, place) => {
    if (one !== site) return;
    places.push(place);
    causeOf[place] = 0;
  });
  const losses = lossesBetween(network, network.run, servedInstead(network, places), causeOf, 1);
  return { areaKm2: losses.areaKm2[0]!, people: losses.people[0]! };
}
