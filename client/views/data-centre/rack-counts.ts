import { freshnessOf, qualityOf } from '../../../shared/model/sample.ts';
import type { RackValues } from '../../map/floor/paint.ts';

/** How many racks that should report do so, and how. */
export interface RackCounts {
  racks: number;
  live: number;
  late: number;
  stale: number;
  none: number;
}

function noRacks(): RackCounts {
  return { racks: 0, live: 0, late: 0, stale: 0, none: 0 };
}

/** Counts the reporting racks among those given by the freshness of one metric; a value without number counts as none. */
export function countRacks(values: RackValues, racks: Iterable<number>): RackCounts {
  const counts = noRacks();
  for (const rack of racks) {
    if (values.reporting[rack] === 0) continue;
    counts.racks++;
    const flags = values.flags[values.offset + rack * values.stride]!;
    const quality = qualityOf(flags);
    if (quality === 'none' || quality === 'bad') counts.none++;
    else counts[freshnessOf(flags)]++;
  }
  return counts;
}

export function addCounts(all: readonly RackCounts[]): RackCounts {
  const sum = noRacks();
  for (const { racks, live, late, stale, none } of all) {
    sum.racks += racks;
    sum.live += live;
    sum.late += late;
    sum.stale += stale;
    sum.none += none;
  }
  return sum;
}
