import { SEVERITIES, SEVERITY_RANK } from '../../shared/model/sample.ts';

/** Side of the grid that merges sites far out, CSS pixels. */
const CELL_PX = 64;

export interface Cluster {
  /** Mean of its sites, canvas pixels. */
  readonly x: number;
  readonly y: number;
  /** Sites by severity, in the order of SEVERITIES. */
  readonly counts: readonly number[];
  readonly total: number;
  readonly members: readonly number[];
}

/** A piece of a cluster's ring. Angles as `arc` wants them: 0 is east, clockwise; the first starts at north. */
export interface RingSegment {
  /** Index into SEVERITIES. */
  readonly severity: number;
  readonly from: number;
  readonly to: number;
}

/** Merges sites that fall into the same square of a grid fixed to the world, so that a pan does not regroup them. */
export function clusterSites(
  sites: readonly number[],
  placeOf: (site: number) => { x: number; y: number },
  severityOf: (site: number) => number,
  origin: { x: number; y: number },
): Cluster[] {
  const squares = new Map<string, number[]>();
  for (const site of sites) {
    const { x, y } = placeOf(site);
    const key = `${Math.floor((x + origin.x) / CELL_PX)}/${Math.floor((y + origin.y) / CELL_PX)}`;
    const square = squares.get(key);
    if (square) square.push(site);
    else squares.set(key, [site]);
  }
  return [...squares.values()].map((members) => {
    const counts = SEVERITIES.map(() => 0);
    let x = 0;
    let y = 0;
    for (const site of members) {
      const place = placeOf(site);
      x += place.x;
      y += place.y;
      counts[severityOf(site)]! += 1;
    }
    return { x: x / members.length, y: y / members.length, counts, total: members.length, members };
  });
}

/**
 * Segments of a ring in drawing order: mildest first, worst last. Shares are of the total, but none that is not empty
 * gets less than 30°, so that one failed site among a thousand is still seen.
 */
export function ringSegments(counts: readonly number[]): RingSegment[] {
  const least = Math.PI / 6;
  const present = counts
    .map((count, severity) => ({ count, severity }))
    .filter((part) => part.count > 0)
    .sort((a, b) => SEVERITY_RANK[SEVERITIES[a.severity]!] - SEVERITY_RANK[SEVERITIES[b.severity]!]);
  const total = present.reduce((sum, part) => sum + part.count, 0);
  const free = 2 * Math.PI - least * present.length;
  let from = -Math.PI / 2;
  return present.map(({ severity, count }) => {
    const to = from + least + (free * count) / total;
    const segment = { severity, from, to };
    from = to;
    return segment;
  });
}
