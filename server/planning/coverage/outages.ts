import type { PixelWindow } from '../../../shared/radio/coverage.ts';
import type { CoverageFigures } from '../../../shared/wire/planning.ts';
import { type CoveredTotal, coveredTotal } from './covered-total.ts';
import { figuresOf } from './figures.ts';
import { type Hole, holeOf, lossesBetween } from './loss.ts';
import { createMovingView, type MovingView } from './moving-view.ts';
import { downFlags, type Network, placesOf, reachOfPlaces, servedInstead, type View } from './network.ts';
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
  /**
   * Without what is off duty; and without what is out too. Views of one line of states share their memory: what was read
   * of another state holds no longer.
   */
  baseline(): View;
  now(): View;
  /** Probability of coverage by pixel, now. */
  shares(): Float32Array;
  /** The state that follows, in the same memory. */
  next(offDuty: readonly number[], out: readonly number[]): Standing;
}

export function nothingOut(network: Network): Standing {
  const views = { baseline: createMovingView(network), now: createMovingView(network) };
  return standingOf(network, [], [], views);
}

interface Views {
  readonly baseline: MovingView;
  readonly now: MovingView;
}

function standingOf(network: Network, offDuty: readonly number[], out: readonly number[], views: Views): Standing {
  const off = [...offDuty, ...out];
  return {
    off,
    offDuty,
    isDown: downFlags(network, off),
    baseline: () => views.baseline.at(offDuty),
    now: () => views.now.at(off),
    shares: () => views.now.sharesAt(off),
    next: (nextOffDuty, nextOut) => standingOf(network, nextOffDuty, nextOut, views),
  };
}

/** Works out what the causes uncover together, and each one's part of it: as little as an alarm must wait for. */
export function answerOutages(
  network: Network,
  question: OutageQuestion,
  before: Standing,
): { standing: Standing; answer: OutageAnswer } {
  const causes = question.causes.map((cells) => placesOf(network, cells));
  const standing = before.next(placesOf(network, question.offDuty), causes.flat());
  const causeOf = new Int16Array(network.cells.length).fill(-1);
  const lost = { areaKm2: 0, people: 0 };
  const holes: Hole[] = [];
  for (const { window, some } of lookedAtTogether(network, causes)) {
    mark(causeOf, some);
    const served = servedInstead(network, standing.off, window);
    const losses = lossesBetween(network, standing.baseline(), served, causeOf, some.length);
    mark(causeOf, [some.flat()], -1);
    lost.areaKm2 += sum(losses.areaKm2);
    lost.people += sum(losses.people);
    holes.push(...some.map((_, cause) => holeOf(network, losses, cause)));
  }
  return { standing, answer: { lost, holes } };
}

interface Together {
  readonly window: PixelWindow;
  readonly some: readonly (readonly number[])[];
}

/**
 * Causes in their order, in windows that hold their reach: one around all of them in a town, where each reaches nearly
 * everything, one for each in a region, where most of what lies between them is not touched.
 */
function lookedAtTogether(network: Network, causes: readonly (readonly number[])[]): readonly Together[] {
  const pixelsIn = ({ rows, columns }: PixelWindow): number => rows * columns;
  const alone = causes.map((places) => ({ window: reachOfPlaces(network, places), some: [places] }));
  const around = reachOfPlaces(network, causes.flat());
  const isLess = alone.reduce((pixels, { window }) => pixels + pixelsIn(window), 0) < pixelsIn(around);
  return isLess ? alone : [{ window: around, some: causes }];
}

/** Writes the number of each cause (or one for all) at its places. */
function mark(causeOf: Int16Array, causes: readonly (readonly number[])[], number?: number): void {
  causes.forEach((places, cause) => {
    for (const place of places) causeOf[place] = number ?? cause;
  });
}

/** The figures of the state now, and what is lost to cells that are off duty. */
export function answerStanding(network: Network, standing: Standing): StandingAnswer {
  return {
    now: figuresOf(network, standing.now(), standing.shares(), standing.isDown),
    offDutyLost:
      standing.offDuty.length === 0
        ? { areaKm2: 0, people: 0 }
        : difference(coveredTotal(network, network.run), coveredTotal(network, standing.baseline())),
  };
}

/** What would follow, and what should be mended first. `before`: a state whose memory is used. */
export function answerProspects(network: Network, question: ProspectQuestion, before: Standing): ProspectAnswer {
  const offDuty = placesOf(network, question.offDuty);
  const causes = question.causes.map((cells) => placesOf(network, cells));
  const standing = before.next(offDuty, causes.flat());
  return {
    predicted: question.predicted.map((cells) => predictedHole(network, standing, placesOf(network, cells))),
    restoration: restorationOrder(network, standing.now(), offDuty, causes),
  };
}

/** The hole that these cells would leave beside what is off already. */
export function predictedHole(network: Network, standing: Standing, places: readonly number[]): Hole {
  const more = places.filter((place) => standing.isDown[place] === 0);
  const served = servedInstead(network, [...standing.off, ...more], reachOfPlaces(network, more));
  const losses = lossesBetween(network, standing.now(), served, causeOfPlaces(network, [more]), 1);
  return holeOf(network, losses, 0);
}

/** What these cells uncover when nothing else is out: for an alarm, whatever else there is. */
export function lossAlone(network: Network, standing: Standing, cells: readonly number[]): CoveredTotal {
  const places = placesOf(network, cells).filter((place) => !standing.offDuty.includes(place));
  const served = servedInstead(network, [...standing.offDuty, ...places], reachOfPlaces(network, places));
  const losses = lossesBetween(network, standing.baseline(), served, causeOfPlaces(network, [places]), 1);
  return { areaKm2: losses.areaKm2[0]!, people: losses.people[0]! };
}

function causeOfPlaces({ cells }: Network, causes: readonly (readonly number[])[]): Int16Array {
  const causeOf = new Int16Array(cells.length).fill(-1);
  mark(causeOf, causes);
  return causeOf;
}

/** Never below zero: what is named a loss or a gain is one, rounding apart. */
function difference(more: CoveredTotal, less: CoveredTotal): CoveredTotal {
  return { areaKm2: Math.max(0, more.areaKm2 - less.areaKm2), people: Math.max(0, more.people - less.people) };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
