import type { Resource, ResourceKind } from '../../../../shared/model/resource.ts';
import type { Moment } from '../moment.ts';
import type { World } from '../world.ts';

/** How the resources of one kind behave. Made from a seed; values follow from it, the resource, the time and what was. */
export interface Model {
  readonly kind: ResourceKind;
  /** Catalogue names of the values, in the order in which `step` writes them. */
  readonly metrics: readonly string[];
  readonly resources: readonly Resource[];
  /**
   * Moves resource `index` of `resources` on to `moment` and writes its values from `out[from]` on, one per metric, in
   * the catalogue's base units and rounded to its resolutions; NaN for a value of which nothing is heard.
   */
  step(index: number, moment: Moment, out: Float64Array, from: number): void;
}

export type ModelOf = (seed: number, resources: readonly Resource[], world: World) => Model;

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** A bump of height 1 at `centre` h that falls to 0.61 at `width` h to either side, around the clock. */
export function bump(hour: number, centre: number, width: number): number {
  const away = Math.abs(hour - centre);
  const distance = Math.min(away, 24 - away) / width;
  return Math.exp(-0.5 * distance * distance);
}
