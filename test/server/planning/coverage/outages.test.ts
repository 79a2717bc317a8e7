import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGround } from '../../../../server/planning/coverage/ground.ts';
import { holeOf, lossesBetween } from '../../../../server/planning/coverage/loss.ts';
import { createNetwork, servedInstead, servedWithout, viewOf } from '../../../../server/planning/coverage/network.ts';
import { answerOutages, lossAlone, nothingOut, predictedHole } from '../../../../server/planning/coverage/outages.ts';
import { randomSetup } from './random-setup.ts';

const SITES = 10;
const setup = randomSetup(SITES, 12_000, 8_000, 7);
const all = setup.onAir;
const network = createNetwork(createGround(setup.ground, setup.settings.pixelM), setup, all);
const sites = Array.from({ length: SITES }, (_, site) => [3 * site, 3 * site + 1, 3 * site + 2]);

/** Of all causes at once, over the whole ground. */
function atOnce(offDuty: readonly number[], causes: readonly (readonly number[])[]) {
  const baseline = viewOf(network, servedWithout(network, offDuty));
  const causeOf = new Int16Array(all.length).fill(-1);
  causes.forEach((places, cause) => {
    for (const place of places) causeOf[place] = cause;
  });
  const served = servedInstead(network, [...offDuty, ...causes.flat()]);
  return lossesBetween(network, baseline, served, causeOf, causes.length);
}

test('causes far apart are looked at one by one, and each leaves the hole that it leaves when all are looked at', () => {
  const outages = fc.record({
    out: fc.uniqueArray(fc.integer({ min: 0, max: SITES - 1 }), { maxLength: SITES }),
    offDuty: fc.uniqueArray(fc.integer({ min: 0, max: SITES - 1 }), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(outages, ({ out, offDuty }) => {
      const causes = out.filter((site) => !offDuty.includes(site)).map((site) => sites[site]!);
      const resting = offDuty.flatMap((site) => sites[site]!);
      const { answer, standing } = answerOutages(network, { offDuty: resting, causes }, nothingOut(network));
      const losses = atOnce(resting, causes);
      expect(answer.holes).toEqual(causes.map((_, cause) => holeOf(network, losses, cause)));
      expect(answer.lost.areaKm2).toBeCloseTo(
        losses.areaKm2.reduce((sum, km2) => sum + km2, 0),
        9,
      );
      // What would follow, and what one of them uncovers alone, are looked at where that one reaches.
      const next = sites.find((_, site) => !out.includes(site) && !offDuty.includes(site));
      if (next === undefined) return;
      const off = [...resting, ...causes.flat()];
      const causeOf = new Int16Array(all.length).fill(-1);
      for (const place of next) causeOf[place] = 0;
      const more = lossesBetween(network, standing.now(), servedInstead(network, [...off, ...next]), causeOf, 1);
      expect(predictedHole(network, standing, next)).toEqual(holeOf(network, more, 0));
      const alone = atOnce(resting, [next]);
      expect(lossAlone(network, standing, next).areaKm2).toBeCloseTo(alone.areaKm2[0]!, 9);
    }),
    { numRuns: 30 },
  );
}, 60_000);
