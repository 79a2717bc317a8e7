import { thresholdRule } from '../threshold-rule.ts';

/** Cold-aisle inlet, the warmest of three sensors, on the catalogue's ASHRAE ladder. */
export const inlet = thresholdRule(
  {
    name: 'inlet',
    alarmType: 'environmental-alarm',
    probableCause: 'temperature-unacceptable',
    effect: 'heat',
    holdRaiseMs: 30_000,
    holdClearMs: 60_000,
  },
  ['rack.inlet'],
);
