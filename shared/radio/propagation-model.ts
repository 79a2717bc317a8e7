import { bitOutside } from './validity.ts';

/** The scenarios of TR 38.901 §7.2: urban macro, urban micro street canyon, rural macro, indoor office. */
export const SCENARIOS = ['UMa', 'UMi', 'RMa', 'InH'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Whether the terminal sees the antenna. */
export type Sight = 'los' | 'nlos';

/** The geometry between a base station and a terminal. */
export interface Link {
  /** Along the ground, metres. */
  readonly distance2dM: number;
  /** Antenna of the base station above ground, metres (hBS). */
  readonly baseHeightM: number;
  /** Terminal above ground, metres (hUT). */
  readonly terminalHeightM: number;
  /** Carrier, GHz (fc). */
  readonly frequencyGhz: number;
  /** Average building height, metres (h; RMa only, 5 when absent). */
  readonly buildingHeightM?: number;
  /** Average street width, metres (W; RMa only, 20 when absent). */
  readonly streetWidthM?: number;
}

/** One scenario's formulas. All are pure; what they say outside `validity` is extrapolated. */
export interface PropagationModel {
  readonly scenario: Scenario;
  /** Longest distance along the ground for which both formulas hold, metres. */
  readonly maxDistanceM: number;
  /** Path loss with a line of sight, dB. */
  losDb(link: Link): number;
  /** Path loss without one, dB; never below that with one. */
  nlosDb(link: Link): number;
  /** Share of places with a line of sight, 0…1 (TR 38.901 Table 7.4.2-1). */
  losProbability(distance2dM: number, terminalHeightM: number): number;
  /** Standard deviation of the log-normal shadowing, dB. */
  sigmaDb(sight: Sight, link: Link): number;
  /** Flags of `validity.ts`; 0 inside the range. */
  validity(sight: Sight, link: Link): number;
}

/** Speed of light as TR 38.901 takes it for breakpoint distances, m/s. */
export const LIGHT_M_PER_S = 3.0e8;

/** Distance between the two antennas, metres (TR 38.901 Figure 7.4.1-1). */
export function distance3dM({ distance2dM, baseHeightM, terminalHeightM }: Link): number {
  // Math.hypot is many times slower, and guards against lengths that do not occur here.
  return Math.sqrt(distance2dM ** 2 + (baseHeightM - terminalHeightM) ** 2);
}

/** What UMa and UMi share: 0.5 ≤ fc ≤ 100 GHz, 1.5 ≤ hUT ≤ 22.5 m, 10 m ≤ d2D ≤ 5 km, one height of the antenna. */
export function urbanValidity(link: Link, baseHeightM: number): number {
  return (
    bitOutside('too-near', link.distance2dM, 10, Number.POSITIVE_INFINITY) |
    bitOutside('too-far', link.distance2dM, 0, 5000) |
    bitOutside('base-height', link.baseHeightM, baseHeightM, baseHeightM) |
    bitOutside('terminal-height', link.terminalHeightM, 1.5, 22.5) |
    bitOutside('frequency', link.frequencyGhz, 0.5, 100)
  );
}

/**
 * Breakpoint distance of UMa and UMi along the ground, metres: 4·(hBS − hE)·(hUT − hE)·fc/c with hE = 1 m
 * (TR 38.901 Table 7.4.1-1, note 1).
 */
export function urbanBreakpointM({ baseHeightM, terminalHeightM, frequencyGhz }: Link): number {
  return (4 * (baseHeightM - 1) * (terminalHeightM - 1) * frequencyGhz * 1e9) / LIGHT_M_PER_S;
}
