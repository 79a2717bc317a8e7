import { distance3dM, LIGHT_M_PER_S, type Link, type PropagationModel } from './propagation-model.ts';
import { bitOutside } from './validity.ts';

const BUILDING_HEIGHT_M = 5;
const STREET_WIDTH_M = 20;

/**
 * Rural macro (TR 38.901 Tables 7.4.1-1 and 7.4.2-1). Validity: 10 m ≤ hBS ≤ 150 m, 1 m ≤ hUT ≤ 10 m, buildings and
 * streets of 5–50 m, 0.5 ≤ fc ≤ 30 GHz, 10 m ≤ d2D ≤ 10 km in sight and ≤ 5 km without.
 */
export const rma: PropagationModel = {
  scenario: 'RMa',
  maxDistanceM: 5000,
  losDb,
  nlosDb: (link) => Math.max(losDb(link), obstructedDb(link)),
  losProbability: (distance2dM) => (distance2dM <= 10 ? 1 : Math.exp(-(distance2dM - 10) / 1000)),
  sigmaDb(sight, link) {
    if (sight === 'nlos') return 8;
    return link.distance2dM <= ruralBreakpointM(link) ? 4 : 6;
  },
  validity(sight, link) {
    return (
      bitOutside('too-near', link.distance2dM, 10, Number.POSITIVE_INFINITY) |
      bitOutside('too-far', link.distance2dM, 0, sight === 'los' ? 10_000 : 5000) |
      bitOutside('base-height', link.baseHeightM, 10, 150) |
      bitOutside('terminal-height', link.terminalHeightM, 1, 10) |
      bitOutside('frequency', link.frequencyGhz, 0.5, 30) |
      bitOutside('surroundings', link.buildingHeightM ?? BUILDING_HEIGHT_M, 5, 50) |
      bitOutside('surroundings', link.streetWidthM ?? STREET_WIDTH_M, 5, 50)
    );
  },
};

/** Breakpoint distance along the ground, metres: 2π·hBS·hUT·fc/c (Table 7.4.1-1, note 5). */
export function ruralBreakpointM({ baseHeightM, terminalHeightM, frequencyGhz }: Link): number {
  return (2 * Math.PI * baseHeightM * terminalHeightM * frequencyGhz * 1e9) / LIGHT_M_PER_S;
}

function losDb(link: Link): number {
  const breakpointM = ruralBreakpointM(link);
  if (link.distance2dM <= breakpointM) return freeDb(link, distance3dM(link));
  const bend = distance3dM({ ...link, distance2dM: breakpointM });
  return freeDb(link, bend) + 40 * Math.log10(distance3dM(link) / bend);
}

/** PL1 of the table at a distance between the antennas, dB. */
function freeDb({ frequencyGhz, buildingHeightM = BUILDING_HEIGHT_M }: Link, apartM: number): number {
  const clutter = buildingHeightM ** 1.72;
  return (
    20 * Math.log10((40 * Math.PI * apartM * frequencyGhz) / 3) +
    Math.min(0.03 * clutter, 10) * Math.log10(apartM) -
    Math.min(0.044 * clutter, 14.77) +
    0.002 * Math.log10(buildingHeightM) * apartM
  );
}

/** PL' of the table, dB. */
function obstructedDb(link: Link): number {
  const { baseHeightM, buildingHeightM = BUILDING_HEIGHT_M, streetWidthM = STREET_WIDTH_M } = link;
  const base = Math.log10(baseHeightM);
  return (
    161.04 -
    7.1 * Math.log10(streetWidthM) +
    7.5 * Math.log10(buildingHeightM) -
    (24.37 - 3.7 * (buildingHeightM / baseHeightM) ** 2) * base +
    (43.42 - 3.1 * base) * (Math.log10(distance3dM(link)) - 3) +
    20 * Math.log10(link.frequencyGhz) -
    (3.2 * Math.log10(11.75 * link.terminalHeightM) ** 2 - 4.97)
  );
}
