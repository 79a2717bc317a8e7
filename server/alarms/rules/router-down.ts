import { stateRule } from '../state-rule.ts';

export const routerDown = stateRule(
  {
    name: 'router-down',
    alarmType: 'communications-alarm',
    probableCause: 'communications-subsystem-failure',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  [{ metric: 'router.operational-state', faults: { disabled: 'critical' } }],
);
