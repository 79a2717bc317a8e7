import load from 'highs';
import type { PointSets } from './lazy-greedy.ts';

/** Points of a bound that were alike, as one. */
export interface BoundProblem {
  readonly sets: number;
  /** Each row: the sets that cover it. */
  readonly coveredBy: readonly (readonly number[])[];
  readonly weight: Float64Array;
  /** Pixels along one side of what was made one point; 1 when only like points were joined. */
  readonly merged: number;
}

/** More rows than this take the solver too long. */
const MOST_ROWS = 6_000;
const MOST_MERGED = 64;

/**
 * The maximal coverage problem with points that the same sets cover made one, which changes nothing. Where too many are
 * left, squares of pixels become one point that any set covers which covers one of them: whoever covered a pixel before
 * covers more now, so a bound of the merged problem is a bound of the true one, only looser.
 */
export function boundProblem(
  sets: PointSets,
  weight: Float64Array,
  columns: number,
  mostRows = MOST_ROWS,
): BoundProblem {
  for (let merged = 1; ; merged *= 2) {
    const problem = mergeSquares(sets, weight, columns, merged);
    if (problem.coveredBy.length <= mostRows || merged >= MOST_MERGED) return problem;
  }
}

function mergeSquares(sets: PointSets, weight: Float64Array, columns: number, merged: number): BoundProblem {
  const squareOf = (point: number): number =>
    merged === 1
      ? point
      : Math.floor(Math.floor(point / columns) / merged) * columns + Math.floor((point % columns) / merged);
  const squares = new Map<number, { weight: number; sets: number[] }>();
  const counted = new Uint8Array(weight.length);
  for (let set = 0; set < sets.count; set++) {
    for (let at = sets.first[set]!; at < sets.first[set + 1]!; at++) {
      const point = sets.points[at]!;
      const key = squareOf(point);
      const square = squares.get(key) ?? { weight: 0, sets: [] };
      if (square.sets.length === 0) squares.set(key, square);
      if (square.sets.at(-1) !== set) square.sets.push(set);
      if (counted[point] === 1) continue;
      counted[point] = 1;
      square.weight += weight[point]!;
    }
  }
  const rows = new Map<string, { weight: number; sets: readonly number[] }>();
  for (const square of squares.values()) {
    if (square.weight === 0) continue;
    const key = square.sets.join();
    const row = rows.get(key);
    if (row === undefined) rows.set(key, square);
    else row.weight += square.weight;
  }
  const kept = [...rows.values()];
  return {
    sets: sets.count,
    coveredBy: kept.map((row) => row.sets),
    weight: Float64Array.from(kept, (row) => row.weight),
    merged,
  };
}

export type Solver = Awaited<ReturnType<typeof load>>;

/** Loads HiGHS (WebAssembly); each call of it solves one model, on this thread. */
export function loadSolver(): Promise<Solver> {
  return load();
}

/** What sets cost, and what all chosen ones may cost together. */
export interface Spending {
  readonly cost: Float64Array;
  readonly budget: number;
}

/** The solver did not find an optimum, so there is no bound. */
export class NoBound extends Error {
  override readonly name = 'NoBound';
}

/**
 * Upper bound of the weight that any `most` sets cover: the linear relaxation max Σ w·y, y ≤ Σ x of the sets that cover
 * it, Σ x ≤ most, 0 ≤ x, y ≤ 1; with a budget also Σ cost · x ≤ budget. Throws NoBound.
 */
export function coverageBound(solver: Solver, problem: BoundProblem, most: number, spending?: Spending): number {
  const { coveredBy, weight, sets } = problem;
  if (coveredBy.length === 0 || most === 0) return 0;
  const terms = Array.from(weight, (value, row) => `+ ${value} y${row}`);
  const rows = coveredBy.map((some, row) => `r${row}: y${row} ${some.map((set) => `- x${set}`).join('\n ')} <= 0`);
  const places = Array.from({ length: sets }, (_, set) => `+ x${set}`);
  const bounds = [...coveredBy.map((_, row) => `0 <= y${row} <= 1`), ...places.map((_, set) => `0 <= x${set} <= 1`)];
  const model = [
    'Maximize',
    `obj: ${terms.join('\n ')}`,
    'Subject To',
    ...rows,
    `k: ${places.join('\n ')} <= ${most}`,
    ...(spending
      ? [`b: ${Array.from(spending.cost, (cost, set) => `+ ${cost} x${set}`).join('\n ')} <= ${spending.budget}`]
      : []),
    'Bounds',
    ...bounds,
    'End',
    '',
  ].join('\n');
  const solution = solver.solve(model);
  if (solution.Status !== 'Optimal') throw new NoBound(`the solver says ${solution.Status}`);
  return solution.ObjectiveValue;
}
