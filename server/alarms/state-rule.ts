import type { PerceivedSeverity } from '../../shared/alarms/severity.ts';
import { findMetric } from '../../shared/metrics/index.ts';
import { FINE, wrong } from './ladder.ts';
import type { FaultStates, Look, SampleRule } from './rule.ts';

type Facts = Pick<SampleRule, 'name' | 'alarmType' | 'probableCause' | 'effect' | 'holdRaiseMs' | 'holdClearMs'>;

/** A rule over enumerated states: which of the catalogue's states are faults, and how bad. One metric a kind. */
export function stateRule(
  facts: Facts,
  states: readonly FaultStates[],
  expectedAt: (look: Look) => number | null = () => null,
): SampleRule {
  const byKind = new Map(states.map((one) => [findMetric(one.metric)?.kind, { ...one, faults: faultsByValue(one) }]));
  return {
    ...facts,
    states,
    by: 'samples',
    on: 'self',
    evidence: states.map(({ metric }) => metric),
    inputs: states.map(({ metric, faults }) => ({ metric, calm: () => calmStates(metric, faults) })),
    judge(look) {
      const state = byKind.get(look.resource.kind);
      if (state === undefined) return null;
      const value = look.readings.number(look.place, state.metric);
      if (Number.isNaN(value)) return null;
      const severity = state.faults.get(value);
      return severity === undefined ? FINE : wrong(severity, expectedAt(look));
    },
  };
}

function faultsByValue({ metric, faults }: FaultStates): ReadonlyMap<number, PerceivedSeverity> {
  const states = findMetric(metric)?.states ?? [];
  return new Map(
    Object.entries(faults).map(([id, severity]) => {
      const state = states.find((one) => one.id === id);
      if (state === undefined) throw new Error(`${metric} has no state ${id}`);
      return [state.value, severity];
    }),
  );
}

/** The longest run of values from a normal one on in which none is a fault; others get a closer look. */
function calmStates(metric: string, faults: Readonly<Record<string, PerceivedSeverity>>): readonly [number, number] {
  const states = [...(findMetric(metric)?.states ?? [])].sort((a, b) => a.value - b.value);
  let best: readonly [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let from: number | null = null;
  for (const { id, value } of states) {
    if (id in faults) from = null;
    else {
      from ??= value;
      if (!(value - from <= best[1] - best[0])) best = [from, value];
    }
  }
  return best;
}
