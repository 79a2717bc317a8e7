import { type Facade, PENETRATION_SIGMA_DB, penetrationDb } from './building-penetration.ts';
import { type MixedLoss, mixedLoss, propagationModel } from './path-loss.ts';
import type { Link, Scenario, Sight } from './propagation-model.ts';

/** The settings of a prediction; they are shown beside every number that comes from it. */
export interface Environment {
  readonly scenario: Scenario;
  /** `mixed` weighs both by the LOS probability; a map never draws it at random. */
  readonly sight: Sight | 'mixed';
  /** Metres above ground. */
  readonly terminalHeightM: number;
  /** Where the terminal is: outdoors, or behind a façade of TR 38.901 §7.4.3. */
  readonly place: 'outdoor' | Facade;
  /** Metres behind the façade (d2D-in); unused outdoors. */
  readonly indoorDepthM: number;
  /** Body and implementation loss, dB. Shadowing is no part of it: that is in the probability of coverage. */
  readonly marginDb: number;
  /** Of the terminal's receiver, dB. */
  readonly noiseFigureDb: number;
  /** RMa only: average building height and street width, metres. */
  readonly buildingHeightM: number;
  readonly streetWidthM: number;
}

/** Outdoors in a town, in the street. 9 dB is the noise figure that 3GPP evaluations take for a terminal. */
export const URBAN_OUTDOOR: Environment = {
  scenario: 'UMa',
  sight: 'mixed',
  terminalHeightM: 1.5,
  place: 'outdoor',
  indoorDepthM: 0,
  marginDb: 0,
  noiseFigureDb: 9,
  buildingHeightM: 5,
  streetWidthM: 20,
};

/** The link of an environment over a distance along the ground. */
export function linkIn(
  { terminalHeightM, buildingHeightM, streetWidthM }: Environment,
  { distance2dM, baseHeightM, frequencyGhz }: Pick<Link, 'distance2dM' | 'baseHeightM' | 'frequencyGhz'>,
): Link {
  return { distance2dM, baseHeightM, frequencyGhz, terminalHeightM, buildingHeightM, streetWidthM };
}

/** What comes on top of the path loss, dB: penetration of the façade (unless outdoors) and margin. */
export function addedLossDb({ place, indoorDepthM, marginDb }: Environment, frequencyGhz: number): number {
  return marginDb + (place === 'outdoor' ? 0 : penetrationDb(place, frequencyGhz, indoorDepthM));
}

/** Path loss plus `addedLossDb`, dB; both losses of `MixedLoss` carry it too. */
export function totalLoss(environment: Environment, link: Link): MixedLoss {
  const { losShare, lossDb, losDb, nlosDb, validity } = mixedLoss(environment.scenario, environment.sight, link);
  const addedDb = addedLossDb(environment, link.frequencyGhz);
  return { losShare, lossDb: lossDb + addedDb, losDb: losDb + addedDb, nlosDb: nlosDb + addedDb, validity };
}

/** Standard deviation of a level in this environment, dB: shadowing, and indoors the spread of the penetration loss. */
export function totalSigmaDb({ scenario, place }: Environment, sight: Sight, link: Link): number {
  const shadowingDb = propagationModel(scenario).sigmaDb(sight, link);
  return place === 'outdoor' ? shadowingDb : Math.hypot(shadowingDb, PENETRATION_SIGMA_DB[place]);
}
