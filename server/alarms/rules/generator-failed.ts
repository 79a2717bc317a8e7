import { stateRule } from '../state-rule.ts';

/** A generator that did not start. One that runs does its work: the supply it stands in for has its own alarm. */
export const generatorFailed = stateRule(
  {
    name: 'generator-failed',
    alarmType: 'equipment-alarm',
    probableCause: 'equipment-malfunction',
    effect: 'quality',
    holdRaiseMs: 0,
    holdClearMs: 30_000,
  },
  [{ metric: 'generator.state', faults: { failed: 'major' } }],
);
