import type { PixelWindow, Served } from '../../../shared/radio/coverage.ts';
import { type CoveredTotal, coveredMore } from './covered-total.ts';
import { layOver, type Network, reachOfPlaces, servedWithout, type View } from './network.ts';

/** Causes that are put in order: each is tried until its turn comes, some milliseconds at a time. */
const TRIED_CAUSES = 12;

/** A cause that is still out, and what its end would bring with all others as they are. */
interface Trial {
  readonly cause: number;
  readonly window: PixelWindow;
  served: Served | null;
  gain: CoveredTotal;
}

const NOTHING: CoveredTotal = { areaKm2: 0, people: 0 };

/**
 * In which order to mend causes: greedily, the one whose end brings back most people (then most area) first, given those
 * before it. Gains are net, for a cell that returns also disturbs, and never said to be below zero. A cause is looked at in
 * its own reach, and again only when one beside it came first. Of very many causes the largest are tried, and only those.
 * `now`: the network without `offDuty` and all causes, places of its cells.
 */
export function restorationOrder(
  network: Network,
  now: View,
  offDuty: readonly number[],
  causes: readonly (readonly number[])[],
): (CoveredTotal & { readonly cause: number })[] {
  const bySize = [...causes.keys()].sort((a, b) => causes[b]!.length - causes[a]!.length || a - b);
  const out = new Set(bySize);
  const left = bySize
    .slice(0, TRIED_CAUSES)
    .map((cause): Trial => ({ cause, window: reachOfPlaces(network, causes[cause]!), served: null, gain: NOTHING }));
  const view = { rsrpDbm: now.rsrpDbm.slice(), sinrDb: now.sinrDb.slice(), bestServer: now.bestServer.slice() };
  const order: (CoveredTotal & { cause: number })[] = [];
  while (left.length > 0) {
    for (const trial of left) {
      if (trial.served !== null) continue;
      const still = [...out].flatMap((other) => (other === trial.cause ? [] : causes[other]!));
      trial.served = servedWithout(network, [...offDuty, ...still], trial.window);
      trial.gain = coveredMore(network, view, trial.served);
    }
    const best = left.reduce((one, other) => (isMore(other.gain, one.gain) ? other : one));
    left.splice(left.indexOf(best), 1);
    out.delete(best.cause);
    layOver(view, best.served!, network.ground.raster.columns);
    for (const trial of left) if (overlap(trial.window, best.window)) trial.served = null;
    const { areaKm2, people } = best.gain;
    order.push({ cause: best.cause, areaKm2: Math.max(0, areaKm2), people: Math.max(0, people) });
  }
  return order;
}

function isMore(one: CoveredTotal, other: CoveredTotal): boolean {
  return one.people !== other.people ? one.people > other.people : one.areaKm2 > other.areaKm2;
}

function overlap(one: PixelWindow, other: PixelWindow): boolean {
  return (
    one.row < other.row + other.rows &&
    other.row < one.row + one.rows &&
    one.column < other.column + other.columns &&
    other.column < one.column + one.columns
  );
}
