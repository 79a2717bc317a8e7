import { childrenRule } from '../share-rule.ts';

const DEAD = 0;

/** Every feed of a hall dead: whatever its racks are plugged into, the hall is out. */
export const hallDark = childrenRule(
  {
    name: 'hall-dark',
    alarmType: 'equipment-alarm',
    probableCause: 'power-problem',
    effect: 'outage',
    holdRaiseMs: 0,
    holdClearMs: 10_000,
  },
  {
    inputs: [{ metric: 'power-feed.state', calm: [1, 1] }],
    least: 1,
    limits: {
      direction: 'above',
      metric: null,
      unit: '%',
      steps: [{ severity: 'critical', raise: 99.9, clear: 99.9 }],
      document: { zh: '全部供电支路失电', en: 'All feeds dead' },
    },
    bad({ place, readings }) {
      const state = readings.number(place, 'power-feed.state');
      return Number.isNaN(state) ? null : state === DEAD;
    },
  },
);
