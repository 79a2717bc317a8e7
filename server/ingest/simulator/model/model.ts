import type { Resource, ResourceKind } from '../../../../shared/model/resource.ts';
import type { Inventory } from '../../../ports.ts';
import type { Moment } from '../moment.ts';

/** How the resources of one kind behave. Made from a seed; values follow from it, the resource, the time and what was. */
export interface Model {
  readonly kind: ResourceKind;
  /** Catalogue names of the values, in the order in which `step` writes them. */
  readonly metrics: readonly string[];
  readonly resources: readonly Resource[];
  /**
   * Moves resource `index` of `resources` on to `moment` and writes its values from `out[from]` on, one per metric, in
   * the catalogue's base units and rounded to its resolutions.
   */
  step(index: number, moment: Moment, out: Float64Array, from: number): void;
}

/** What a model may ask about the surroundings of its resources. */
export type Surroundings = Pick<Inventory, 'find'>;

export type ModelOf = (seed: number, resources: readonly Resource[], surroundings: Surroundings) => Model;

/** A numeric attribute, or what stands for it where the pack says nothing usable. */
export function attribute(resource: Resource, name: string, otherwise: number): number {
  const value = Number(resource.attributes.get(name) ?? Number.NaN);
  return Number.isFinite(value) ? value : otherwise;
}

/** Nearest container of a kind, or the direct parent's id where there is none; '' without a parent. */
export function containerOf(resource: Resource, kind: ResourceKind, surroundings: Surroundings): string {
  for (let id = resource.parent; id !== null; ) {
    const container = surroundings.find(id);
    if (container === undefined) break;
    if (container.kind === kind) return container.id;
    id = container.parent;
  }
  return resource.parent ?? '';
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** A bump of height 1 at `centre` h that falls to 0.61 at `width` h to either side, around the clock. */
export function bump(hour: number, centre: number, width: number): number {
  const away = Math.abs(hour - centre);
  const distance = Math.min(away, 24 - away) / width;
  return Math.exp(-0.5 * distance * distance);
}
