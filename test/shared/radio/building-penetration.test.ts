import { expect, test } from 'vitest';
import { PENETRATION_SIGMA_DB, penetrationDb } from '../../../shared/radio/building-penetration.ts';

test('low- and high-loss façades, worked by hand (TR 38.901 Table 7.4.3-2), within 0.01 dB', () => {
  // 3.5 GHz: glass 2.7 dB, coated glass 24.05 dB, concrete 19 dB.
  expect(penetrationDb('low', 3.5, 0)).toBeCloseTo(12.6975, 3);
  expect(penetrationDb('high', 3.5, 0)).toBeCloseTo(26.8498, 3);
  expect(penetrationDb('low', 2.6, 0)).toBeCloseTo(12.2558, 3);
  expect(penetrationDb('high', 2.6, 0)).toBeCloseTo(24.3615, 3);
});

test('half a decibel for each metre behind the façade', () => {
  expect(penetrationDb('low', 3.5, 10) - penetrationDb('low', 3.5, 0)).toBeCloseTo(5, 9);
  expect(PENETRATION_SIGMA_DB).toEqual({ low: 4.4, high: 6.5 });
});
