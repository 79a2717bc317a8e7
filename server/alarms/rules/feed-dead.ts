import { stateRule } from '../state-rule.ts';

const DEAD = { dead: 'critical' } as const;

/** Supply dead, from the street to the hall's feed: the topmost explains what hangs on it. */
export const feedDead = stateRule(
  {
    name: 'feed-dead',
    alarmType: 'equipment-alarm',
    probableCause: 'power-problem',
    effect: 'supply',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  [
    { metric: 'utility.state', faults: DEAD },
    { metric: 'transformer.state', faults: DEAD },
    { metric: 'pdu.state', faults: DEAD },
    { metric: 'power-feed.state', faults: DEAD },
  ],
);
