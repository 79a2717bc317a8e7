import { distance3dM, type Link, type PropagationModel } from './propagation-model.ts';
import { bitOutside } from './validity.ts';

/**
 * Indoor office, "InH" (TR 38.901 Table 7.4.1-1; LOS probability of the mixed office in Table 7.4.2-1). Validity:
 * 1 m ≤ d3D ≤ 150 m, 0.5 ≤ fc ≤ 100 GHz; heights are free.
 */
export const inh: PropagationModel = {
  scenario: 'InH',
  maxDistanceM: 150,
  losDb,
  nlosDb(link) {
    const nlos = 38.3 * Math.log10(distance3dM(link)) + 17.3 + 24.9 * Math.log10(link.frequencyGhz);
    return Math.max(losDb(link), nlos);
  },
  losProbability(distance2dM) {
    if (distance2dM <= 1.2) return 1;
    if (distance2dM < 6.5) return Math.exp(-(distance2dM - 1.2) / 4.7);
    return 0.32 * Math.exp(-(distance2dM - 6.5) / 32.6);
  },
  sigmaDb: (sight) => (sight === 'los' ? 3 : 8.03),
  validity(_sight, link) {
    const apartM = distance3dM(link);
    return (
      bitOutside('too-near', apartM, 1, Number.POSITIVE_INFINITY) |
      bitOutside('too-far', apartM, 0, 150) |
      bitOutside('frequency', link.frequencyGhz, 0.5, 100)
    );
  },
};

function losDb(link: Link): number {
  return 32.4 + 17.3 * Math.log10(distance3dM(link)) + 20 * Math.log10(link.frequencyGhz);
}

/** Share of places in sight in an open office, 0…1 (TR 38.901 Table 7.4.2-1). */
export function openOfficeLosProbability(distance2dM: number): number {
  if (distance2dM <= 5) return 1;
  if (distance2dM <= 49) return Math.exp(-(distance2dM - 5) / 70.8);
  return 0.54 * Math.exp(-(distance2dM - 49) / 211.7);
}
