const QUALITY = 3;
const SIMULATED = 1 << 5;

/** Nothing is better than this: the start of a search for the worst. */
export const NO_QUALITY = 0;

/**
 * The worse of two quality bytes: quality first, then the greater reason; one simulated sample makes the whole simulated.
 * Associative and commutative, so that roll-ups of roll-ups agree with roll-ups of samples.
 */
export function worstQuality(a: number, b: number): number {
  return rank(b) > rank(a) ? b | (a & SIMULATED) : a | (b & SIMULATED);
}

function rank(quality: number): number {
  return ((quality & QUALITY) << 3) | ((quality >> 2) & 7);
}

/** The same in SQL over a column of quality bytes. */
export function worstQualitySql(column: string): string {
  const worst = `max(((${column} & 3) << 3) | ((${column} >> 2) & 7))`;
  return `((${worst} >> 3) | ((${worst} & 7) << 2) | bit_or(${column} & 32))`;
}
