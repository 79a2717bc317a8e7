import { keptIntervalMs } from '../../../shared/metrics/kept-interval.ts';
import type { MetricDefinition } from '../../../shared/metrics/metric.ts';
import { isSimulated, SEVERITY_RANK, type Severity } from '../../../shared/model/sample.ts';
import type { Buckets } from '../../ports.ts';
import { severitiesOf, type Turn } from './severities.ts';
import type { Span } from './span.ts';

const SECOND_MS = 1_000;

/** One metric of a resource over a span. */
export interface MetricPast {
  readonly metric: MetricDefinition;
  readonly buckets: Buckets;
}

export interface ResourceTurn {
  /** A whole second, so that the state of that second has it. */
  readonly at: number;
  readonly was: Severity;
  readonly state: Severity;
  /** The metric that decides the state. */
  readonly metric: string;
}

/**
 * Where the judged state of a resource, the worst over its metrics, became another one; ascending. Before the first
 * sample it is `unknown`. A metric that was never heard says nothing, nor does what the simulator left of a resource
 * that a real source has taken over, nor a silence that is only this server's absence (`downtimes`, ascending).
 */
export function resourceTurns(
  metrics: readonly MetricPast[],
  stepMs: number,
  until: number,
  downtimes: readonly Span[] = [],
): readonly ResourceTurn[] {
  const heard = withoutLeftovers(metrics.filter(({ buckets }) => buckets.at.length > 0));
  const events = heard
    .flatMap(({ metric, buckets }, index) => {
      return severitiesOf(metric, buckets, stepMs, keptIntervalMs(metric), until, downtimes).map((turn) => ({
        ...onTheSecond(turn),
        index,
      }));
    })
    .sort((a, b) => a.at - b.at);

  const turns: ResourceTurn[] = [];
  const current: (Severity | undefined)[] = heard.map(() => undefined);
  let was: Severity = 'unknown';
  events.forEach(({ at, severity, index }, i) => {
    current[index] = severity;
    if (events[i + 1]?.at === at) return;
    const worst = worstOf(heard, current);
    if (worst.severity === was) return;
    turns.push({ at, was, state: worst.severity, metric: worst.metric.id });
    was = worst.severity;
  });
  return turns;
}

function onTheSecond({ at, severity }: Turn): Turn {
  return { at: Math.ceil(at / SECOND_MS) * SECOND_MS, severity };
}

function withoutLeftovers(metrics: readonly MetricPast[]): readonly MetricPast[] {
  const isReal = ({ buckets }: MetricPast) => buckets.quality.some((quality) => !isSimulated(quality));
  const takenOver = metrics.some((past) => past.metric.derive?.over !== 'below' && isReal(past));
  return takenOver ? metrics.filter((past) => past.metric.derive?.over === 'below' || isReal(past)) : metrics;
}

/** Of equally bad metrics the one with a ladder or states of its own, rather the derived one than its inputs. */
function worstOf(
  metrics: readonly MetricPast[],
  severities: readonly (Severity | undefined)[],
): { severity: Severity; metric: MetricDefinition } {
  let worst = { severity: 'normal' as Severity, metric: metrics[0]!.metric, rank: -1 };
  metrics.forEach(({ metric }, i) => {
    const severity = severities[i];
    if (severity === undefined) return;
    const preference = metric.ladder ? (metric.derive ? 3 : 1) : metric.states ? 2 : 0;
    const rank = SEVERITY_RANK[severity] * 4 + preference;
    if (rank > worst.rank) worst = { severity, metric, rank };
  });
  return worst;
}
