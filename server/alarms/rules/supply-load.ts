import { thresholdRule } from '../threshold-rule.ts';

export const supplyLoad = thresholdRule(
  {
    name: 'supply-load',
    alarmType: 'equipment-alarm',
    probableCause: 'threshold-crossed',
    effect: 'load',
    holdRaiseMs: 30_000,
    holdClearMs: 60_000,
  },
  ['utility.load', 'transformer.load', 'generator.load', 'ups.load', 'pdu.load', 'power-feed.load'],
);
