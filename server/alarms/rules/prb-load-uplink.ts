import { thresholdRule } from '../threshold-rule.ts';

/** PRB > 90 %, uplink: a cell can be full one way alone. The domain's table: a warning, load only. */
export const prbLoadUplink = thresholdRule(
  {
    name: 'prb-load-uplink',
    alarmType: 'quality-of-service-alarm',
    probableCause: 'threshold-crossed',
    effect: 'load',
    holdRaiseMs: 60_000,
    holdClearMs: 60_000,
  },
  ['cell.prb-ul'],
);
