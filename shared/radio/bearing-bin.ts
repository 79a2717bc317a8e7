/** Bins of a quarter turn; the widest is 0.22°. */
const QUARTER = 512;
/** Bins of a whole turn, and one more for the seam. */
export const BEARING_BINS = 4 * QUARTER + 1;

/**
 * The bin of a direction without trigonometry: x/(|x|+|y|) grows with the angle in each half turn. Bin 0 is west, bins
 * run clockwise over north. 0 for the zero vector.
 */
export function bearingBin(eastM: number, northM: number): number {
  const along = (eastM / (Math.abs(eastM) + Math.abs(northM))) * QUARTER;
  return northM >= 0 ? (along + QUARTER) | 0 : (3 * QUARTER - along) | 0;
}

/** Direction of a bin's middle, degrees clockwise from north, −180…180. */
export function bearingOfBinDeg(bin: number): number {
  const middle = bin + 0.5;
  const isNorth = middle < 2 * QUARTER;
  const east = isNorth ? middle / QUARTER - 1 : 3 - middle / QUARTER;
  const north = (1 - Math.abs(east)) * (isNorth ? 1 : -1);
  return (Math.atan2(east, north) * 180) / Math.PI;
}
