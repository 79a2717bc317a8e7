import type { Step } from './derive.ts';
import type { Layout } from './layout.ts';

/** Runs derivations so that everything that a step reads is written before it, within one tick. */
export interface Schedule {
  /** A series has changed: what is derived from it is due. */
  mark(series: number): void;
  run(now: number): void;
  forget(): void;
}

export function createSchedule({ metrics, metricOf }: Layout, steps: readonly Step[]): Schedule {
  const writers: Step[][] = metrics.map(() => []);
  const readers: Step[][] = metrics.map(() => []);
  for (const step of steps) {
    for (const output of step.outputs) writers[output]!.push(step);
    for (const input of step.inputs) readers[input]!.push(step);
  }
  const depth = (step: Step): number =>
    Math.max(0, ...step.inputs.flatMap((input) => writers[input]!.map((before) => depth(before) + 1)));
  const ordered = steps.map((step) => ({ step, depth: depth(step) })).sort((a, b) => a.depth - b.depth);
  return {
    mark(series) {
      for (const step of readers[metricOf[series]!]!) step.mark(series);
    },
    run(now) {
      for (const { step } of ordered) step.run(now);
    },
    forget() {
      for (const step of steps) step.forget();
    },
  };
}
