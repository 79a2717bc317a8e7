import { SEVERITIES, SEVERITY_RANK } from '../../shared/model/sample.ts';

/** A piece of a cluster's ring. Angles as `arc` wants them: 0 is east, clockwise; the first starts at north. */
export interface RingSegment {
  /** Index into SEVERITIES. */
  readonly severity: number;
  readonly from: number;
  readonly to: number;
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
