/** How measured levels differ from predicted ones: measured − predicted, dB. */
export interface ResidualStatistics {
  readonly count: number;
  readonly meanDb: number;
  readonly medianDb: number;
  /** Sample standard deviation (n − 1); null for a single one. */
  readonly sigmaDb: number | null;
  readonly rmseDb: number;
}

/** Statistics of residuals, dB; null for none. */
export function residualStatistics(residualsDb: ArrayLike<number>): ResidualStatistics | null {
  const count = residualsDb.length;
  if (count === 0) return null;
  const sorted = Float64Array.from(residualsDb).sort();
  let [sum, squares] = [0, 0];
  for (const residual of sorted) {
    sum += residual;
    squares += residual ** 2;
  }
  const meanDb = sum / count;
  let spread = 0;
  for (const residual of sorted) spread += (residual - meanDb) ** 2;
  const half = count >> 1;
  return {
    count,
    meanDb,
    medianDb: count % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2,
    sigmaDb: count === 1 ? null : Math.sqrt(spread / (count - 1)),
    rmseDb: Math.sqrt(squares / count),
  };
}

/** Shadowing is another one after so many metres (TR 38.901 Table 7.5-6 Part 1, UMa NLOS). */
export const DECORRELATION_M = 50;

/**
 * Means of the residuals in each square of `DECORRELATION_M`, by cell: a car that waits at a light measures one place, not
 * a thousand. Positions in local metres; a cell below zero is left out.
 */
export function placeMeans(
  cells: ArrayLike<number>,
  xM: ArrayLike<number>,
  yM: ArrayLike<number>,
  residualsDb: ArrayLike<number>,
): ReadonlyMap<number, readonly number[]> {
  const places = new Map<string, { readonly cell: number; sum: number; count: number }>();
  for (let point = 0; point < cells.length; point++) {
    const cell = cells[point]!;
    if (cell < 0) continue;
    const key = `${cell} ${Math.floor(xM[point]! / DECORRELATION_M)} ${Math.floor(yM[point]! / DECORRELATION_M)}`;
    const place = places.get(key) ?? { cell, sum: 0, count: 0 };
    places.set(key, place);
    place.sum += residualsDb[point]!;
    place.count += 1;
  }
  const means = new Map<number, number[]>();
  for (const { cell, sum, count } of places.values()) {
    const own = means.get(cell) ?? [];
    means.set(cell, own);
    own.push(sum / count);
  }
  return means;
}

/** What a prediction is to be moved by, dB, and how sure that is. */
export interface FittedOffset {
  readonly offsetDb: number;
  readonly standardErrorDb: number;
}

export interface OffsetFit {
  /** Of a cell that was not measured, and what cells with few places are drawn to. */
  readonly zone: FittedOffset;
  readonly cells: ReadonlyMap<number, FittedOffset>;
  /** How much cells differ from each other (τ), and places of a cell (σ), dB. */
  readonly betweenDb: number;
  readonly withinDb: number;
}

/** Variance of a level that is written with one decimal, dB²: no spread is believed to be less. */
const LEAST_VARIANCE = 0.1 ** 2 / 12;

/**
 * Offsets of the zone and of each cell from the residuals of its places (dB): the one-way random-effects model
 * r = μ + b + ε with b of variance τ² (cells) and ε of σ² (places). σ² is pooled within cells; τ² = max(0, (Q − (k − 1)) /
 * (Σw − Σw²/Σw)) with w = n/σ² and Q = Σ w (m − m̄)² (DerSimonian and Laird 1986, equation 8). Then with v = τ² + σ²/n
 *
 *   zone  μ = Σ(m/v) / Σ(1/v), standard error 1/√Σ(1/v);
 *   cell  μ + k·(m − μ), k = τ²/v: n places pull to their own mean m, few of them stay near the zone's;
 *         standard error √(τ²(1 − k) + (1 − k)²·SE(μ)²).
 *
 * Null without places.
 */
export function fitOffsets(places: ReadonlyMap<number, readonly number[]>): OffsetFit | null {
  const groups = [...places].filter(([, own]) => own.length > 0).map(([cell, own]) => ({ cell, ...momentsOf(own) }));
  if (groups.length === 0) return null;
  const within = withinVariance(groups);
  const between = betweenVariance(groups, within);
  let [weights, sum] = [0, 0];
  for (const { count, mean } of groups) {
    const weight = 1 / (between + within / count);
    weights += weight;
    sum += weight * mean;
  }
  const zone = { offsetDb: sum / weights, standardErrorDb: 1 / Math.sqrt(weights) };
  const cells = new Map<number, FittedOffset>();
  for (const { cell, count, mean } of groups) {
    const own = between / (between + within / count);
    cells.set(cell, {
      offsetDb: zone.offsetDb + own * (mean - zone.offsetDb),
      standardErrorDb: Math.sqrt(between * (1 - own) + ((1 - own) * zone.standardErrorDb) ** 2),
    });
  }
  return { zone, cells, betweenDb: Math.sqrt(between), withinDb: Math.sqrt(within) };
}

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of squares around the mean. */
  readonly spread: number;
}

function momentsOf(values: readonly number[]): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { count: values.length, mean, spread: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

/** Where no cell has two places all spread is laid to places: nothing says then how cells differ. */
function withinVariance(groups: readonly Moments[]): number {
  const count = groups.reduce((sum, group) => sum + group.count, 0);
  const isSplit = count > groups.length;
  const spread = isSplit
    ? groups.reduce((sum, group) => sum + group.spread, 0)
    : momentsOf(groups.map(({ mean }) => mean)).spread;
  return Math.max(LEAST_VARIANCE, spread / Math.max(1, isSplit ? count - groups.length : count - 1));
}

function betweenVariance(groups: readonly Moments[], within: number): number {
  let [weights, squares, sum] = [0, 0, 0];
  for (const { count, mean } of groups) {
    const weight = count / within;
    weights += weight;
    squares += weight ** 2;
    sum += weight * mean;
  }
  const common = sum / weights;
  const q = groups.reduce((total, { count, mean }) => total + (count / within) * (mean - common) ** 2, 0);
  const scale = weights - squares / weights;
  return scale > 0 ? Math.max(0, (q - (groups.length - 1)) / scale) : 0;
}
