import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { formatWithUnit, type Language, NO_VALUE } from '../../shared/text/format.ts';

/** A metric's value in words: the name of an enumerated state, a number with its unit, "–" for none. */
export function reading(metric: MetricDefinition, value: number | null, language: Language): string {
  if (value === null) return NO_VALUE;
  const state = metric.states?.find((known) => known.value === value);
  return state ? state.label[language === 'en' ? 'en' : 'zh'] : formatWithUnit(value, metric.unit, language);
}
