import fc from 'fast-check';
import gcoord from 'gcoord';
import { describe, expect, test } from 'vitest';
import { CRS_NAMES, type Crs, fromWgs84, toWgs84 } from '../../../shared/geo/crs.ts';
import { metresBetween } from '../../../shared/geo/distance.ts';

const anywhere = fc.record({
  lat: fc.double({ min: 18, max: 54, noNaN: true }),
  lon: fc.double({ min: 74, max: 135, noNaN: true }),
});
const QINGDAO = { lat: 36.26, lon: 120.27 };

describe.each(CRS_NAMES)('%s', (crs: Crs) => {
  test('there and back is under half a metre', () => {
    fc.assert(
      fc.property(anywhere, (position) => {
        expect(metresBetween(toWgs84(fromWgs84(position, crs), crs), position)).toBeLessThan(0.5);
      }),
    );
  });

  test('agrees with gcoord, an independent implementation, to a centimetre', () => {
    const theirs = { WGS84: gcoord.WGS84, 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 }[crs];
    fc.assert(
      fc.property(anywhere, (position) => {
        const [lon, lat] = gcoord.transform([position.lon, position.lat], gcoord.WGS84, theirs);
        expect(metresBetween(fromWgs84(position, crs), { lat, lon })).toBeLessThan(0.01);
      }),
    );
  });
});

/** The demo zone's outline reaches from 120.1975 to 120.3469 east and from 36.242 to 36.2872 north. */
const LATITUDES = [36.242, 36.265, 36.2872];
const LONGITUDES = [120.1975, 120.27, 120.3469];

test('in the demo zone GCJ-02 lies 451 to 476 m from WGS84, to the metre', () => {
  for (const lat of LATITUDES) {
    for (const lon of LONGITUDES) {
      const shift = metresBetween({ lat, lon }, fromWgs84({ lat, lon }, 'GCJ-02'));
      expect(shift).toBeGreaterThanOrEqual(450);
      expect(shift).toBeLessThanOrEqual(477);
    }
  }
});

test('outside China nothing is shifted; WGS84 is left as it is', () => {
  const london = { lat: 51.5, lon: -0.1 };
  expect(fromWgs84(london, 'GCJ-02')).toEqual(london);
  expect(fromWgs84(QINGDAO, 'WGS84')).toBe(QINGDAO);
});
