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

/**
 * Each slot takes the next SLOTS-th part of every model's resources, as a poller walks from rack to rack: neighbours
 * report together, so that a hall's news travels in a few large frames instead of many small ones.
 */
export function createSlots(models: readonly Model[], handleOf: (name: SeriesName) => number): Slots {
  const start = new Uint32Array(SLOTS + 1);
  const handles: number[] = [];
  for (let slot = 0; slot < SLOTS; slot++) {
    for (const model of models) {
      const end = firstIn(slot + 1, model);
      for (let i = firstIn(slot, model); i < end; i++) {
        const resource = model.resources[i]!.id;
        for (const metric of model.metrics) handles.push(handleOf({ by: 'catalogue', resource, metric }));
      }
    }
    start[slot + 1] = handles.length;
  }
  const at = new Float64Array(handles.length);
  const value = new Float64Array(handles.length);
  return {
    handle: Uint32Array.from(handles),
    at,
    value,
    start,
    fill(first, end, moment) {
      let p = start[first]!;
      for (let slot = first; slot < end; slot++) {
        for (const model of models) {
          const width = model.metrics.length;
          const stop = firstIn(slot + 1, model);
          for (let i = firstIn(slot, model); i < stop; i++, p += width) model.step(i, moment, value, p);
        }
      }
      at.fill(moment.at, start[first]!, p);
    },
  };
}

/** Index of the first resource of a model that falls into `slot`. */
function firstIn(slot: number, model: Model): number {
  return Math.floor((model.resources.length * slot) / SLOTS);
}
