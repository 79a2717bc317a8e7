import { stateRule } from '../state-rule.ts';

/** On battery, in bypass or failed: RFC 1628's states, with the severities of the catalogue. */
export const upsState = stateRule(
  {
    name: 'ups-state',
    alarmType: 'equipment-alarm',
    probableCause: 'power-problem',
    effect: 'supply',
    holdRaiseMs: 0,
    holdClearMs: 30_000,
  },
  [{ metric: 'ups.state', faults: { 'on-battery': 'major', bypass: 'minor', failed: 'critical' } }],
  ({ place, readings }) => {
    if (readings.number(place, 'ups.state') !== 1) return null;
    const leftS = readings.number(place, 'ups.battery-runtime');
    return Number.isNaN(leftS) ? null : Math.round(readings.at(place, 'ups.battery-runtime') + leftS * 1000);
  },
);
