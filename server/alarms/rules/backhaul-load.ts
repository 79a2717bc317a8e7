import { thresholdRule } from '../threshold-rule.ts';

export const backhaulLoad = thresholdRule(
  {
    name: 'backhaul-load',
    alarmType: 'quality-of-service-alarm',
    probableCause: 'congestion',
    effect: 'load',
    holdRaiseMs: 60_000,
    holdClearMs: 60_000,
  },
  ['backhaul-link.utilization'],
);
