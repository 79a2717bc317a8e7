/**
 * Why a predicted value lies outside what its model was made for (TR 38.901 Table 7.4.1-1, column "Applicability
 * range"). The value is still computed, and carries these flags: bit i is the i-th name.
 */
export const VALIDITY_FLAGS = [
  /** Nearer than the model's shortest distance. */
  'too-near',
  /** Farther than the model's longest distance. */
  'too-far',
  /** Height of the base station's antenna. */
  'base-height',
  /** Height of the terminal. */
  'terminal-height',
  /** Carrier frequency. */
  'frequency',
  /** Average building height or street width (RMa). */
  'surroundings',
  /** UMa with a terminal at 13 m or higher: the effective environment height is random there; 1 m was used. */
  'effective-height',
  /** The antenna model is not in the registry: the generic sector's pattern was used. */
  'antenna-unknown',
] as const;
export type ValidityFlag = (typeof VALIDITY_FLAGS)[number];

/** The bit of a flag; flags of a value are joined with `|` and fit a byte. */
export function validityBit(flag: ValidityFlag): number {
  return 1 << VALIDITY_FLAGS.indexOf(flag);
}

/** The names behind the bits; none for 0. */
export function validityNames(bits: number): readonly ValidityFlag[] {
  return VALIDITY_FLAGS.filter((_, index) => (bits & (1 << index)) !== 0);
}

/** The flag's bit unless low ≤ value ≤ high; NaN is outside. */
export function bitOutside(flag: ValidityFlag, value: number, low: number, high: number): number {
  return value >= low && value <= high ? 0 : validityBit(flag);
}
