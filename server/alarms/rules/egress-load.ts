import { thresholdRule } from '../threshold-rule.ts';

/** Over three buckets of five minutes. */
export const egressLoad = thresholdRule(
  {
    name: 'egress-load',
    alarmType: 'quality-of-service-alarm',
    probableCause: 'congestion',
    effect: 'load',
    holdRaiseMs: 900_000,
    holdClearMs: 300_000,
  },
  ['uplink.utilization'],
);
