import { thresholdRule } from '../threshold-rule.ts';

export const upsBattery = thresholdRule(
  {
    name: 'ups-battery',
    alarmType: 'equipment-alarm',
    probableCause: 'low-battery-threshold',
    effect: 'battery',
    holdRaiseMs: 0,
    holdClearMs: 30_000,
  },
  ['ups.battery-runtime'],
);
