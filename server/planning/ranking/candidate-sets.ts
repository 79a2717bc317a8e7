import { powerMwOf, type SectorTables } from '../../../shared/radio/sector-tables.ts';
import type { Ground } from '../coverage/ground.ts';
import { eachInReach } from '../coverage/growth.ts';
import type { PointSets } from './lazy-greedy.ts';

/** Entries of all sets together: 4 bytes each. */
const MOST_ENTRIES = 60_000_000;

/** The sets of all candidates are too large to be kept. */
export class TooManyPoints extends Error {
  override readonly name = 'TooManyPoints';
}

/**
 * For each candidate (cells that stand at one place) the pixels where one of its cells keeps the RSRP threshold and
 * nobody does yet. Throws TooManyPoints.
 */
export function candidateSets(
  ground: Ground,
  tables: SectorTables,
  candidates: readonly (readonly number[])[],
  bestMw: Float32Array,
  thresholdMw: number,
  progress: (share: number) => void,
): PointSets {
  const first = new Uint32Array(candidates.length + 1);
  let points = new Uint32Array(1 << 16);
  let used = 0;
  candidates.forEach((cells, candidate) => {
    eachInReach(ground, tables, tables.siteOf[cells[0]!]!, (pixel, metres, bearing) => {
      if (bestMw[pixel]! >= thresholdMw) return;
      if (!cells.some((cell) => powerMwOf(tables, cell, metres, bearing) >= thresholdMw)) return;
      if (used === points.length) points = grown(points);
      points[used++] = pixel;
    });
    first[candidate + 1] = used;
    if (candidate % 16 === 0) progress(candidate / candidates.length);
  });
  return { count: candidates.length, first, points: points.subarray(0, used) };
}

function grown(points: Uint32Array): Uint32Array<ArrayBuffer> {
  if (points.length >= MOST_ENTRIES) throw new TooManyPoints('ask for fewer candidates, or larger pixels');
  const more = new Uint32Array(Math.min(MOST_ENTRIES, points.length * 2));
  more.set(points);
  return more;
}
