import { thresholdRule } from '../threshold-rule.ts';

/** PRB use beyond the catalogue's limit: load only. A minute of it, so that one busy interval is none. */
export const prbLoad = thresholdRule(
  {
    name: 'prb-load',
    alarmType: 'quality-of-service-alarm',
    probableCause: 'threshold-crossed',
    effect: 'load',
    holdRaiseMs: 60_000,
    holdClearMs: 60_000,
  },
  ['cell.prb-dl'],
);
