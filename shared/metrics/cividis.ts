/** Fifth-order fit to the cividis colour map (Nuñez, Anderton, Renslow 2018), one row per channel, lowest power first. */
const CIVIDIS_FIT = [
  [-4.54, -35.34, 2381.73, -6402.7, 7024.72, -2710.57],
  [32.49, 170.73, 52.82, -131.46, 176.58, -67.37],
  [81.24, 442.36, -2482.43, 6167.24, -6614.94, 2475.67],
] as const;

function channel(fit: readonly number[], t: number): number {
  const value = fit.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return Math.max(0, Math.min(255, Math.round(value)));
}

/** Sequential colour of t in 0…1 (clamped): dark blue through grey to yellow, safe for colour-blind eyes. */
export function cividis(t: number): [r: number, g: number, b: number] {
  const inside = Math.max(0, Math.min(1, t));
  return [channel(CIVIDIS_FIT[0], inside), channel(CIVIDIS_FIT[1], inside), channel(CIVIDIS_FIT[2], inside)];
}
