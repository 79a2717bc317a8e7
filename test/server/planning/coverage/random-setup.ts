import type { CoverageSetup } from '../../../../server/planning/coverage/setup.ts';
import { coverageSettings } from '../../../../server/planning/settings.ts';
import { boxOutline, randomNetwork } from '../../../shared/radio/random-network.ts';

/** Three-sector sites at random on a box of land (m), 100 m pixels; a site reaches 1.5 km, a part of the ground. */
export function randomSetup(sites: number, widthM: number, heightM: number, seed: number): CoverageSetup {
  const cells = randomNetwork(sites, widthM, heightM, seed);
  const all = [...cells.keys()];
  return {
    ground: { outline: boxOutline(widthM, heightM), seas: [], demand: [], places: [], roads: null },
    settings: coverageSettings((widthM * heightM) / 1e6, { pixelM: 100, rangeM: 1_500 }),
    cells,
    ids: all.map((cell) => `cell/${cell}`),
    siteOf: all.map((cell) => Math.floor(cell / 3)),
    onAir: all,
    synthetic: true,
  };
}
