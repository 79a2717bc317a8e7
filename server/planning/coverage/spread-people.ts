import { metresAt, type Raster } from '../../../shared/radio/raster.ts';
import type { GroundData } from './setup.ts';

/** How many demand cells are looked at for their distance from each other. */
const SAMPLE = 300;

/**
 * People by pixel: each pixel of the mask belongs to the demand cell whose centre is nearest, and a cell's people are
 * spread evenly over its pixels. Pixels farther from every centre than a cell is wide have none; so have cells without a
 * pixel, which are counted in `peopleElsewhere`.
 */
export function spreadPeople(
  raster: Raster,
  demand: GroundData['demand'],
): { people: Float32Array; totalPeople: number; peopleElsewhere: number } {
  const people = new Float32Array(raster.mask.length);
  if (demand.length === 0) return { people, totalPeople: 0, peopleElsewhere: 0 };
  const centres = demand.map((cell) => metresAt(raster, cell));
  const reachM = spacingM(centres) * Math.SQRT1_2 * 1.05;
  const nearest = nearestCentres(raster, centres, reachM);
  const pixels = new Uint32Array(demand.length);
  for (const cell of nearest) if (cell >= 0) pixels[cell]! += 1;
  let [totalPeople, peopleElsewhere] = [0, 0];
  demand.forEach((cell, index) => {
    if (pixels[index]! > 0) totalPeople += cell.people;
    else peopleElsewhere += cell.people;
  });
  nearest.forEach((cell, pixel) => {
    if (cell >= 0) people[pixel] = demand[cell]!.people / pixels[cell]!;
  });
  return { people, totalPeople, peopleElsewhere };
}

type Point = { readonly xM: number; readonly yM: number };

/** Median distance of a cell from the one nearest to it; one pixel's worth for a single cell. */
function spacingM(centres: readonly Point[]): number {
  const every = Math.max(1, Math.floor(centres.length / SAMPLE));
  const apart = centres
    .filter((_, index) => index % every === 0)
    .map((one) => {
      let least = Number.POSITIVE_INFINITY;
      for (const other of centres) {
        const distance = Math.hypot(one.xM - other.xM, one.yM - other.yM);
        if (distance > 0.5 && distance < least) least = distance;
      }
      return least;
    })
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return apart[Math.floor(apart.length / 2)] ?? 400;
}

/** By pixel: the nearest centre within reach, −1 for none and off the mask. Centres paint; the nearer one stays. */
function nearestCentres(raster: Raster, centres: readonly Point[], reachM: number): Int32Array {
  const { pixelM, westM, northM, rows, columns, mask } = raster;
  const nearest = new Int32Array(mask.length).fill(-1);
  const nearestM2 = new Float32Array(mask.length).fill(Number.POSITIVE_INFINITY);
  const reach = Math.ceil(reachM / pixelM);
  centres.forEach(({ xM, yM }, index) => {
    const column = Math.floor((xM - westM) / pixelM);
    const row = Math.floor((northM - yM) / pixelM);
    for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++) {
      const aboveM = northM - (r + 0.5) * pixelM - yM;
      for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++) {
        const pixel = r * columns + c;
        if (mask[pixel] === 0) continue;
        const m2 = (westM + (c + 0.5) * pixelM - xM) ** 2 + aboveM ** 2;
        if (m2 > reachM * reachM || m2 >= nearestM2[pixel]!) continue;
        nearest[pixel] = index;
        nearestM2[pixel] = m2;
      }
    }
  });
  return nearest;
}
