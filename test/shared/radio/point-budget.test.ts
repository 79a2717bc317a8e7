import { expect, test } from 'vitest';
import { URBAN_OUTDOOR } from '../../../shared/radio/environment.ts';
import { pointBudget, shareCoveredAt } from './point-budget.ts';
import { MACRO } from './random-network.ts';

const WITHOUT_SIGHT = { ...URBAN_OUTDOOR, sight: 'nlos' } as const;

test('SS-RSRP 500 m in front of a 240 W macro cell at 2565 MHz, worked by hand', () => {
  // 18.647 + 24 dBm; depression 2.691° against a tilt of 6°: 12·(3.309/8)² = 2.053 dB;
  // loss 13.54 + 39.08·2.69945 + 20·lg 2.565 = 127.216 dB.
  const budget = pointBudget(MACRO, WITHOUT_SIGHT, 0, 500);
  expect(budget.patternLossDb).toBeCloseTo(2.053, 2);
  expect(budget.lossDb).toBeCloseTo(127.216, 2);
  expect(budget.rsrpDbm).toBeCloseTo(-86.62, 2);
  expect(budget.validity).toBe(0);
  // Φ((−86.62 + 95)/6) = Φ(1.397).
  expect(shareCoveredAt(budget, -95)).toBeCloseTo(0.9188, 3);
});

test('a feeder, a margin and a façade are taken off; the spread of the façade is added to the shadowing', () => {
  const plain = pointBudget(MACRO, WITHOUT_SIGHT, 0, 500);
  const fed = pointBudget({ ...MACRO, feederLossDb: 2 }, { ...WITHOUT_SIGHT, marginDb: 3 }, 0, 500);
  expect(plain.rsrpDbm - fed.rsrpDbm).toBeCloseTo(5, 9);
  const indoors = pointBudget(MACRO, { ...WITHOUT_SIGHT, place: 'low', indoorDepthM: 10 }, 0, 500);
  // 12.239 dB through the façade at 2.565 GHz and 5 dB behind it; √(6² + 4.4²) = 7.44 dB.
  expect(plain.rsrpDbm - indoors.rsrpDbm).toBeCloseTo(17.24, 1);
  expect(indoors.level.nlosSigmaDb).toBeCloseTo(7.44, 2);
});

test('the bearing is clockwise from north: behind the panel the front-to-back ratio is lost', () => {
  const east = { ...MACRO, azimuthDeg: 90 };
  expect(pointBudget(east, WITHOUT_SIGHT, 500, 0).patternLossDb).toBeCloseTo(2.053, 2);
  expect(pointBudget(east, WITHOUT_SIGHT, -500, 0).patternLossDb).toBe(30);
});
