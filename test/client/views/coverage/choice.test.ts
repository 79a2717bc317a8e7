import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AGAINST,
  type CoverageChoices,
  formatChoices,
  LAYERS,
  parseChoices,
  STATES,
  TABS,
} from '../../../../client/views/coverage/choice.ts';
import { formatLate, parseLate } from '../../../../client/views/coverage/use-late.ts';

const choices: fc.Arbitrary<CoverageChoices> = fc
  .record({
    state: fc.constantFrom(...STATES),
    sites: fc.option(fc.integer({ min: 0, max: 100_000 })),
    layer: fc.constantFrom(...LAYERS),
    against: fc.constantFrom(...AGAINST),
    tab: fc.constantFrom(...TABS),
    fit: fc.boolean(),
  })
  .map((each) => ({ ...each, sites: each.state === 'plan' ? each.sites : null }));

test('what is chosen survives the address', () => {
  fc.assert(
    fc.property(choices, (chosen) => {
      expect(parseChoices(formatChoices(chosen))).toEqual(chosen);
    }),
  );
});

test('no address breaks the screen', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(STATES).toContain(parseChoices(text).state);
    }),
  );
});

test('late sites survive the address, and what is no site or no number of days is left out', () => {
  const late = [
    { site: 'site/qd-ht-040', days: 14 },
    { site: 'site/qd-ht-041', days: 1 },
  ];
  expect(parseLate(formatLate(late))).toEqual(late);
  expect(parseLate('site/x:0,rack/y:3,site/z:2.5,site/ok:7,:,')).toEqual([{ site: 'site/ok', days: 7 }]);
});
