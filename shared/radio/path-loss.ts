import { inh } from './inh.ts';
import type { Link, PropagationModel, Scenario, Sight } from './propagation-model.ts';
import { rma } from './rma.ts';
import { uma } from './uma.ts';
import { umi } from './umi.ts';

const MODELS: Readonly<Record<Scenario, PropagationModel>> = { UMa: uma, UMi: umi, RMa: rma, InH: inh };

/** The formulas of a scenario. */
export function propagationModel(scenario: Scenario): PropagationModel {
  return MODELS[scenario];
}

/** A loss and, when the model was not made for the geometry, why. */
export interface PathLoss {
  readonly lossDb: number;
  /** Bits of `validity.ts`; 0 inside the model's range. */
  readonly validity: number;
}

/** Median path loss outdoors, dB (TR 38.901 Table 7.4.1-1), without shadowing. */
export function pathLoss(scenario: Scenario, sight: Sight, link: Link): PathLoss {
  const model = MODELS[scenario];
  const lossDb = sight === 'los' ? model.losDb(link) : model.nlosDb(link);
  return { lossDb, validity: model.validity(sight, link) };
}

/** Both losses of a place and how likely each is. */
export interface MixedLoss extends PathLoss {
  /** 0…1. */
  readonly losShare: number;
  readonly losDb: number;
  readonly nlosDb: number;
}

/**
 * Path loss where it is not known whether the terminal sees the antenna: the mean in dB of both losses, weighted by the
 * LOS probability. `sight` fixes it instead; then the share is 0 or 1.
 */
export function mixedLoss(scenario: Scenario, sight: Sight | 'mixed', link: Link): MixedLoss {
  const model = MODELS[scenario];
  const share =
    sight === 'mixed' ? model.losProbability(link.distance2dM, link.terminalHeightM) : sight === 'los' ? 1 : 0;
  const losDb = model.losDb(link);
  const nlosDb = model.nlosDb(link);
  const validity = (share > 0 ? model.validity('los', link) : 0) | (share < 1 ? model.validity('nlos', link) : 0);
  return { losShare: share, losDb, nlosDb, lossDb: share * losDb + (1 - share) * nlosDb, validity };
}
