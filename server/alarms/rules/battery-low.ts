import { calmOf, FINE, judgeLimits, ladderLimits } from '../ladder.ts';
import type { SampleRule } from '../rule.ts';

const METRIC = 'site.battery-runtime';

/** Low battery threshold, while the battery carries the site: one that charges after an outage is no fault. */
export const batteryLow: SampleRule = {
  name: 'battery-low',
  alarmType: 'equipment-alarm',
  probableCause: 'low-battery-threshold',
  effect: 'battery',
  limits: 'below',
  holdRaiseMs: 0,
  holdClearMs: 30_000,
  by: 'samples',
  on: 'self',
  evidence: [METRIC],
  inputs: [
    { metric: METRIC, calm: (settings) => calmOf(ladderLimits(METRIC, settings)) },
    { metric: 'site.mains', calm: () => [1, 1] },
  ],
  judge({ place, readings, settings }, held) {
    const leftS = readings.number(place, METRIC);
    if (Number.isNaN(leftS)) return null;
    if (readings.number(place, 'site.mains') === 1) return FINE;
    const verdict = judgeLimits(ladderLimits(METRIC, settings), leftS, held);
    return { ...verdict, expectedAt: Math.round(readings.at(place, METRIC) + leftS * 1000) };
  },
};
