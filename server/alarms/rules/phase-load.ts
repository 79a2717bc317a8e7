import { thresholdRule } from '../threshold-rule.ts';

/** The busiest phase of a feed in amperes: a breaker trips on one phase, however little the others carry. */
export const phaseLoad = thresholdRule(
  {
    name: 'phase-load',
    alarmType: 'equipment-alarm',
    probableCause: 'threshold-crossed',
    effect: 'load',
    holdRaiseMs: 30_000,
    holdClearMs: 60_000,
  },
  ['power-feed.phase-load'],
);
