import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  boundProblem,
  coverageBound,
  loadSolver,
  type Solver,
} from '../../../../server/planning/ranking/coverage-bound.ts';
import { lazyGreedy, type PointSets } from '../../../../server/planning/ranking/lazy-greedy.ts';

const COLUMNS = 12;
const POINTS = COLUMNS * 12;

const instances = fc
  .record({
    sets: fc.array(fc.uniqueArray(fc.nat(POINTS - 1), { maxLength: 25 }), { minLength: 1, maxLength: 14 }),
    weight: fc.array(fc.nat(9), { minLength: POINTS, maxLength: POINTS }),
    most: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ sets, weight, most }) => ({ sets: packed(sets), weight: Float64Array.from(weight), most }));

function packed(lists: readonly (readonly number[])[]): PointSets {
  const first = new Uint32Array(lists.length + 1);
  lists.forEach((list, set) => {
    first[set + 1] = first[set]! + list.length;
  });
  return { count: lists.length, first, points: Uint32Array.from(lists.flat()) };
}

/** Looks at every set each time. */
function naiveGreedy(
  { count, first, points }: PointSets,
  weight: Float64Array,
  most: number,
  cost = new Float64Array(count).fill(1),
  budget = Number.POSITIVE_INFINITY,
) {
  const spent = () => picks.reduce((sum, { set }) => sum + cost[set]!, 0);
  const covered = new Set<number>();
  const picks: { set: number; gain: number }[] = [];
  while (picks.length < most) {
    let best = { set: -1, gain: 0 };
    for (let set = 0; set < count; set++) {
      if (picks.some((pick) => pick.set === set) || spent() + cost[set]! > budget) continue;
      let gain = 0;
      for (let at = first[set]!; at < first[set + 1]!; at++)
        if (!covered.has(points[at]!)) gain += weight[points[at]!]!;
      if (gain / cost[set]! > best.gain / (cost[best.set] ?? 1)) best = { set, gain };
    }
    if (best.set < 0) break;
    picks.push(best);
    for (let at = first[best.set]!; at < first[best.set + 1]!; at++) covered.add(points[at]!);
  }
  return picks;
}

describe('§5: which sites next', () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await loadSolver();
  });

  test('lazy picks are the naive ones, in the same order', () => {
    fc.assert(
      fc.property(instances, ({ sets, weight, most }) => {
        expect(lazyGreedy(sets, weight, most)).toEqual(naiveGreedy(sets, weight, most));
      }),
      { numRuns: 300 },
    );
  });

  test('LP ≥ greedy ≥ (1 − 1/e) · LP, and merging squares only loosens the bound', () => {
    fc.assert(
      fc.property(instances, ({ sets, weight, most }) => {
        const greedy = lazyGreedy(sets, weight, most).reduce((sum, { gain }) => sum + gain, 0);
        const exact = boundProblem(sets, weight, COLUMNS);
        const bound = coverageBound(solver, exact, most);
        expect(exact.merged).toBe(1);
        expect(bound).toBeGreaterThanOrEqual(greedy - 1e-6);
        expect(greedy).toBeGreaterThanOrEqual((1 - 1 / Math.E) * bound - 1e-6);
        const merged = boundProblem(sets, weight, COLUMNS, 8);
        expect(coverageBound(solver, merged, most)).toBeGreaterThanOrEqual(bound - 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  test('with costs and a budget: lazy is naive still, the budget is kept, and the bound holds', () => {
    const priced = fc.record({
      instance: instances,
      costs: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 14, maxLength: 14 }),
      budget: fc.integer({ min: 1, max: 25 }),
    });
    fc.assert(
      fc.property(priced, ({ instance: { sets, weight, most }, costs, budget }) => {
        const cost = Float64Array.from(costs.slice(0, sets.count));
        const spent = (picked: readonly number[]) => picked.reduce((sum, set) => sum + cost[set]!, 0);
        const affords = (set: number, picked: readonly number[]) => spent([...picked, set]) <= budget;
        const picks = lazyGreedy(sets, weight, most, affords, cost);
        expect(picks).toEqual(naiveGreedy(sets, weight, most, cost, budget));
        expect(spent(picks.map(({ set }) => set))).toBeLessThanOrEqual(budget);
        const bound = coverageBound(solver, boundProblem(sets, weight, COLUMNS), most, { cost, budget });
        expect(bound).toBeGreaterThanOrEqual(picks.reduce((sum, { gain }) => sum + gain, 0) - 1e-6);
      }),
      { numRuns: 100 },
    );
  });

  test('the bound is that of the best choice where only one is to be made', () => {
    const sets = packed([[0, 1, 2], [3, 4], [5]]);
    const weight = new Float64Array(POINTS).fill(1);
    expect(coverageBound(solver, boundProblem(sets, weight, COLUMNS), 1)).toBeCloseTo(3, 6);
    expect(coverageBound(solver, boundProblem(sets, weight, COLUMNS), 3)).toBeCloseTo(6, 6);
    expect(coverageBound(solver, boundProblem(packed([[]]), weight, COLUMNS), 3)).toBe(0);
  });

  test('what is forbidden is never picked', () => {
    const sets = packed([[0, 1, 2], [0, 1], [3]]);
    const picks = lazyGreedy(
      sets,
      new Float64Array(POINTS).fill(1),
      3,
      (set, picked) => set !== 0 && !(set === 2 && picked.includes(1)),
    );
    expect(picks).toEqual([{ set: 1, gain: 2 }]);
  });
});
