import { findMetric } from '../../shared/metrics/index.ts';
import { calmOf, judgeLimits, ladderLimits } from './ladder.ts';
import type { SampleRule } from './rule.ts';
import type { RuleSettings } from './settings.ts';

/** What is true of every value: a sample always needs a look. */
export const NEVER_CALM = (): readonly [number, number] => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

type Facts = Pick<SampleRule, 'name' | 'alarmType' | 'probableCause' | 'effect' | 'holdRaiseMs' | 'holdClearMs'>;

/**
 * A rule whose limits are the catalogue's ladders: raised beyond `raise`, cleared inside `clear`, each held for its time.
 * One metric a kind; a derived metric is judged when one of its inputs arrives.
 */
export function thresholdRule(facts: Facts, metrics: readonly string[]): SampleRule {
  const byKind = new Map(metrics.map((id) => [findMetric(id)?.kind, id]));
  return {
    ...facts,
    limits: findMetric(metrics[0]!)?.ladder?.direction,
    ladders: (settings) => metrics.map((id) => ladderLimits(id, settings)),
    by: 'samples',
    on: 'self',
    evidence: metrics,
    inputs: metrics.flatMap((id) => {
      const derive = findMetric(id)?.derive;
      if (derive?.over !== 'self') return [{ metric: id, calm: calmBy(id) }];
      // Of a largest value, an input within the limits changes nothing; of a ratio, the whole is another per resource.
      const calm = derive.aggregate === 'max' ? calmBy(id) : NEVER_CALM;
      return derive.inputs.map((metric) => ({ metric, calm }));
    }),
    judge({ resource, place, readings, settings }, held) {
      const metric = byKind.get(resource.kind);
      if (metric === undefined) return null;
      const value = readings.number(place, metric);
      return Number.isNaN(value) ? null : judgeLimits(ladderLimits(metric, settings), value, held);
    },
  };
}

function calmBy(metric: string): (settings: RuleSettings) => readonly [number, number] {
  return (settings) => calmOf(ladderLimits(metric, settings));
}
