import type { Model } from '../../../../../server/ingest/simulator/model/model.ts';
import { createMoments } from '../../../../../server/ingest/simulator/moment.ts';

/** Monday 8 June 2020, 00:00 in Shanghai. */
export const MONDAY = Date.UTC(2020, 5, 7, 16);
export const HOUR_MS = 3_600_000;

/** Values of one round of a model at one time: a column per metric, by metric id. */
export type Round = ReadonlyMap<string, readonly number[]>;

/** Steps all resources to each of the times and hands over what they report. */
export function run(model: Model, times: readonly number[], see: (round: Round, at: number) => void): void {
  const momentOf = createMoments('Asia/Shanghai');
  const width = model.metrics.length;
  const out = new Float64Array(model.resources.length * width);
  for (const at of times) {
    const moment = momentOf(at);
    for (let i = 0; i < model.resources.length; i++) model.step(i, moment, out, i * width);
    const columns = model.metrics.map((metric, m) => {
      const column = model.resources.map((_, i) => out[i * width + m]!);
      return [metric, column] as const;
    });
    see(new Map(columns), at);
  }
}

export function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Times from `from` (inclusive) for `forMs`, `everyMs` apart. */
export function times(from: number, forMs: number, everyMs: number): number[] {
  return Array.from({ length: Math.ceil(forMs / everyMs) }, (_, i) => from + i * everyMs);
}
