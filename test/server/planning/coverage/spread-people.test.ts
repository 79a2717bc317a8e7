import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadPeople } from '../../../../server/planning/coverage/spread-people.ts';
import { createRaster, pixelAt } from '../../../../shared/radio/raster.ts';
import { boxOutline, placeAt } from '../../../shared/radio/random-network.ts';

const raster = createRaster(boxOutline(2000, 2000), 50);

test('nobody is lost: who is on no pixel is counted apart', () => {
  const place = fc.record({
    east: fc.integer({ min: -2000, max: 2000 }),
    north: fc.integer({ min: -2000, max: 2000 }),
  });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (places) => {
      const demand = places.map(({ east, north }, index) => ({ ...placeAt(east, north), people: index + 1 }));
      const { people, totalPeople, peopleElsewhere } = spreadPeople(raster, demand);
      const all = demand.reduce((sum, cell) => sum + cell.people, 0);
      expect(totalPeople + peopleElsewhere).toBeCloseTo(all, 6);
      expect(people.reduce((sum, some) => sum + some, 0)).toBeCloseTo(totalPeople, 2);
    }),
    { numRuns: 50 },
  );
});

test('a grid’s people are spread evenly over their own cell', () => {
  const demand = [-750, -250, 250, 750].flatMap((north) =>
    [-750, -250, 250, 750].map((east) => ({ ...placeAt(east, north), people: east < 0 ? 100 : 0 })),
  );
  const { people, peopleElsewhere } = spreadPeople(raster, demand);
  expect(peopleElsewhere).toBe(0);
  // 500 m are 10 × 10 pixels; those of the edge belong to the one or the other.
  const here = people[pixelAt(raster, placeAt(-300, 100))]!;
  expect(here).toBeGreaterThan(0.8);
  expect(here).toBeLessThan(1.2);
  expect(people[pixelAt(raster, placeAt(-400, 300))]).toBe(here);
  expect(people[pixelAt(raster, placeAt(300, 100))]).toBe(0);
});

test('without a demand layer there is nobody, and no mistake', () => {
  expect(spreadPeople(raster, [])).toMatchObject({ totalPeople: 0, peopleElsewhere: 0 });
});
