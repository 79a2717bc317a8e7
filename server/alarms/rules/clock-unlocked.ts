import { stateRule } from '../state-rule.ts';

/** GNSS lost: MAJOR in hold-over, CRITICAL when the clock runs free and TDD cells must go out. */
export const clockUnlocked = stateRule(
  {
    name: 'clock-unlocked',
    alarmType: 'equipment-alarm',
    probableCause: 'clock-synchronization-problem',
    effect: 'clock',
    holdRaiseMs: 0,
    holdClearMs: 30_000,
  },
  [{ metric: 'site.clock', faults: { holdover: 'major', 'free-running': 'critical' } }],
);
