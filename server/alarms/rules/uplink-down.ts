import { stateRule } from '../state-rule.ts';

/** IF-MIB ifOperStatus down. */
export const uplinkDown = stateRule(
  {
    name: 'uplink-down',
    alarmType: 'communications-alarm',
    probableCause: 'link-failure',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  [{ metric: 'uplink.oper-status', faults: { down: 'critical' } }],
);
