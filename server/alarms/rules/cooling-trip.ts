import { stateRule } from '../state-rule.ts';

export const coolingTrip = stateRule(
  {
    name: 'cooling-trip',
    alarmType: 'equipment-alarm',
    probableCause: 'cooling-system-failure',
    effect: 'cooling',
    holdRaiseMs: 0,
    holdClearMs: 30_000,
  },
  [{ metric: 'cooling-unit.state', faults: { tripped: 'major' } }],
);
