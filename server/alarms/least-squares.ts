export interface Line {
  /** Value at x = 0. */
  readonly intercept: number;
  /** Change of the value for one more of x. */
  readonly slope: number;
  /** Share of the variance that the line explains, 0–1. */
  readonly r2: number;
}

/** Ordinary least squares through points (x, y); null where x does not vary. A level line explains all of nothing: r2 = 1. */
export function leastSquares(points: readonly (readonly [number, number])[]): Line | null {
  const n = points.length;
  if (n < 2) return null;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  let [xx, xy, yy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  if (xx === 0) return null;
  const slope = xy / xx;
  return { intercept: meanY - slope * meanX, slope, r2: yy === 0 ? 1 : (xy * xy) / (xx * yy) };
}
