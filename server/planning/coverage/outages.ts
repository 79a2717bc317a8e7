import type { Served } from '../../../shared/radio/coverage.ts';
import type { CoverageFigures } from '../../../shared/wire/planning.ts';
import { type CoveredTotal, coveredTotal, coveredTotalOf } from './covered-total.ts';
import { figuresOf } from './figures.ts';
import { type Hole, holeOf, lossesBetween } from './loss.ts';
import {
  downFlags,
  type Network,
  placesOf,
  servedInstead,
  servedWithout,
  sharesOf,
  type View,
  viewOf,
} from './network.ts';
import { once } from './once.ts';
import { restorationOrder } from './restoration.ts';

/** What is off the air, by numbers of the setup. A cell has one cause at most. */
export interface OutageQuestion {
  /** Locked or asleep: no outage. */
  readonly offDuty: readonly number[];
  readonly causes: readonly (readonly number[])[];
}

/** What may become of it. */
export interface ProspectQuestion extends OutageQuestion {
  /** What may follow: each is looked at alone, beside the causes. */
  readonly predicted: readonly (readonly number[])[];
}

export interface OutageAnswer {
  readonly lost: CoveredTotal;
  /** In the order of the causes. */
  readonly holes: readonly Hole[];
}

/** Everything that is said of the state that outages left. */
export interface StandingAnswer {
  readonly now: CoverageFigures;
  readonly offDutyLost: CoveredTotal;
}

export interface ProspectAnswer {
  readonly predicted: readonly Hole[];
  /** Causes in the order in which to restore them. */
  readonly restoration: readonly (CoveredTotal & { readonly cause: number })[];
}

/** The network as it is now. What takes a pass over the reach of all that is off is worked out when it is read. */
export interface Standing {
  /** Places that are off the air, for whatever reason; and of them those that are no outage. */
  readonly off: readonly number[];
  readonly offDuty: readonly number[];
  readonly isDown: Uint8Array;
  /** Without what is off duty; and without what is out too. */
  baseline(): View;
  now(): View;
  served(): Served;
}

export function nothingOut(network: Network): Standing {
  return standingOf(network, [], []);
}

/** `before`: the state that this one follows; what both share is not worked out again. */
function standingOf(
  network: Network,
  offDuty: readonly number[],
  out: readonly number[],
  before: Standing | null = null,
): Standing {
  const off = [...offDuty, ...out];
  const served = once(() => servedWithout(network, off));
  const isSameDuty = before !== null && before.offDuty.join() === offDuty.join();
  return {
    off,
    offDuty,
    isDown: downFlags(network, off),
    baseline: isSameDuty ? before.baseline : once(() => viewOf(network, servedWithout(network, offDuty))),
    now: once(() => viewOf(network, served())),
    served,
  };
}

/** Works out what the causes uncover together, and each one's part of it: as little as an alarm must wait for. */
export function answerOutages(
  network: Network,
  question: OutageQuestion,
  before: Standing,
): { standing: Standing; answer: OutageAnswer } {
  const causes = question.causes.map((cells) => placesOf(network, cells));
  const standing = standingOf(network, placesOf(network, question.offDuty), causes.flat(), before);
  const served = servedInstead(network, standing.off);
  const losses = lossesBetween(network, standing.baseline(), served, causeOfPlaces(network, causes), causes.length);
  const answer = {
    lost: { areaKm2: sum(losses.areaKm2), people: sum(losses.people) },
    holes: causes.map((_, cause) => holeOf(network, losses, cause)),
  };
  return { standing, answer };
}

/** The figures of the state now, and what is lost to cells that are off duty. */
export function answerStanding(network: Network, standing: Standing): StandingAnswer {
  const { offDuty, isDown } = standing;
  const all = coveredTotal(network);
  const onDuty = offDuty.length === 0 ? all : coveredTotalOf(network, all, servedWithout(network, offDuty));
  return {
    now: figuresOf(network, standing.now(), sharesOf(network, standing.served()), isDown),
    offDutyLost: difference(all, onDuty),
  };
}

/** What would follow, and what should be mended first. */
export function answerProspects(network: Network, question: ProspectQuestion): ProspectAnswer {
  const offDuty = placesOf(network, question.offDuty);
  const causes = question.causes.map((cells) => placesOf(network, cells));
  const standing = standingOf(network, offDuty, causes.flat());
  return {
    predicted: question.predicted.map((cells) => predictedHole(network, standing, placesOf(network, cells))),
    restoration: restorationOrder(network, standing.now(), offDuty, causes),
  };
}

/** The hole that these cells would leave beside what is off already. */
export function predictedHole(network: Network, standing: Standing, places: readonly number[]): Hole {
  const more = places.filter((place) => standing.isDown[place] === 0);
  const served = servedInstead(network, [...standing.off, ...more]);
  const losses = lossesBetween(network, standing.now(), served, causeOfPlaces(network, [more]), 1);
  return holeOf(network, losses, 0);
}

/** What these cells uncover when nothing else is out: for an alarm, whatever else there is. */
export function lossAlone(network: Network, standing: Standing, cells: readonly number[]): CoveredTotal {
  const places = placesOf(network, cells).filter((place) => !standing.offDuty.includes(place));
  const served = servedInstead(network, [...standing.offDuty, ...places]);
  const losses = lossesBetween(network, standing.baseline(), served, causeOfPlaces(network, [places]), 1);
  return { areaKm2: losses.areaKm2[0]!, people: losses.people[0]! };
}

function causeOfPlaces({ cells }: Network, causes: readonly (readonly number[])[]): Int16Array {
  const causeOf = new Int16Array(cells.length).fill(-1);
  causes.forEach((places, cause) => {
    for (const place of places) causeOf[place] = cause;
  });
  return causeOf;
}

/** Never below zero: what is named a loss or a gain is one, rounding apart. */
function difference(more: CoveredTotal, less: CoveredTotal): CoveredTotal {
  return { areaKm2: Math.max(0, more.areaKm2 - less.areaKm2), people: Math.max(0, more.people - less.people) };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
