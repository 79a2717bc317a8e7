import type { Resource } from '../../../shared/model/resource.ts';

/** A numeric attribute, or what stands for it where the pack says nothing usable. */
export function attribute(resource: Resource, name: string, otherwise: number): number {
  const value = Number(resource.attributes.get(name) ?? Number.NaN);
  return Number.isFinite(value) ? value : otherwise;
}
