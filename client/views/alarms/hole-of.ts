import type { CoverageHole, CoverageHoles } from '../../../shared/wire/planning.ts';

/**
 * What an alarm has uncovered, or will when a countdown ends; null where none of its resources is a hole's cause.
 * `resources`: that of the alarm, then those of what is folded under it.
 */
export function holeOf(
  resources: readonly string[],
  { holes, predicted }: Pick<CoverageHoles, 'holes' | 'predicted'>,
): { readonly hole: CoverageHole; readonly predicted: boolean } | null {
  const now = findHole(holes, resources);
  const hole = now ?? findHole(predicted, resources);
  return hole === undefined ? null : { hole, predicted: now === undefined };
}

/** Its own hole first, then the one that a site or cell of it is a part of; a hole that neighbours fill is none. */
function findHole(holes: readonly CoverageHole[], resources: readonly string[]): CoverageHole | undefined {
  const open = holes.filter(({ polygons }) => polygons.length > 0);
  const [own] = resources;
  return (
    open.find(({ resource }) => resource === own) ??
    open.find(({ sites, cells }) => resources.some((id) => sites.includes(id) || cells.includes(id)))
  );
}
