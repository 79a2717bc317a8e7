import { distance3dM, type Link, type PropagationModel, urbanBreakpointM, urbanValidity } from './propagation-model.ts';

/**
 * Urban micro, street canyon (TR 38.901 Tables 7.4.1-1 and 7.4.2-1). Validity: hBS = 10 m, 1.5 m ≤ hUT ≤ 22.5 m,
 * 10 m ≤ d2D ≤ 5 km, 0.5 ≤ fc ≤ 100 GHz.
 */
export const umi: PropagationModel = {
  scenario: 'UMi',
  maxDistanceM: 5000,
  losDb,
  nlosDb(link) {
    const apart = Math.log10(distance3dM(link));
    const nlos = 22.4 + 35.3 * apart + 21.3 * Math.log10(link.frequencyGhz) - 0.3 * (link.terminalHeightM - 1.5);
    return Math.max(losDb(link), nlos);
  },
  losProbability(distance2dM) {
    if (distance2dM <= 18) return 1;
    const near = 18 / distance2dM;
    return near + Math.exp(-distance2dM / 36) * (1 - near);
  },
  sigmaDb: (sight) => (sight === 'los' ? 4 : 7.82),
  validity: (_sight, link) => urbanValidity(link, 10),
};

function losDb(link: Link): number {
  const breakpointM = urbanBreakpointM(link);
  const apart = Math.log10(distance3dM(link));
  const tone = 20 * Math.log10(link.frequencyGhz);
  if (link.distance2dM <= breakpointM) return 32.4 + 21 * apart + tone;
  const bend = Math.log10(breakpointM ** 2 + (link.baseHeightM - link.terminalHeightM) ** 2);
  return 32.4 + 40 * apart + tone - 9.5 * bend;
}
