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
  /**
   * Moves the resources of slots `first` ≤ s < `end` on to `moment` and writes their samples into the columns, from
   * `start[first]` on. Gives how many: fewer than there is room for where some are silent.
   */
  fill(first: number, end: number, moment: Moment): number;
}

/**
 * Each slot takes the next SLOTS-th part of every model's resources, as a poller walks from rack to rack: neighbours
 * report together, so that a hall's news travels in a few large frames instead of many small ones. Of what is in
 * `silent` nothing is sent; it behaves all the same.
 */
export function createSlots(
  models: readonly Model[],
  handleOf: (name: SeriesName) => number,
  silent: ReadonlySet<string>,
): Slots {
  const start = new Uint32Array(SLOTS + 1);
  const handles: number[] = [];
  for (let slot = 0; slot < SLOTS; slot++) {
    for (const [m, model] of models.entries()) {
      const end = firstIn(slot + 1, model, m);
      for (let i = firstIn(slot, model, m); i < end; i++) {
        const resource = model.resources[i]!.id;
        for (const metric of model.metrics) handles.push(handleOf({ by: 'catalogue', resource, metric }));
      }
    }
    start[slot + 1] = handles.length;
  }
  const handle = new Uint32Array(handles.length);
  const at = new Float64Array(handles.length);
  const value = new Float64Array(handles.length);
  return {
    handle,
    at,
    value,
    start,
    fill(first, end, moment) {
      const from = start[first]!;
      const to = step(models, silent, first, end, moment, value, from);
      let kept = from;
      for (let p = from; p < to; p++) {
        const x = value[p]!;
        if (Number.isNaN(x)) continue;
        handle[kept] = handles[p]!;
        value[kept] = x;
        kept++;
      }
      at.fill(moment.at, from, kept);
      return kept - from;
    },
  };
}

/** Steps the resources of some slots; gives where their values end. */
function step(
  models: readonly Model[],
  silent: ReadonlySet<string>,
  first: number,
  end: number,
  moment: Moment,
  value: Float64Array,
  from: number,
): number {
  let p = from;
  for (let slot = first; slot < end; slot++) {
    for (let m = 0; m < models.length; m++) {
      const model = models[m]!;
      const width = model.metrics.length;
      const stop = firstIn(slot + 1, model, m);
      for (let i = firstIn(slot, model, m); i < stop; i++, p += width) {
        model.step(i, moment, value, p);
        if (silent.size > 0 && silent.has(model.resources[i]!.id)) value.fill(Number.NaN, p, p + width);
      }
    }
  }
  return p;
}

/** Any number that has no factor in common with SLOTS. */
const SPREAD = 19;

/**
 * Index of the first resource of the `m`-th model that falls into `slot`. Models begin their shares at different slots:
 * kinds of a few resources each do not all fall into the same ones.
 */
function firstIn(slot: number, model: Model, m: number): number {
  return Math.floor((model.resources.length * slot + ((m * SPREAD) % SLOTS)) / SLOTS);
}
