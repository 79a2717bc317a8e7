import { surfaceAt } from '../../shared/geo/land-mask.ts';
import { insideRings } from '../../shared/geo/polygon.ts';
import type { Ground } from './basemap.ts';
import type { ProblemList } from './problems.ts';
import type { Tables } from './read-tables.ts';

/**
 * Sites, backhaul nodes, charging stations and demand are inside the outline, and nothing is in the sea. What the pack does not say
 * (no outline, no land mask, outside the mask) is not judged.
 */
export function checkPositions(tables: Tables, ground: Ground, problems: ProblemList): void {
  const { sites, backhaulNodes, stations, demand, datacentres } = tables;
  for (const table of [sites, backhaulNodes, stations, demand, datacentres]) {
    for (const { file, line, value } of table.rows) {
      const problem = positionProblem(value, ground, table !== datacentres);
      if (problem !== undefined) problems.add({ file, row: line, column: 'lat' }, problem);
    }
  }
}

function positionProblem(
  { lat, lon }: { lat: number; lon: number },
  { outline, landMask }: Ground,
  insideZone: boolean,
): string | undefined {
  if (landMask && surfaceAt(landMask, { lat, lon }) === 'sea') return `${lat}, ${lon} is in the sea`;
  if (insideZone && outline && !insideRings(lon, lat, outline)) return `${lat}, ${lon} is outside the zone's outline`;
  return undefined;
}
