import { metricsOf } from '../../../../shared/metrics/index.ts';
import { keptIntervalMs } from '../../../../shared/metrics/kept-interval.ts';
import type { MetricDefinition } from '../../../../shared/metrics/metric.ts';
import type { ResourceKind } from '../../../../shared/model/resource.ts';
import type { Language } from '../../../../shared/text/format.ts';
import type { PastSeriesList } from '../../../../shared/wire/history.ts';
import type { SeriesPanel } from '../../../charts/index.ts';
import { inLanguage } from '../resource-name.ts';

/** A kind's metrics in the order of their charts: what is judged first, then what sums up others, as the drawer does. */
export function chartedMetrics(kind: ResourceKind): readonly MetricDefinition[] {
  const rank = (metric: MetricDefinition) => (metric.ladder ? 0 : 2) + (metric.derive ? 0 : 1);
  return [...metricsOf(kind)].sort((a, b) => rank(a) - rank(b));
}

/** One panel for each metric that has something in the span. */
export function panelsOf(kind: ResourceKind, reply: PastSeriesList, language: Language): readonly SeriesPanel[] {
  const byMetric = new Map(reply.series.map((series) => [series.metric, series]));
  return chartedMetrics(kind).flatMap((metric): SeriesPanel[] => {
    const buckets = byMetric.get(metric.id);
    if (buckets === undefined || buckets.at.length === 0) return [];
    return [
      {
        title: inLanguage(metric.label, language),
        unit: metric.unit,
        states: metric.states,
        ladder: metric.ladder,
        stepMs: reply.stepMs,
        lines: [{ key: metric.id, name: '', intervalMs: keptIntervalMs(metric), buckets }],
      },
    ];
  });
}
