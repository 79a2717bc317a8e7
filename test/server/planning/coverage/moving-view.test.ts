import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGround } from '../../../../server/planning/coverage/ground.ts';
import { createMovingView } from '../../../../server/planning/coverage/moving-view.ts';
import { createNetwork, servedWithout, sharesOf, viewOf } from '../../../../server/planning/coverage/network.ts';
import { randomSetup } from './random-setup.ts';

const SITES = 8;
const setup = randomSetup(SITES, 8_000, 5_000, 11);
const all = [...setup.onAir];
const network = createNetwork(createGround(setup.ground, setup.settings.pixelM), setup, all);

/** Quickly compared, NaN being NaN. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

test('led through any states, a view and its probabilities are those of each state alone', () => {
  const state = fc.record({ down: fc.subarray(all), asksShares: fc.boolean() });
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 6 }), (states) => {
      const moving = createMovingView(network);
      for (const { down, asksShares } of states) {
        const served = servedWithout(network, down);
        const alone = viewOf(network, served);
        const view = moving.at(down);
        expect(bytesOf(view.bestServer).equals(bytesOf(alone.bestServer))).toBe(true);
        expect(bytesOf(view.rsrpDbm).equals(bytesOf(alone.rsrpDbm))).toBe(true);
        expect(bytesOf(view.sinrDb).equals(bytesOf(alone.sinrDb))).toBe(true);
        if (asksShares) expect(bytesOf(moving.sharesAt(down)).equals(bytesOf(sharesOf(network, served)))).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('with everybody back it is the run itself', () => {
  const moving = createMovingView(network);
  expect(moving.at([0, 1, 2]).bestServer).not.toEqual(network.run.bestServer);
  expect(moving.at([])).toBe(network.run);
  expect(moving.sharesAt([])).toBe(network.shares);
});
