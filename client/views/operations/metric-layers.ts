import { findMetric, metricsOf } from '../../../shared/metrics/index.ts';
import type { MetricDefinition, Unit } from '../../../shared/metrics/metric.ts';

/** What the sectors' colour can say: their state, or any number of a cell in the catalogue, by its id without the kind. */
export const SECTOR_LAYERS: readonly string[] = [
  'state',
  ...metricsOf('cell')
    .filter((metric) => metric.states === undefined)
    .map((metric) => metric.id.slice('cell.'.length)),
];
export type SectorLayer = string;

/** The cell metric of a layer; the state layer has none. */
export function metricOfLayer(layer: SectorLayer): MetricDefinition | null {
  return layer === 'state' ? null : (findMetric(`cell.${layer}`) ?? null);
}

/** Where the scale of a unit without a natural top begins, base unit; it grows with what is seen. */
const FIRST_TOP: Readonly<Partial<Record<Unit, number>>> = { count: 10, 'bit/s': 1e7, W: 1000 };
const PERCENT_TOP = 100;

export function startOfScale(layer: SectorLayer): number {
  const unit = metricOfLayer(layer)?.unit;
  return (unit && FIRST_TOP[unit]) ?? PERCENT_TOP;
}

/** Smallest of 1, 2, 2.5 and 5 × 10ⁿ that is not below the value: a scale's top that reads well. */
export function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5].find((step) => step * power >= value) ?? 10) * power;
}
