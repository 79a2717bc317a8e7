import { stateRule } from '../state-rule.ts';

/** The battery is no longer charged: MAJOR, with the moment at which it will be empty where it carries the site. */
export const rectifierFailure = stateRule(
  {
    name: 'rectifier-failure',
    alarmType: 'equipment-alarm',
    probableCause: 'rectifier-failure',
    effect: 'supply',
    holdRaiseMs: 10_000,
    holdClearMs: 30_000,
  },
  [{ metric: 'site.rectifier', faults: { failed: 'major' } }],
  ({ place, readings }) => {
    const leftS = readings.number(place, 'site.battery-runtime');
    return Number.isNaN(leftS) ? null : Math.round(readings.at(place, 'site.battery-runtime') + leftS * 1000);
  },
);
