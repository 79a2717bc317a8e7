import { findMetric } from '../../shared/metrics/index.ts';
import type { Label } from '../../shared/model/resource.ts';
import { TEXT } from '../../shared/text/index.ts';
import type { AlarmRule, AlarmRules } from '../../shared/wire/alarm-rule-schemas.ts';
import type { Inventory } from '../ports.ts';
import { judgedKinds, resourceKindsOf } from './judged-kinds.ts';
import type { FaultStates, Rule } from './rule.ts';
import { type AlarmSettings, DEFAULT_SETTINGS, type RuleSettings } from './settings.ts';

/** Every rule with the numbers that it goes by, as the pack leaves them, and where each is from. */
export function listRules(rules: readonly Rule[], settings: AlarmSettings, inventory: Inventory): AlarmRules {
  const shared = (name: 'raisesPerMinute' | 'flappingRaises') => ({
    value: settings[name],
    source: settings[name] === DEFAULT_SETTINGS[name] ? ('rule' as const) : ('pack' as const),
  });
  return {
    rules: rules.map((rule) => toWire(rule, settings.rules.get(rule.name) ?? {}, inventory)),
    raisesPerMinute: shared('raisesPerMinute'),
    flappingRaises: shared('flappingRaises'),
  };
}

function toWire(rule: Rule, settings: RuleSettings, inventory: Inventory): AlarmRule {
  const { name, alarmType, probableCause, ladders, states = [], occurrence, method } = rule;
  const hold = (own: number, pack: number | undefined) =>
    pack === undefined ? { ms: own, source: 'rule' as const } : { ms: pack, source: 'pack' as const };
  return {
    rule: name,
    name: nameOf(name),
    alarmType,
    probableCause,
    off: settings.off ?? false,
    kinds: judgedKinds(rule, inventory),
    resources: countOf(rule, inventory),
    method: method ?? null,
    ladders: (ladders?.(settings) ?? []).map(({ metric, unit, direction, steps, source, document }) => ({
      metric,
      unit,
      direction,
      steps: steps.map(({ severity, raise, clear }) => ({ severity, raise, clear })),
      source,
      document,
    })),
    states: states.map(statesOf),
    occurrence:
      occurrence === undefined ? null : { ...occurrence, source: occurrence.severity === null ? 'equipment' : 'rule' },
    holdRaise: hold(rule.holdRaiseMs, settings.holdRaiseMs),
    holdClear: hold(rule.holdClearMs, settings.holdClearMs),
    row: settings.row ?? null,
  };
}

function nameOf(rule: string): Label {
  const words: Readonly<Record<string, Label>> = TEXT;
  const key = `alarms.problem.${rule}`;
  return Object.hasOwn(words, key) ? words[key]! : { zh: rule, en: rule };
}

function statesOf({ metric, faults }: FaultStates): AlarmRule['states'][number] {
  const { states = [], standard } = findMetric(metric)!;
  return {
    metric,
    faults: states.flatMap(({ id, label }) => {
      const severity = faults[id];
      return severity === undefined ? [] : [{ state: id, label, severity }];
    }),
    source: 'rule',
    standard: standard ?? null,
  };
}

/** Resources in service that it judges; null where it judges none of the zone's. */
function countOf(rule: Rule, inventory: Inventory): number | null {
  const kinds = judgedKinds(rule, inventory);
  if (kinds === null || kinds.includes('source') || kinds.includes('server')) return null;
  const judged = resourceKindsOf(rule, inventory).flatMap((kind) => inventory.ofKind(kind));
  return judged.filter(({ lifecycle, reporting }) => lifecycle === 'in-service' && reporting).length;
}
