import { distance3dM, type Link, type PropagationModel, urbanBreakpointM, urbanValidity } from './propagation-model.ts';
import { validityBit } from './validity.ts';

/** From this terminal height on the effective environment height is random (TR 38.901 Table 7.4.1-1, note 1), metres. */
const RANDOM_HEIGHT_FROM_M = 13;

/**
 * Urban macro (TR 38.901 Tables 7.4.1-1 and 7.4.2-1). Validity: hBS = 25 m, 1.5 m ≤ hUT ≤ 22.5 m, 10 m ≤ d2D ≤ 5 km,
 * 0.5 ≤ fc ≤ 100 GHz. From hUT = 13 m on hE = 1 m is used and flagged.
 */
export const uma: PropagationModel = {
  scenario: 'UMa',
  maxDistanceM: 5000,
  losDb,
  nlosDb(link) {
    const apart = Math.log10(distance3dM(link));
    const nlos = 13.54 + 39.08 * apart + 20 * Math.log10(link.frequencyGhz) - 0.6 * (link.terminalHeightM - 1.5);
    return Math.max(losDb(link), nlos);
  },
  losProbability(distance2dM, terminalHeightM) {
    if (distance2dM <= 18) return 1;
    const near = 18 / distance2dM;
    const high = terminalHeightM <= RANDOM_HEIGHT_FROM_M ? 0 : ((terminalHeightM - RANDOM_HEIGHT_FROM_M) / 10) ** 1.5;
    const bonus = 1 + high * 1.25 * (distance2dM / 100) ** 3 * Math.exp(-distance2dM / 150);
    return (near + Math.exp(-distance2dM / 63) * (1 - near)) * bonus;
  },
  sigmaDb: (sight) => (sight === 'los' ? 4 : 6),
  validity(_sight, link) {
    const random = link.terminalHeightM >= RANDOM_HEIGHT_FROM_M ? validityBit('effective-height') : 0;
    return urbanValidity(link, 25) | random;
  },
};

function losDb(link: Link): number {
  const breakpointM = urbanBreakpointM(link);
  const apart = Math.log10(distance3dM(link));
  const tone = 20 * Math.log10(link.frequencyGhz);
  if (link.distance2dM <= breakpointM) return 28 + 22 * apart + tone;
  const bend = Math.log10(breakpointM ** 2 + (link.baseHeightM - link.terminalHeightM) ** 2);
  return 28 + 40 * apart + tone - 9 * bend;
}
