import { metricsOf } from '../../shared/metrics/index.ts';
import type { ResourceKind } from '../../shared/model/resource.ts';
import type { SnapshotPeriodSeries } from '../../shared/wire/snapshots.ts';
import type { History, Inventory } from '../ports.ts';
import type { ScopedKind } from './scope.ts';

/** Kinds whose figures say how a period went, first those that are left when there are too many. */
const TELLING: readonly ResourceKind[] = [
  'zone',
  'datacentre',
  'phase',
  'hall',
  'carrier',
  'uplink',
  'site',
  'gpu-node',
];
const MAX_SERIES = 200;
const POINTS = 168;

/**
 * Roll-ups over a period of the figures that stand for a scope, at most 200 series; where resources were named one by one,
 * of those, whatever their kind. Throws HistoryRefused.
 */
export async function periodOf(
  history: Pick<History, 'series'>,
  inventory: Inventory,
  scoped: readonly ScopedKind[],
  span: { readonly from: number; readonly to: number },
  named: boolean,
): Promise<readonly SnapshotPeriodSeries[]> {
  const chosen = chooseSeries(inventory, scoped, named ? scoped.map(({ kind }) => kind) : TELLING);
  if (chosen.length === 0) return [];
  const answer = await history.series({ series: chosen, ...span, points: POINTS });
  return answer.series.flatMap((buckets, i) => {
    if (buckets.at.length === 0) return [];
    return [
      {
        resource: inventory.resourceOf(chosen[i]!).id,
        metric: inventory.metricOf(chosen[i]!).id,
        at: [...buckets.at],
        min: [...buckets.min],
        max: [...buckets.max],
        mean: [...buckets.mean],
        coverage: Array.from(buckets.coverage, (share) => (Number.isNaN(share) ? null : share)),
        quality: [...buckets.quality],
      },
    ];
  });
}

function chooseSeries(inventory: Inventory, scoped: readonly ScopedKind[], kinds: readonly ResourceKind[]): number[] {
  const chosen: number[] = [];
  for (const kind of kinds) {
    const { ordinals } = scoped.find((candidate) => candidate.kind === kind) ?? { ordinals: [] };
    for (const ordinal of ordinals) {
      for (let i = 0; i < metricsOf(kind).length; i++) {
        if (chosen.length < MAX_SERIES) chosen.push(inventory.dictionary.series(kind, ordinal, i));
      }
    }
  }
  return chosen;
}
