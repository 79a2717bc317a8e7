import { calmOf, judgeLimits, ladderLimits, ownLimits } from '../ladder.ts';
import type { Limits } from '../limits.ts';
import type { SampleRule } from '../rule.ts';

const METRIC = 'rack.humidity';
/** Between the two ladders: which one a value is held against. */
const MIDDLE_PERCENT = 40;

const DRY: Limits = ownLimits(
  {
    direction: 'below',
    metric: METRIC,
    unit: '%',
    steps: [{ severity: 'major', raise: 8, clear: 9 }],
    document: { zh: 'ASHRAE TC 9.9 2021：允许相对湿度 ≥ 8 %', en: 'ASHRAE TC 9.9 2021: allowable humidity ≥ 8 % RH' },
  },
  {},
);

/** Relative humidity of a rack's inlet air out of what ASHRAE allows. A pack's steps replace the upper limits. */
export const humidity: SampleRule = {
  name: 'humidity',
  alarmType: 'environmental-alarm',
  probableCause: 'humidity-unacceptable',
  effect: 'quality',
  limits: 'above',
  ladders: (settings) => [ladderLimits(METRIC, settings), DRY],
  holdRaiseMs: 120_000,
  holdClearMs: 120_000,
  by: 'samples',
  on: 'self',
  evidence: [METRIC],
  inputs: [
    {
      metric: METRIC,
      calm: (settings) => [calmOf(DRY)[0], calmOf(ladderLimits(METRIC, settings))[1]],
    },
  ],
  judge({ place, readings, settings }, held) {
    const percent = readings.number(place, METRIC);
    if (Number.isNaN(percent)) return null;
    return judgeLimits(percent < MIDDLE_PERCENT ? DRY : ladderLimits(METRIC, settings), percent, held);
  },
};
