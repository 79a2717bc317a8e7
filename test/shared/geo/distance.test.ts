import { expect, test } from 'vitest';
import { metresBetween } from '../../../shared/geo/distance.ts';

test('a degree of latitude is 111.195 km; a degree of longitude shrinks with the cosine', () => {
  expect(metresBetween({ lat: 36, lon: 120 }, { lat: 37, lon: 120 })).toBeCloseTo(111_195, -1);
  const ratio =
    metresBetween({ lat: 60, lon: 0 }, { lat: 60, lon: 0.01 }) /
    metresBetween({ lat: 0, lon: 0 }, { lat: 0, lon: 0.01 });
  expect(ratio).toBeCloseTo(0.5, 3);
  expect(metresBetween({ lat: 1, lon: 2 }, { lat: 1, lon: 2 })).toBe(0);
});
