import { findMetric } from '../../../shared/metrics/index.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';

/** What the sectors' colour can say. */
export const SECTOR_LAYERS = ['state', 'prb', 'users', 'traffic'] as const;
export type SectorLayer = (typeof SECTOR_LAYERS)[number];

/** The metrics of a layer; the state layer has none. */
export interface LayerMetrics {
  readonly cell: MetricDefinition;
  readonly site: MetricDefinition;
}

const METRICS: Readonly<Record<Exclude<SectorLayer, 'state'>, LayerMetrics>> = {
  prb: { cell: metric('cell.prb-dl'), site: metric('site.prb-dl') },
  users: { cell: metric('cell.users'), site: metric('site.users') },
  traffic: { cell: metric('cell.traffic-dl'), site: metric('site.traffic-dl') },
};

export function metricsOfLayer(layer: SectorLayer): LayerMetrics | null {
  return layer === 'state' ? null : METRICS[layer];
}

function metric(id: string): MetricDefinition {
  const found = findMetric(id);
  if (!found) throw new Error(`the catalogue has no metric ${id}`);
  return found;
}

/** Percentages have a scale of their own; what has no natural top grows with what is seen. */
export function startOfScale(layer: SectorLayer): number {
  if (layer === 'users') return 10;
  return layer === 'traffic' ? 1e7 : 100;
}

/** Smallest of 1, 2, 2.5 and 5 × 10ⁿ that is not below the value: a scale's top that reads well. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power;
}
