import type { MetricDefinition } from '../metrics/metric.ts';
import { RESOURCE_KINDS, type ResourceKind } from './resource.ts';

/**
 * Numbers for (resource, metric) pairs, the same on both sides of the wire.
 *
 * Resources are numbered per kind in the order of the inventory (*ordinal*); a kind with n resources and m metrics
 * owns n·m consecutive numbers: series = base + ordinal · m + metric. Both sides build the same table from the counts
 * and the catalogue, so only counts and ids travel.
 */
export interface Dictionary {
  readonly seriesCount: number;
  /** Per kind: first series number, number of resources, its metrics in order. */
  readonly kinds: ReadonlyMap<ResourceKind, KindSeries>;
  series(kind: ResourceKind, ordinal: number, metricIndex: number): number;
  /** What a series number stands for. Throws RangeError outside 0…seriesCount−1. */
  describe(series: number): { kind: ResourceKind; ordinal: number; metric: MetricDefinition };
}

export interface KindSeries {
  readonly kind: ResourceKind;
  readonly base: number;
  readonly count: number;
  readonly metrics: readonly MetricDefinition[];
}

export function createDictionary(
  counts: ReadonlyMap<ResourceKind, number>,
  metricsOf: (kind: ResourceKind) => readonly MetricDefinition[],
): Dictionary {
  const kinds = new Map<ResourceKind, KindSeries>();
  const order: KindSeries[] = [];
  let base = 0;
  for (const kind of RESOURCE_KINDS) {
    const metrics = metricsOf(kind);
    const count = counts.get(kind) ?? 0;
    const block = { kind, base, count, metrics };
    kinds.set(kind, block);
    if (count * metrics.length > 0) order.push(block);
    base += count * metrics.length;
  }
  const seriesCount = base;
  return {
    seriesCount,
    kinds,
    series(kind, ordinal, metricIndex) {
      const block = kinds.get(kind)!;
      return block.base + ordinal * block.metrics.length + metricIndex;
    },
    describe(series) {
      if (!(series >= 0 && series < seriesCount)) throw new RangeError(`series ${series} of ${seriesCount}`);
      let low = 0;
      let high = order.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (order[middle]!.base <= series) low = middle;
        else high = middle - 1;
      }
      const block = order[low]!;
      const offset = series - block.base;
      const ordinal = Math.floor(offset / block.metrics.length);
      return { kind: block.kind, ordinal, metric: block.metrics[offset - ordinal * block.metrics.length]! };
    },
  };
}
