import { gaussian, mix } from './random.ts';

/** Slow noise of many things at once: AR(1) of zero mean and unit variance, one step every STEP_MS. */
export interface Drift {
  /** The noise of thing `index` in time step `step` (a whole number). */
  at(index: number, step: number): number;
}

/** The cadence that the models are made for. */
export const STEP_MS = 10_000;

/** After this many steps nothing is left of where a series began, so a restart continues almost where it stopped. */
const MEMORY_STEPS = 80;

/**
 * x(t) = keep · x(t−1) + √(1 − keep²) · ε(t), where ε is a hash of seed and step. `keep` in [0, 0.97]: 0.95 forgets
 * in about 200 s.
 */
export function createDrift(seeds: Uint32Array, keep: number): Drift {
  const fresh = Math.sqrt(1 - keep * keep);
  const last = new Float64Array(seeds.length).fill(Number.NEGATIVE_INFINITY);
  const value = new Float64Array(seeds.length);
  return {
    at(index, step) {
      const before = last[index]!;
      if (before === step) return value[index]!;
      // A clock set back begins anew: noise of the future is not carried into the past.
      const known = before < step && before >= step - MEMORY_STEPS;
      let x = known ? value[index]! : 0;
      const seed = seeds[index]!;
      for (let s = known ? before + 1 : step - MEMORY_STEPS; s <= step; s++)
        x = keep * x + fresh * gaussian(mix(seed, s));
      last[index] = step;
      value[index] = x;
      return x;
    },
  };
}
