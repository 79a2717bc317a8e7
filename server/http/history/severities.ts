import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { severityOfValue } from '../../../shared/metrics/severity.ts';
import { LATE_INTERVALS } from '../../../shared/model/freshness.ts';
import { type Severity, worse } from '../../../shared/model/sample.ts';
import type { Buckets } from '../../ports.ts';
import { silentFrom } from './silence.ts';
import type { Span } from './span.ts';

/** From this moment (UTC ms) on, until the next of its list. */
export interface Turn {
  readonly at: number;
  readonly severity: Severity;
}

/**
 * What the catalogue's ladder says of a series over time: a turn where the severity becomes another one, ascending. A
 * bucket counts as the worst of its numbers; bad samples and a silence of three intervals are `unknown`, as in the
 * present. `until` ends what was asked for, in UTC ms; `intervalMs` is how often a number is due. What was not
 * heard because this server was away (`downtimes`, ascending) is nobody's silence: what was true before it holds on.
 */
export function severitiesOf(
  metric: MetricDefinition,
  buckets: Buckets,
  stepMs: number,
  intervalMs: number,
  until: number,
  downtimes: readonly Span[] = [],
): readonly Turn[] {
  const turns: Turn[] = [];
  const silenceMs = LATE_INTERVALS * intervalMs;
  let held: Severity = 'normal';
  let heardUntil = Number.POSITIVE_INFINITY;
  const turn = (at: number, severity: Severity): void => {
    if (turns.at(-1)?.severity !== severity) turns.push({ at, severity });
  };
  const silence = (to: number): void => {
    const from = silentFrom({ from: heardUntil, to }, silenceMs, downtimes);
    if (from !== null) turn(from, 'unknown');
  };
  for (let i = 0; i < buckets.at.length; i++) {
    const at = buckets.at[i]!;
    silence(at);
    heardUntil = at + stepMs;
    if (buckets.count[i] === 0) {
      turn(at, 'unknown');
      continue;
    }
    const { worst, last } = judge(metric, buckets, i, held);
    turn(at, worst);
    held = last;
  }
  silence(until);
  return turns;
}

/** The worst that a bucket was in, and what it ended in. */
function judge(
  metric: MetricDefinition,
  { min, max, last }: Buckets,
  i: number,
  held: Severity,
): { worst: Severity; last: Severity } {
  const of = (value: number, before: Severity) => severityOfValue(metric, value, before);
  if (metric.ladder === undefined) {
    const end = of(last[i]!, held);
    return { worst: worse(end, worse(of(min[i]!, held), of(max[i]!, held))), last: end };
  }
  const peak = of(metric.ladder.direction === 'above' ? max[i]! : min[i]!, held);
  const end = of(last[i]!, peak);
  return { worst: worse(peak, end), last: end };
}
