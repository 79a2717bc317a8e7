import type { Label } from '../../shared/model/resource.ts';
import { type Environment, URBAN_OUTDOOR } from '../../shared/radio/environment.ts';
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
    ...given,
  };
}
