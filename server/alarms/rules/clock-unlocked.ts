import { stateRule } from '../state-rule.ts';

/** site.clock of the catalogue. */
const HOLDOVER = 0;

/** GNSS lost: MAJOR in hold-over, with the moment at which it ends, CRITICAL when the clock runs free and TDD cells must go out. */
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
  ({ place, readings }) => {
    const leftS = readings.number(place, 'site.holdover-left');
    if (readings.number(place, 'site.clock') !== HOLDOVER || Number.isNaN(leftS)) return null;
    return Math.round(readings.at(place, 'site.holdover-left') + leftS * 1000);
  },
);
