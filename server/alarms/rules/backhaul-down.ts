import { stateRule } from '../state-rule.ts';

/** Backhaul node or link down: CRITICAL, one root cause for every site that depends on it. */
export const backhaulDown = stateRule(
  {
    name: 'backhaul-down',
    alarmType: 'communications-alarm',
    probableCause: 'link-failure',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  [
    { metric: 'backhaul-node.operational-state', faults: { disabled: 'critical' } },
    { metric: 'backhaul-link.operational-state', faults: { disabled: 'critical' } },
  ],
);
