import type { Label } from '../../shared/model/resource.ts';
import { type Environment, URBAN_OUTDOOR } from '../../shared/radio/environment.ts';
import type { UplinkSettings } from '../../shared/radio/link-budget.ts';
import { PLANNING } from '../../shared/text/planning.ts';
import type { CoverageProfile } from '../ports.ts';

/** When a place counts as covered, and how much of the area must be. */
export interface Profile {
  readonly rsrpDbm: number;
  readonly sinrDb: number;
  readonly targetShare: number;
  readonly source: Label;
}

export interface CoverageSettings {
  readonly environment: Environment;
  readonly profile: Profile;
  readonly pixelM: number;
  /** Cells farther than this serve nothing and disturb nothing. */
  readonly rangeM: number;
  /** Servers kept per pixel. */
  readonly serversKept: number;
  readonly uplink: UplinkSettings;
  /** PRB load, 0…1, of cells that report none. */
  readonly nominalLoad: number;
}

/** Continuous coverage as operators commonly accept it; a setting, and shown beside every percentage. */
const PROFILE: Profile = {
  rsrpDbm: -105,
  sinrDb: -3,
  targetShare: 0.95,
  source: PLANNING['planning.profile-source'],
};

/** The profile of a zone that says what counts as covered there; the product's own where it does not. */
export function profileOf(set: CoverageProfile | undefined): Profile {
  if (set === undefined) return PROFILE;
  return { ...PROFILE, ...set, source: PLANNING['planning.profile-source-zone'] };
}

/**
 * A terminal of power class 3 (TS 38.101-1 Table 6.2.1-1) that spreads its power over 30 resource blocks and is decoded
 * at QPSK; 5 dB are the noise figure of base stations in 3GPP evaluations. Shown beside what follows from it.
 */
const UPLINK: UplinkSettings = {
  terminalPowerDbm: 23,
  resourceBlocks: 30,
  noiseFigureDb: 5,
  interferenceMarginDb: 3,
  requiredSinrDb: -3,
};
const NOMINAL_LOAD = 0.5;

/** Up to this area a zone is a park or a town, where 20 m show a street; beyond it memory and time decide. */
const TOWN_KM2 = 400;

/** Settings for a zone of a size (its outline's bounding box, km²): about 20 bytes and K · 8 more for each pixel. */
export function coverageSettings(boxKm2: number, given: Partial<CoverageSettings> = {}): CoverageSettings {
  const isTown = boxKm2 <= TOWN_KM2;
  return {
    environment: URBAN_OUTDOOR,
    profile: PROFILE,
    pixelM: isTown ? 20 : 50,
    rangeM: isTown ? 5_000 : 2_500,
    serversKept: isTown ? 6 : 4,
    uplink: UPLINK,
    nominalLoad: NOMINAL_LOAD,
    ...given,
  };
}
