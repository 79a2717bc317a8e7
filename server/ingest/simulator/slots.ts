import type { SeriesName } from '../../ports.ts';
import type { Model } from './model/model.ts';
import type { Moment } from './moment.ts';

/** Time is cut into slots; each carries an even share of all resources, one round carries every resource once. */
export const SLOTS = 50;

/** All samples of one round as columns, in the order of the slots, so that any run of slots is one piece of them. */
export interface Slots {
  readonly handle: Uint32Array;
  readonly at: Float64Array;
  readonly value: Float64Array;
  /** Where slot s begins; `start[SLOTS]` is the number of samples in a round. */
  readonly start: Uint32Array;
  /** Moves the resources of slots `first` ≤ s < `end` on to `moment` and writes their samples into the columns. */
  fill(first: number, end: number, moment: Moment): void;
}

/** Resource number r (counted over all models) belongs to slot r mod SLOTS, with all of its metrics. */
export function createSlots(models: readonly Model[], handleOf: (name: SeriesName) => number): Slots {
  const first = firstNumbers(models);
  const start = new Uint32Array(SLOTS + 1);
  for (let slot = 0; slot < SLOTS; slot++) {
    let samples = 0;
    models.forEach((model, m) => {
      for (let i = firstOf(slot, first[m]!); i < model.resources.length; i += SLOTS) samples += model.metrics.length;
    });
    start[slot + 1] = start[slot]! + samples;
  }
  const total = start[SLOTS]!;
  const handle = new Uint32Array(total);
  let next = 0;
  for (let slot = 0; slot < SLOTS; slot++) {
    models.forEach((model, m) => {
      for (let i = firstOf(slot, first[m]!); i < model.resources.length; i += SLOTS) {
        const resource = model.resources[i]!.id;
        for (const metric of model.metrics) handle[next++] = handleOf({ by: 'catalogue', resource, metric });
      }
    });
  }
  const at = new Float64Array(total);
  const value = new Float64Array(total);
  return {
    handle,
    at,
    value,
    start,
    fill(from, end, moment) {
      let p = start[from]!;
      for (let slot = from; slot < end; slot++) {
        for (let m = 0; m < models.length; m++) {
          const model = models[m]!;
          const width = model.metrics.length;
          const count = model.resources.length;
          for (let i = firstOf(slot, first[m]!); i < count; i += SLOTS, p += width) model.step(i, moment, value, p);
        }
      }
      at.fill(moment.at, start[from]!, p);
    },
  };
}

/** Number of each model's first resource. */
function firstNumbers(models: readonly Model[]): readonly number[] {
  let next = 0;
  return models.map((model) => {
    const number = next;
    next += model.resources.length;
    return number;
  });
}

/** Lowest index within a model, whose first resource has number `first`, that falls into `slot`. */
function firstOf(slot: number, first: number): number {
  return (((slot - first) % SLOTS) + SLOTS) % SLOTS;
}
