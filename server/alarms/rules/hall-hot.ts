import { belowRule } from '../share-rule.ts';

/** ASHRAE class A1's allowable limit. */
const ALLOWABLE_C = 32;

/** A tenth of a hall's racks beyond what class A1 allows: the hall is not cooled, whatever each rack says. */
export const hallHot = belowRule(
  {
    name: 'hall-hot',
    alarmType: 'environmental-alarm',
    probableCause: 'cooling-system-failure',
    effect: 'cooling',
    holdRaiseMs: 30_000,
    holdClearMs: 60_000,
  },
  10_000,
  {
    kind: 'rack',
    of: 'hall',
    metric: 'rack.inlet',
    least: 10,
    limits: {
      direction: 'above',
      metric: null,
      unit: '%',
      steps: [{ severity: 'critical', raise: 10, clear: 5 }],
      document: { zh: '超过 32 °C（ASHRAE A1）的机柜占比', en: 'Share of racks above 32 °C (ASHRAE A1)' },
    },
    bad: (value) => (Number.isNaN(value) ? -1 : value > ALLOWABLE_C ? 1 : 0),
  },
);
