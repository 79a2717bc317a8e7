import type { MetricDefinition } from '../../shared/metrics/metric.ts';
import { severityOfValue } from '../../shared/metrics/severity.ts';
import { SEVERITIES } from '../../shared/model/sample.ts';

const NORMAL = SEVERITIES.indexOf('normal');

/** Judges a value of one metric: index into SEVERITIES, given the index held before. */
export type Judge = (value: number, held: number) => number;

/**
 * The catalogue's severityOfValue with the usual answer first: a value that no step can hold is normal whatever came
 * before, and that is one comparison.
 */
export function createJudge(metric: MetricDefinition): Judge {
  if (metric.states) {
    const severities = new Map(metric.states.map((state) => [state.value, SEVERITIES.indexOf(state.severity)]));
    return (value) => severities.get(value) ?? SEVERITIES.indexOf('unknown');
  }
  if (!metric.ladder) return () => NORMAL;
  const above = metric.ladder.direction === 'above';
  const limits = metric.ladder.steps.flatMap((step) => [step.raise, step.clear]);
  const calm = above ? Math.min(...limits) : Math.max(...limits);
  return (value, held) => {
    if (above ? value <= calm : value >= calm) return NORMAL;
    return SEVERITIES.indexOf(severityOfValue(metric, value, SEVERITIES[held]!));
  };
}
