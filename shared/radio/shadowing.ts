/** Coefficients of Abramowitz & Stegun 7.1.26, a rational approximation of the error function. */
const P = 0.3275911;
const A1 = 0.254829592;
const A2 = -0.284496736;
const A3 = 1.421413741;
const A4 = -1.453152027;
const A5 = 1.061405429;

/** Normal distribution function Φ(x), 0…1; absolute error below 1e-7 (Abramowitz & Stegun 7.1.26). */
export function normalCdf(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + P * z);
  const tail = 0.5 * t * (A1 + t * (A2 + t * (A3 + t * (A4 + t * A5)))) * Math.exp(-z * z);
  return x < 0 ? tail : 1 - tail;
}

/** Share of places, 0…1, where a median level of `levelDbm` under log-normal shadowing reaches the threshold. */
export function shareAbove(levelDbm: number, thresholdDbm: number, sigmaDb: number): number {
  if (sigmaDb <= 0) return levelDbm >= thresholdDbm ? 1 : 0;
  return normalCdf((levelDbm - thresholdDbm) / sigmaDb);
}

/** A median level with and without a line of sight, dBm, and the shadowing of each, dB. */
export interface MixedLevel {
  /** Share of places in sight, 0…1. */
  readonly losShare: number;
  readonly losDbm: number;
  readonly nlosDbm: number;
  readonly losSigmaDb: number;
  readonly nlosSigmaDb: number;
}

/** Probability of coverage, 0…1: P(LOS)·Φ(…) + P(NLOS)·Φ(…), with no margin for shadowing in the levels. */
export function coverageShare(level: MixedLevel, thresholdDbm: number): number {
  return (
    level.losShare * shareAbove(level.losDbm, thresholdDbm, level.losSigmaDb) +
    (1 - level.losShare) * shareAbove(level.nlosDbm, thresholdDbm, level.nlosSigmaDb)
  );
}

/** Margin over a threshold, dB, that covers this share of the places at that distance: the inverse of `shareAbove`. */
export function shadowingMarginDb(share: number, sigmaDb: number): number {
  if (!(share > 0 && share < 1)) return share >= 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  let [low, high] = [-6, 6];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < share) low = middle;
    else high = middle;
  }
  return ((low + high) / 2) * sigmaDb;
}
