import { expect, test } from 'vitest';
import { sectorPath } from '../../../client/app/drawer/SiteHead.tsx';
import { factValue } from '../../../client/ui/fact-value.ts';

test.each([
  ['azimuth_deg', 120, '120°'],
  ['tx_power_dbm', 46, '46 dBm'],
  ['height_m', 32.5, '32.5 m'],
  ['feed_a_rating_a', 32, '32 A'],
  ['capacity_bps', 4e11, '400 Gbit/s'],
  ['rated_w', 6000, '6.00 kW'],
  ['units', 42, '42 U'],
  ['nci', 12_345_678, '12345678'],
  ['tenant', 'blue', 'blue'],
])('%s of %s reads %s', (name, value, said) => {
  expect(factValue(name, value, 'en')).toBe(said);
});

test('a sector points to its azimuth, clockwise from north', () => {
  expect(sectorPath(90, 60, 10)).toMatch(/^M0 0L8\.66 -5\.00A10 10 0 0 1 8\.66 5\.00Z$/);
});
