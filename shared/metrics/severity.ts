import type { Severity } from '../model/sample.ts';
import type { MetricDefinition } from './metric.ts';

/**
 * The catalogue's state of a value, given the state it had: a step is entered beyond `raise` and left inside `clear`.
 * A metric with neither ladder nor states is always normal; an enumerated value that the catalogue does not list is
 * unknown.
 */
export function severityOfValue(metric: MetricDefinition, value: number, previous: Severity): Severity {
  if (metric.states) return metric.states.find((state) => state.value === value)?.severity ?? 'unknown';
  if (!metric.ladder) return 'normal';
  const { direction, steps } = metric.ladder;
  const held = steps.findIndex((step) => step.severity === previous);
  let result: Severity = 'normal';
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    const limit = i <= held ? step.clear : step.raise;
    if (direction === 'above' ? value > limit : value < limit) result = step.severity;
  }
  return result;
}
