/** Widths and limits of a sector's pattern; angles in degrees, losses in dB below the maximum. */
export interface AntennaPattern {
  /** Half-power beam width in azimuth; 360 is an omnidirectional antenna. */
  readonly horizontalWidthDeg: number;
  /** Half-power beam width in elevation. */
  readonly verticalWidthDeg: number;
  /** Greatest loss in azimuth and in total: the front-to-back ratio (A_max). */
  readonly frontToBackDb: number;
  /** Greatest loss in elevation (SLA_V). */
  readonly sideLobeDb: number;
}

/** One element of an array (TR 38.901 Table 7.3-1): 65° × 65°, 30 dB, 8 dBi. */
export const ANTENNA_ELEMENT = {
  horizontalWidthDeg: 65,
  verticalWidthDeg: 65,
  frontToBackDb: 30,
  sideLobeDb: 30,
  gainDbi: 8,
} as const satisfies AntennaPattern & { gainDbi: number };

/** An angle in −180 (excluded) … 180 degrees. */
export function wrappedDeg(angleDeg: number): number {
  const turned = ((angleDeg % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

/** Loss in azimuth, dB ≥ 0: min(12·(φ/width)², A_max), φ from boresight (TR 38.901 Table 7.3-1, −A_H). */
export function horizontalLossDb(pattern: AntennaPattern, fromBoresightDeg: number): number {
  if (pattern.horizontalWidthDeg >= 360) return 0;
  const ratio = wrappedDeg(fromBoresightDeg) / pattern.horizontalWidthDeg;
  return Math.min(12 * ratio * ratio, pattern.frontToBackDb);
}

/**
 * Loss in elevation, dB ≥ 0: min(12·((θ − 90 − tilt)/width)², SLA_V) (TR 38.901 Table 7.3-1, −A_V). `depressionDeg` is
 * θ − 90, the angle below the horizon at which the terminal is seen; `tiltDeg` the downtilt of the beam.
 */
export function verticalLossDb(pattern: AntennaPattern, depressionDeg: number, tiltDeg: number): number {
  const ratio = (depressionDeg - tiltDeg) / pattern.verticalWidthDeg;
  return Math.min(12 * ratio * ratio, pattern.sideLobeDb);
}

/**
 * Loss against the direction of the maximum, dB ≥ 0: min(A_V + A_H, A_max) (TR 38.901 Table 7.3-1). With an element's
 * widths this is the element; with a panel's it is the envelope of its SSB beams. The downtilt is the sum of mechanical
 * and electrical tilt, and is taken as the same in all azimuths: to the side of a mechanically tilted panel the beam
 * truly rises, which this does not show.
 */
export function patternLossDb(
  pattern: AntennaPattern,
  fromBoresightDeg: number,
  depressionDeg: number,
  tiltDeg: number,
): number {
  const sum = horizontalLossDb(pattern, fromBoresightDeg) + verticalLossDb(pattern, depressionDeg, tiltDeg);
  return Math.min(sum, pattern.frontToBackDb);
}
