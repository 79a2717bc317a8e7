import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
import type { ResourceKind } from '../../../shared/model/resource.ts';
import type { Language } from '../../../shared/text/format.ts';
import type { PastSeriesList } from '../../../shared/wire/history.ts';
import type { SeriesPanel } from '../../charts/index.ts';
import { inLanguage } from './definition-words.ts';
import { orderedMetrics } from './live-values.ts';

/** One panel for each metric of a resource that has something in the span. */
export function metricPanels(kind: ResourceKind, reply: PastSeriesList, language: Language): readonly SeriesPanel[] {
  const byMetric = new Map(reply.series.map((series) => [series.metric, series]));
  return orderedMetrics(kind).flatMap((metric): SeriesPanel[] => {
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
