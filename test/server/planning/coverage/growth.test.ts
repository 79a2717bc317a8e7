import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswers } from '../../../../server/planning/coverage/answers.ts';
import type { Grown } from '../../../../server/planning/coverage/growth.ts';
import type { CoverageSetup } from '../../../../server/planning/coverage/setup.ts';
import { coverageSettings } from '../../../../server/planning/settings.ts';
import type { CoverageFigures } from '../../../../shared/wire/planning.ts';
import { boxOutline, randomNetwork } from '../../../shared/radio/random-network.ts';

const SITES = 8;
const cells = randomNetwork(SITES, 6000, 4000, 3).map((cell) => ({ ...cell, gainDbi: 8 }));
const setup: CoverageSetup = {
  ground: { outline: boxOutline(6000, 4000), seas: [], demand: [], places: [], roads: null },
  settings: coverageSettings(24, { pixelM: 100 }),
  cells,
  ids: cells.map((_, cell) => `cell/s${Math.floor(cell / 3)}/${cell % 3}`),
  siteOf: cells.map((_, cell) => Math.floor(cell / 3)),
  onAir: [],
  synthetic: true,
};
const answer = createAnswers(setup);
const cellsOf = (site: number) => [3 * site, 3 * site + 1, 3 * site + 2];
const grow = (order: readonly number[]) => answer({ type: 'growth', steps: order.map(cellsOf) }) as readonly Grown[];

describe('coverage of a network that grows', () => {
  test('after each site it is that of a whole run over the same sites', () => {
    const order = [3, 0, 7, 5, 1];
    grow(order).forEach((grown, index) => {
      const figures = answer({ type: 'figures', cells: order.slice(0, index + 1).flatMap(cellsOf) }) as CoverageFigures;
      // Sums of 32 bits in another order: a pixel on the threshold may fall either way.
      expect(Math.abs(grown.areaKm2 - figures.areaKm2)).toBeLessThanOrEqual(0.02);
      const totalKm2 = figures.areaKm2 / figures.areaShare;
      expect(Math.abs(grown.rsrpKm2 - totalKm2 * figures.rsrpAreaShare)).toBeLessThanOrEqual(0.02);
    });
  });

  test('it ends the same in any order, and SS-RSRP coverage never falls', () => {
    const all = grow([...Array(SITES).keys()]).at(-1)!;
    fc.assert(
      fc.property(fc.shuffledSubarray([...Array(SITES).keys()], { minLength: SITES }), (order) => {
        const steps = grow(order);
        expect(steps.at(-1)!.rsrpKm2).toBeCloseTo(all.rsrpKm2, 9);
        expect(Math.abs(steps.at(-1)!.areaKm2 - all.areaKm2)).toBeLessThanOrEqual(0.02);
        for (let i = 1; i < steps.length; i++) expect(steps[i]!.rsrpKm2).toBeGreaterThanOrEqual(steps[i - 1]!.rsrpKm2);
      }),
      { numRuns: 10 },
    );
  });
});
