import { calmOf, FINE, judgeLimits, ladderLimits } from '../ladder.ts';
import type { SampleRule } from '../rule.ts';

const METRIC = 'site.battery-runtime';

/** Low battery threshold: CRITICAL, while the battery carries the site. One that charges after an outage is no fault. */
export const batteryLow: SampleRule = {
  name: 'battery-low',
  alarmType: 'equipment-alarm',
  probableCause: 'low-battery-threshold',
  effect: 'battery',
  limits: 'below',
  ladders: (settings) => [ladderLimits(METRIC, settings)],
  holdRaiseMs: 0,
  holdClearMs: 30_000,
  by: 'samples',
  on: 'self',
  // What carries the site says by itself when it is over.
  evidence: [METRIC, 'site.mains'],
  inputs: [
    { metric: METRIC, calm: (settings) => calmOf(ladderLimits(METRIC, settings)) },
    { metric: 'site.mains', calm: () => [1, 1] },
    { metric: 'site.rectifier', calm: () => [1, 1] },
  ],
  judge({ place, readings, settings }, held) {
    const charged = readings.number(place, 'site.mains') === 1 && readings.number(place, 'site.rectifier') !== 0;
    if (charged) return FINE;
    const leftS = readings.number(place, METRIC);
    if (Number.isNaN(leftS)) return null;
    const verdict = judgeLimits(ladderLimits(METRIC, settings), leftS, held);
    return { ...verdict, expectedAt: Math.round(readings.at(place, METRIC) + leftS * 1000) };
  },
};
