import { stateRule } from '../state-rule.ts';

/** Mains breakdown with battery back-up: MAJOR, with the moment at which the battery will be empty. */
export const siteMains = stateRule(
  {
    name: 'site-mains',
    alarmType: 'equipment-alarm',
    probableCause: 'mains-breakdown-with-battery-backup',
    effect: 'supply',
    holdRaiseMs: 0,
    holdClearMs: 30_000,
  },
  [{ metric: 'site.mains', faults: { lost: 'major' } }],
  ({ place, readings }) => {
    const leftS = readings.number(place, 'site.battery-runtime');
    return Number.isNaN(leftS) ? null : Math.round(readings.at(place, 'site.battery-runtime') + leftS * 1000);
  },
);
